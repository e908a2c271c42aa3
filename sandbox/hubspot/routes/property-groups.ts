import { z } from 'zod';
import { ApiProblem, invalid, notFound } from '../http/api-problem.ts';
import { crmVersions, type Call, type Reply, type Route, type RouteContext } from '../http/call.ts';
import { readBody } from '../http/read-body.ts';
import { type ObjectType } from '../portal/object-types.ts';
import { type PropertyGroup } from '../portal/property-definition.ts';
import { typeOf } from './object-call.ts';
import { schemaReadScopes, schemaWriteScopes } from './properties.ts';
import { wireGroup } from './property-wire.ts';

export function propertyGroupRoutes(context: RouteContext): readonly Route[] {
  const read = { versions: crmVersions, scopes: schemaReadScopes };
  const write = { versions: crmVersions, scopes: schemaWriteScopes };
  const all = 'properties/{objectType}/groups';
  const one = `${all}/{groupName}`;
  return [
    {
      ...read,
      method: 'GET',
      path: all,
      handle: (call) => ({
        status: 200,
        body: { results: context.portal.catalog.groups(typeOf(call)).map(wireGroup) },
      }),
    },
    { ...read, method: 'GET', path: one, handle: (call) => ({ status: 200, body: wireGroup(groupOf(context, call)) }) },
    { ...write, method: 'POST', path: all, handle: (call) => create(context, call) },
    { ...write, method: 'PATCH', path: one, handle: (call) => patch(context, call) },
    { ...write, method: 'DELETE', path: one, handle: (call) => remove(context, call) },
  ];
}

const groupBody = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  label: z.string(),
  displayOrder: z.number().int().default(-1),
});
const groupPatch = z.strictObject({ label: z.string(), displayOrder: z.number().int() }).partial();

function groupOf({ portal }: RouteContext, call: Call): PropertyGroup {
  const group = portal.catalog.findGroup(typeOf(call), call.params.groupName ?? '');
  if (group === null) throw notFound(`Property group ${call.params.groupName ?? ''} does not exist`);
  return group;
}

function create({ portal }: RouteContext, call: Call): Reply {
  const type = typeOf(call);
  const group = readBody(groupBody as z.ZodType<PropertyGroup>, call);
  if (portal.catalog.findGroup(type, group.name) !== null) {
    throw new ApiProblem(409, 'OBJECT_ALREADY_EXISTS', `A property group named '${group.name}' already exists.`, {
      subCategory: 'Properties.GROUP_EXISTS',
    });
  }
  return put({ portal }, call, type, group, 201);
}

function patch(context: RouteContext, call: Call): Reply {
  const changes = readBody(groupPatch, call);
  const group = { ...groupOf(context, call), ...changes } as PropertyGroup;
  return put(context, call, typeOf(call), group, 200);
}

function put(
  { portal }: Pick<RouteContext, 'portal'>,
  call: Call,
  type: ObjectType,
  group: PropertyGroup,
  status: number,
): Reply {
  portal.commit({ op: 'put-group', type, group, at: call.now, by: 'api' });
  return { status, body: wireGroup(group) };
}

function remove(context: RouteContext, call: Call): Reply {
  const type = typeOf(call);
  const { name } = groupOf(context, call);
  const used = context.portal.catalog.list(type, false).some((property) => property.groupName === name);
  if (used) throw invalid(`Property group ${name} still has properties`);
  context.portal.commit({ op: 'remove-group', type, name, at: call.now, by: 'api' });
  return { status: 204 };
}
