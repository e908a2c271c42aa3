import { z } from 'zod';
import { ApiProblem, invalid, notFound } from '../http/api-problem.ts';
import { crmVersions, type Call, type Reply, type Route, type RouteContext } from '../http/call.ts';
import { readBody } from '../http/read-body.ts';
import { objectTypeInfo, type ObjectType } from '../portal/object-types.ts';
import { fieldTypes, propertyTypes, type PropertyDefinition } from '../portal/property-definition.ts';
import { flagParam, typeOf } from './object-call.ts';
import { checkDefinition } from './property-rules.ts';
import { wireProperty } from './property-wire.ts';

const option = z.strictObject({
  label: z.string(),
  value: z.string(),
  hidden: z.boolean().default(false),
  displayOrder: z.number().int().default(-1),
  description: z.string().optional(),
});
const changeable = {
  label: z.string().min(1),
  type: z.enum(propertyTypes),
  fieldType: z.enum(fieldTypes),
  groupName: z.string(),
  description: z.string(),
  options: z.array(option),
  displayOrder: z.number().int(),
  hidden: z.boolean(),
  formField: z.boolean(),
};
export const newProperty = z.strictObject({
  ...changeable,
  name: z.string(),
  description: changeable.description.default(''),
  options: changeable.options.default([]),
  displayOrder: changeable.displayOrder.default(-1),
  hidden: changeable.hidden.default(false),
  formField: changeable.formField.default(false),
  hasUniqueValue: z.boolean().default(false),
  externalOptions: z.boolean().default(false),
});
export type NewProperty = z.output<typeof newProperty>;
const propertyPatch = z.strictObject(changeable).partial();

/** Listing, reading, making, changing and archiving properties one at a time. */
export function propertyRoutes(context: RouteContext): readonly Route[] {
  const read = { versions: crmVersions, scopes: schemaReadScopes };
  const write = { versions: crmVersions, scopes: schemaWriteScopes };
  const one = 'properties/{objectType}/{propertyName}';
  return [
    {
      ...read,
      method: 'GET',
      path: 'properties/{objectType}',
      query: ['archived', 'dataSensitivity', 'locale', 'properties'],
      handle: (call) => listAll(context, call),
    },
    {
      ...read,
      method: 'GET',
      path: one,
      query: ['archived', 'dataSensitivity', 'locale', 'properties'],
      handle: (call) => readOne(context, call),
    },
    { ...write, method: 'POST', path: 'properties/{objectType}', handle: (call) => createOne(context, call) },
    { ...write, method: 'PATCH', path: one, handle: (call) => patchOne(context, call) },
    { ...write, method: 'DELETE', path: one, handle: (call) => deleteOne(context, call) },
  ];
}

const schemaName = (type: ObjectType): string => (type === 'companies' || type === 'deals' ? type : 'contacts');
export function schemaReadScopes(call: Call): readonly string[] {
  const type = typeOf(call);
  return type === 'tickets'
    ? ['tickets']
    : [`crm.schemas.${schemaName(type)}.read`, ...objectTypeInfo[type].readScopes];
}
export function schemaWriteScopes(call: Call): readonly string[] {
  const type = typeOf(call);
  return type === 'tickets' ? ['tickets'] : [`crm.schemas.${schemaName(type)}.write`];
}

function listAll({ portal }: RouteContext, call: Call): Reply {
  const properties = portal.catalog.list(typeOf(call), flagParam(call.query, 'archived'));
  return { status: 200, body: { results: properties.map(wireProperty) } };
}

function readOne({ portal }: RouteContext, call: Call): Reply {
  const [type, name] = [typeOf(call), call.params.propertyName ?? ''];
  const found = flagParam(call.query, 'archived')
    ? portal.catalog.findArchived(type, name)
    : portal.catalog.find(type, name);
  if (found === null) throw notFound(`Property ${name} does not exist`);
  return { status: 200, body: wireProperty(found) };
}

function createOne(context: RouteContext, call: Call): Reply {
  const type = typeOf(call);
  const made = makeProperty(context, call, type, readBody(newProperty as z.ZodType<NewProperty>, call));
  return { status: 201, body: wireProperty(made) };
}

/** Throws 409 when the name is taken. The name of an archived property is free: making it again brings it back, empty. */
export function makeProperty(
  context: RouteContext,
  call: Call,
  type: ObjectType,
  given: NewProperty,
): PropertyDefinition {
  const { portal } = context;
  if (portal.catalog.find(type, given.name) !== null) {
    throw new ApiProblem(409, 'OBJECT_ALREADY_EXISTS', `A property named '${given.name}' already exists.`, {
      subCategory: 'Properties.PROPERTY_EXISTS',
    });
  }
  checkDefinition(context, type, given);
  const { description: _, ...withoutDescription } = given;
  const definition: PropertyDefinition = {
    ...withoutDescription,
    description: given.description,
    options: given.options.map(({ description, ...rest }) =>
      description === undefined ? rest : { ...rest, description },
    ),
    hubspotDefined: false,
    calculated: given.fieldType === 'calculation_equation',
    readOnly: false,
    createdAt: call.now,
    updatedAt: call.now,
    archivedAt: null,
  };
  portal.commit({ op: 'put-property', type, definition, at: call.now, by: 'api' });
  return definition;
}

function patchOne(context: RouteContext, call: Call): Reply {
  const type = typeOf(call);
  const known = context.portal.catalog.find(type, call.params.propertyName ?? '');
  if (known === null) throw notFound(`Property ${call.params.propertyName ?? ''} does not exist`);
  if (known.hubspotDefined)
    throw invalid(`Property ${known.name} is read only`, { subCategory: 'Properties.READ_ONLY_DEFINITION' });
  const patch = readBody(propertyPatch as z.ZodType<Partial<NewProperty>>, call);
  checkDefinition(context, type, { ...known, ...patch }, known.name);
  const definition = { ...known, ...patch, updatedAt: call.now } as PropertyDefinition;
  context.portal.commit({ op: 'put-property', type, definition, at: call.now, by: 'api' });
  return { status: 200, body: wireProperty(definition) };
}

function deleteOne(context: RouteContext, call: Call): Reply {
  archiveProperty(context, call, typeOf(call), call.params.propertyName ?? '');
  return { status: 204 };
}

/** Standard properties cannot be archived; an unknown name is passed over. */
export function archiveProperty({ portal }: RouteContext, call: Call, type: ObjectType, name: string): void {
  const known = portal.catalog.find(type, name);
  if (known === null) return;
  if (known.hubspotDefined) throw invalid(`Property ${name} cannot be archived`);
  portal.commit({ op: 'put-property', type, definition: { ...known, archivedAt: call.now }, at: call.now, by: 'api' });
}
