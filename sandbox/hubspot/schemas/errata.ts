/** Where the client's types say something else than HubSpot's API does. Each entry has its reason; without one it does not belong here. */
export interface Erratum {
  readonly model: string;
  readonly reason: string;
  /** Schemas that replace or add properties. */
  readonly properties?: Readonly<Record<string, object>>;
  /** Required in the types, optional on the wire. */
  readonly optional?: readonly string[];
}

const text = { type: 'string' };
const textOrNull = { type: ['string', 'null'] };
const texts = { type: 'array', items: text };
const valuesOrNull = { type: 'object', additionalProperties: textOrNull };

const errorModule = ['objects', 'associations', 'properties'] as const;

export const errata: readonly Erratum[] = [
  {
    model: 'objects.SimplePublicUpsertObject',
    reason: 'An empty property is null in upsert results as in all others; the type forgot it',
    properties: { properties: valuesOrNull },
  },
  {
    model: 'objects.BatchReadInputSimplePublicObjectId',
    reason: 'The live API needs only the inputs: history is asked for by those who want it',
    optional: ['propertiesWithHistory', 'properties'],
  },
  {
    model: 'objects.PublicObjectSearchRequest',
    reason: 'A sort is also taken as an object with direction, which the reference documents',
    properties: {
      sorts: {
        type: 'array',
        items: {
          anyOf: [
            text,
            {
              type: 'object',
              properties: { propertyName: text, direction: { enum: ['ASCENDING', 'DESCENDING'] } },
              required: ['propertyName'],
              additionalProperties: false,
            },
          ],
        },
      },
    },
  },
  {
    model: 'objects.ModelError',
    reason:
      'Every error carries status "error"; rate limits carry errorType, policyName and requestId and have no category',
    properties: { status: text, errorType: text, policyName: text, requestId: text },
    optional: ['category'],
  },
  ...errorModule.map((module) => ({
    model: `${module}.StandardError`,
    reason:
      'Errors inside batches come without links, errors or context where there is nothing to say; subCategory is a text',
    properties: { subCategory: text },
    optional: ['links', 'errors', 'context'],
  })),
  {
    model: 'associations.AssociationSpecWithLabel',
    reason: 'The label of an unlabelled association is null',
    properties: { label: textOrNull },
  },
  {
    model: 'properties.BatchReadInputPropertyName',
    reason: 'archived is false by default; 2026-03 added dataSensitivity',
    properties: { dataSensitivity: text },
    optional: ['archived'],
  },
  {
    model: 'properties.OptionInput',
    reason: 'hidden is false by default in the live API',
    optional: ['hidden'],
  },
  {
    model: 'properties.PropertyModificationMetadata',
    reason: 'readOnlyOptions is absent for properties without options',
    optional: ['readOnlyOptions'],
  },
  {
    model: 'oauth.TokenResponseIF',
    reason: 'Dated token endpoints name the account, the user and the granted scopes',
    properties: { hub_id: { type: 'number' }, user_id: { type: 'number' }, token_use: text, scopes: texts },
  },
  {
    model: 'oauth.ModelError',
    reason: 'Token endpoints answer with the OAuth error fields and put their code into status',
    properties: { status: text, error: text, error_description: text },
    optional: ['category'],
  },
];
