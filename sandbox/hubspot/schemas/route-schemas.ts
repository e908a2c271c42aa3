/** Which model the body of a route is, by "METHOD path" of the route table. A route that is not listed is a violation in itself. */
export interface RouteSchemas {
  readonly request?: string;
  /** By success status; null has no body. */
  readonly replies: Readonly<Record<number, string | null>>;
}

const one = (reply: string): RouteSchemas => ({ replies: { 200: reply } });
const partial = (request: string, success: 200 | 201, reply: string): RouteSchemas => ({
  request,
  replies: { [success]: reply, 207: `${reply}WithErrors` },
});

const objects = 'objects/{objectType}';
const batchPair = 'associations/{fromObjectType}/{toObjectType}/batch';
const properties = 'properties/{objectType}';
const link = `${objects}/{id}/associations/{toObjectType}/{toId}`;

export const routeSchemas: Readonly<Record<string, RouteSchemas>> = {
  [`GET ${objects}`]: one('objects.CollectionResponseSimplePublicObjectWithAssociationsForwardPaging'),
  [`GET ${objects}/{id}`]: one('objects.SimplePublicObjectWithAssociations'),
  [`POST ${objects}`]: {
    request: 'objects.SimplePublicObjectInputForCreate',
    replies: { 201: 'objects.SimplePublicObject' },
  },
  [`PATCH ${objects}/{id}`]: {
    request: 'objects.SimplePublicObjectInput',
    replies: { 200: 'objects.SimplePublicObject' },
  },
  [`DELETE ${objects}/{id}`]: { replies: { 204: null } },
  [`POST ${objects}/merge`]: { request: 'objects.PublicMergeInput', replies: { 200: 'objects.SimplePublicObject' } },
  [`POST ${objects}/search`]: {
    request: 'objects.PublicObjectSearchRequest',
    replies: { 200: 'objects.CollectionResponseWithTotalSimplePublicObjectForwardPaging' },
  },
  [`POST ${objects}/batch/read`]: partial(
    'objects.BatchReadInputSimplePublicObjectId',
    200,
    'objects.BatchResponseSimplePublicObject',
  ),
  [`POST ${objects}/batch/create`]: partial(
    'objects.BatchInputSimplePublicObjectBatchInputForCreate',
    201,
    'objects.BatchResponseSimplePublicObject',
  ),
  [`POST ${objects}/batch/update`]: partial(
    'objects.BatchInputSimplePublicObjectBatchInput',
    200,
    'objects.BatchResponseSimplePublicObject',
  ),
  [`POST ${objects}/batch/upsert`]: partial(
    'objects.BatchInputSimplePublicObjectBatchInputUpsert',
    200,
    'objects.BatchResponseSimplePublicUpsertObject',
  ),
  [`POST ${objects}/batch/archive`]: { request: 'objects.BatchInputSimplePublicObjectId', replies: { 204: null } },

  [`GET ${objects}/{id}/associations/{toObjectType}`]: one(
    'associations.CollectionResponseMultiAssociatedObjectWithLabelForwardPaging',
  ),
  [`PUT ${objects}/{id}/associations/default/{toObjectType}/{toId}`]: one(
    'associations.BatchResponsePublicDefaultAssociation',
  ),
  // the body is a list of specs: a schema of its own below
  [`PUT ${link}`]: {
    request: 'associations.AssociationSpec[]',
    replies: { 200: 'associations.LabelsBetweenObjectPair', 201: 'associations.LabelsBetweenObjectPair' },
  },
  [`DELETE ${link}`]: { replies: { 204: null } },
  [`POST ${batchPair}/read`]: partial(
    'associations.BatchInputPublicFetchAssociationsBatchRequest',
    200,
    'associations.BatchResponsePublicAssociationMultiWithLabel',
  ),
  [`POST ${batchPair}/create`]: partial(
    'associations.BatchInputPublicAssociationMultiPost',
    201,
    'associations.BatchResponseLabelsBetweenObjectPair',
  ),
  // one model with optional errors, whatever the status
  [`POST ${batchPair}/associate/default`]: {
    request: 'associations.BatchInputPublicDefaultAssociationMultiPost',
    replies: {
      200: 'associations.BatchResponsePublicDefaultAssociation',
      207: 'associations.BatchResponsePublicDefaultAssociation',
    },
  },
  // 2026-09 answers with an empty batch; no type of the client says so, the default-association batch is its twin
  [`POST ${batchPair}/archive`]: {
    request: 'associations.BatchInputPublicAssociationMultiArchive',
    replies: { 200: 'associations.BatchResponsePublicDefaultAssociation', 204: null },
  },

  [`GET ${properties}`]: one('properties.CollectionResponsePropertyNoPaging'),
  [`GET ${properties}/{propertyName}`]: one('properties.Property'),
  [`POST ${properties}`]: { request: 'properties.PropertyCreate', replies: { 201: 'properties.Property' } },
  [`PATCH ${properties}/{propertyName}`]: {
    request: 'properties.PropertyUpdate',
    replies: { 200: 'properties.Property' },
  },
  [`DELETE ${properties}/{propertyName}`]: { replies: { 204: null } },
  [`POST ${properties}/batch/read`]: partial(
    'properties.BatchReadInputPropertyName',
    200,
    'properties.BatchResponseProperty',
  ),
  [`POST ${properties}/batch/create`]: partial(
    'properties.BatchInputPropertyCreate',
    201,
    'properties.BatchResponseProperty',
  ),
  [`POST ${properties}/batch/archive`]: { request: 'properties.BatchInputPropertyName', replies: { 204: null } },
  [`GET ${properties}/groups`]: one('properties.CollectionResponsePropertyGroupNoPaging'),
  [`GET ${properties}/groups/{groupName}`]: one('properties.PropertyGroup'),
  [`POST ${properties}/groups`]: {
    request: 'properties.PropertyGroupCreate',
    replies: { 201: 'properties.PropertyGroup' },
  },
  [`PATCH ${properties}/groups/{groupName}`]: {
    request: 'properties.PropertyGroupUpdate',
    replies: { 200: 'properties.PropertyGroup' },
  },
  [`DELETE ${properties}/groups/{groupName}`]: { replies: { 204: null } },

  'GET pipelines/{objectType}': one('pipelines.CollectionResponsePipelineNoPaging'),
  'GET pipelines/{objectType}/{pipelineId}': one('pipelines.Pipeline'),
  'GET pipelines/{objectType}/{pipelineId}/stages': one('pipelines.CollectionResponsePipelineStageNoPaging'),
  'GET owners': one('owners.CollectionResponsePublicOwnerForwardPaging'),
  'GET owners/{ownerId}': one('owners.PublicOwner'),
  'POST lists': { request: 'lists.ListCreateRequest', replies: { 200: 'lists.ListCreateResponse' } },
  'POST lists/search': { request: 'lists.ListSearchRequest', replies: { 200: 'lists.ListSearchResponse' } },
  'GET lists/{listId}': one('lists.ListFetchResponse'),
  'GET lists/object-type-id/{objectTypeId}/name/{listName}': one('lists.ListFetchResponse'),

  'POST oauth/token': { replies: { 200: 'oauth.TokenResponseIF' } },
  'GET oauth/access-tokens/{token}': one('oauth.AccessTokenInfoResponse'),
};

/** The client has no types for these (account information, limits, dated introspection): they are served and not checked. */
export const untypedRoutes: readonly string[] = [
  'GET account-info/details',
  'GET account-info/api-usage/daily/private-apps',
  'GET limits/custom-properties',
  'POST oauth/token/introspect',
  'POST oauth/token/revoke',
  'DELETE appinstalls/external-install',
];
