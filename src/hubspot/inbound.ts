import { z } from 'zod';
import { connectionId, type ConnectionId } from '../accounts/ids.ts';
import type { AnnouncedChange, CrmInbound, Delivery, IgnoredReason } from '../ports/inbox.ts';
import { type RecordType, recordTypes } from '../ports/crm.ts';
import { type HubSpotObject, objectsOf, recordId } from './object-types.ts';
import { properties } from './properties.ts';

/** HubSpot's page on webhooks: a delivery is an array of 1 to 100 events. */
const mostEvents = 100;
const deliverySchema = z.array(z.unknown()).min(1).max(mostEvents);

const id = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);
/** Becomes part of a key in the database, whose texts hold no NUL. */
const word = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine((text) => !text.includes('\0'));
/** What every kind of event carries that we look at. Each further field is optional: which ones come depends on the kind. */
const eventSchema = z.object({
  eventId: z.number().int(),
  portalId: id,
  appId: z.number().int().optional(),
  /** Milliseconds; 8,640,000,000,000,000 is the last instant a date can hold. */
  occurredAt: z.number().int().nonnegative().max(8_640_000_000_000_000),
  subscriptionType: word(100),
  objectTypeId: word(20).optional(),
  objectId: id.optional(),
  propertyName: word(500).optional(),
  fromObjectId: id.optional(),
  toObjectId: id.optional(),
  fromObjectTypeId: word(20).optional(),
  toObjectTypeId: word(20).optional(),
  primaryObjectId: id.optional(),
  newObjectId: id.optional(),
  associationType: word(100).optional(),
  mergedObjectIds: z.array(id).max(1000).optional(),
});
type Event = z.infer<typeof eventSchema>;

/** Maps: an object also answers to `constructor`, and these names come from outside. A link between a company and an activity is announced for the company. */
const objectOfId: ReadonlyMap<string, HubSpotObject> = new Map([
  ['0-1', 'contacts'],
  ['0-2', 'companies'],
  ['0-3', 'deals'],
  ['0-5', 'tickets'],
  ['0-47', 'meetings'],
  ['0-48', 'calls'],
  ['0-49', 'emails'],
]);
/** Subscriptions of older apps name the object in place of `object`. */
const objectOfName: ReadonlyMap<string, HubSpotObject> = new Map([
  ['contact', 'contacts'],
  ['company', 'companies'],
  ['deal', 'deals'],
  ['ticket', 'tickets'],
]);
const typeOf = new Map(recordTypes.flatMap((type) => objectsOf[type].map((object) => [object, type] as const)));
const followedVerbs: ReadonlySet<string> = new Set([
  'creation',
  'deletion',
  'merge',
  'restore',
  'propertyChange',
  'associationChange',
  'privacyDeletion',
]);
/** Changes of what we write ourselves are echoes; the inputs of people are not among them. */
const written = new Set(
  [...properties.companies, ...properties.deals].filter(({ input }) => !input).map(({ name }) => name),
);

/**
 * Translates HubSpot's webhook deliveries: who changed, not what. `appId` = ours where it is known. An event that cannot be read is left out and counted, the
 * others go on: a delivery that is refused comes ten times more. Source: HubSpot's page on webhooks and its OpenAPI enum of event types.
 */
export const createHubSpotInbound =
  ({ appId }: { readonly appId: string | null }): CrmInbound =>
  (body) => {
    const delivery = deliverySchema.safeParse(parsed(body));
    if (!delivery.success) return { state: 'malformed' };
    const changes = new Map<ConnectionId, AnnouncedChange[]>();
    const ignored: Record<IgnoredReason, number> = { other_app: 0, unknown_kind: 0, own_property: 0, unreadable: 0 };
    for (const each of delivery.data) {
      const event = eventSchema.safeParse(each);
      const read = event.success ? changesOf(event.data, appId) : 'unreadable';
      if (!event.success || typeof read === 'string') {
        ignored[typeof read === 'string' ? read : 'unreadable']++;
        continue;
      }
      const connection = connectionId('hubspot', String(event.data.portalId));
      const known = changes.get(connection);
      if (known === undefined) changes.set(connection, [...read]);
      else known.push(...read);
    }
    return { state: 'read', changes, ignored } satisfies Delivery;
  };

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown;
  } catch {
    return undefined;
  }
}

function changesOf(event: Event, ownApp: string | null): readonly AnnouncedChange[] | IgnoredReason {
  if (ownApp !== null && event.appId !== undefined && String(event.appId) !== ownApp) return 'other_app';
  const [subject = '', verb = ''] = event.subscriptionType.split('.');
  if (!followedVerbs.has(verb)) return 'unknown_kind';
  if (verb === 'propertyChange' && written.has(event.propertyName ?? '')) return 'own_property';
  const records = verb === 'associationChange' ? linkedEnds(event) : ownRecords(event, subject);
  if (records.length === 0) return 'unknown_kind';
  const kind = verb === 'privacyDeletion' ? 'erased' : 'changed';
  const occurredAt = new Date(event.occurredAt).toISOString();
  // eventId alone is not unique, and a retry changes nothing but attemptNumber
  const sameEvent = [event.subscriptionType, event.propertyName ?? '', event.occurredAt, event.eventId].join('|');
  return records.map(({ type, id: record }) => ({
    key: `${type}|${record}|${sameEvent}`,
    ...{ kind, type, id: record, occurredAt },
  }));
}

interface Named {
  readonly type: RecordType;
  readonly id: string;
}

/** After a merge every record that took part is looked at again: the losers are gone, the survivor may carry a new id. */
function ownRecords(event: Event, subject: string): readonly Named[] {
  const object = objectOfId.get(event.objectTypeId ?? '') ?? objectOfName.get(subject);
  const { objectId, primaryObjectId, newObjectId, mergedObjectIds = [] } = event;
  const ids = [objectId, primaryObjectId, newObjectId, ...mergedObjectIds].flatMap((each) => each ?? []);
  return [...new Set(ids)].flatMap((each) => namedAs(object, each));
}

function namedAs(object: HubSpotObject | undefined, id: number | undefined): readonly Named[] {
  const type = object === undefined ? undefined : typeOf.get(object);
  return object === undefined || type === undefined || id === undefined
    ? []
    : [{ type, id: recordId(object, String(id)) }];
}

/** The ends that are linked to companies; the company itself carries no links of its own here. */
function linkedEnds(event: Event): readonly Named[] {
  const ends = [
    { typeId: event.fromObjectTypeId, id: event.fromObjectId },
    { typeId: event.toObjectTypeId, id: event.toObjectId },
  ];
  return ends
    .flatMap(({ typeId, id: end }) => namedAs(objectOfId.get(typeId ?? '') ?? associated(event, end), end))
    .filter(({ type }) => type !== 'account');
}

/** Older subscriptions have no type ids: their associationType is a word such as DEAL_TO_COMPANY. */
function associated({ associationType, fromObjectId }: Event, end: number | undefined) {
  const [from, to] = (associationType ?? '').toLowerCase().split('_to_');
  return objectOfName.get((end === fromObjectId ? from : to) ?? '');
}
