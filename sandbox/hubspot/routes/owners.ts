import { notFound } from '../http/api-problem.ts';
import { crmVersions, type Call, type Reply, type Route, type RouteContext } from '../http/call.ts';
import { type Owner } from '../portal/portal.ts';
import { isoInstant } from '../portal/projection.ts';
import { flagParam, limitParam } from './object-call.ts';

export function ownerRoutes(context: RouteContext): readonly Route[] {
  const common = { method: 'GET', versions: crmVersions, scopes: () => ['crm.objects.owners.read'] } as const;
  return [
    {
      ...common,
      path: 'owners',
      query: ['email', 'limit', 'after', 'archived'],
      handle: (call) => listPage(context, call),
    },
    {
      ...common,
      path: 'owners/{ownerId}',
      query: ['idProperty', 'archived'],
      handle: (call) => readOne(context, call),
    },
  ];
}

function listPage({ portal }: RouteContext, call: Call): Reply {
  const archived = flagParam(call.query, 'archived');
  const email = call.query.get('email');
  const limit = limitParam(call.query, 100, 500);
  const after = Number(call.query.get('after') ?? 0);
  const found = portal.owners.filter(
    (owner) => owner.archived === archived && (email === null || owner.email === email) && Number(owner.id) > after,
  );
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const paging =
    found.length > limit && last !== undefined
      ? { paging: { next: { after: last.id, link: `${call.origin}${call.path}?after=${last.id}` } } }
      : {};
  return { status: 200, body: { results: page.map(wireOwner), ...paging } };
}

function readOne({ portal }: RouteContext, call: Call): Reply {
  const archived = flagParam(call.query, 'archived');
  const byUser = call.query.get('idProperty') === 'userId';
  const found = portal.owners.find(
    (owner) => (byUser ? String(owner.userId) : owner.id) === call.params.ownerId && owner.archived === archived,
  );
  if (found === undefined) throw notFound(`Owner ${call.params.ownerId ?? ''} does not exist`);
  return { status: 200, body: wireOwner(found) };
}

const joined = isoInstant(Date.UTC(2021, 0, 4));

/** A deactivated user keeps no user id, only the one that includes inactive users. */
const wireOwner = ({ id, email, firstName, lastName, userId, archived }: Owner): object => ({
  id,
  email,
  type: 'PERSON',
  firstName,
  lastName,
  ...(archived ? {} : { userId }),
  userIdIncludingInactive: userId,
  createdAt: joined,
  updatedAt: joined,
  archived,
});
