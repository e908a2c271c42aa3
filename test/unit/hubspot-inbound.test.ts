import { describe, expect, it } from '@jest/globals';
import { connectionId } from '../../src/accounts/ids.ts';
import { createHubSpotInbound } from '../../src/hubspot/inbound.ts';
import type { Delivery } from '../../src/ports/inbox.ts';

const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const inbound = createHubSpotInbound({ appId: '555' });
const event = (more: object = {}) => ({
  ...{ eventId: 1, subscriptionId: 9, portalId: 4711, appId: 555, occurredAt: 1_790_000_000_000, attemptNumber: 0 },
  ...{ subscriptionType: 'object.propertyChange', objectTypeId: '0-3', objectId: 77, propertyName: 'closedate' },
  ...more,
});
function read(...events: readonly object[]) {
  const delivery = inbound(bytes(events));
  if (delivery.state !== 'read') throw new Error(delivery.state);
  return delivery;
}
const changesOf = ({ changes }: Extract<Delivery, { state: 'read' }>) => [...changes.values()].flat();
const named = (...events: readonly object[]) => changesOf(read(...events)).map(({ type, id }) => `${type} ${id}`);

describe("HubSpot's announcements", () => {
  it('say who changed and when, by portal', () => {
    const { changes, ignored } = read(event(), event({ portalId: 4712, objectTypeId: '0-2' }));
    expect([...changes.keys()]).toEqual([connectionId('hubspot', '4711'), connectionId('hubspot', '4712')]);
    expect(changes.get(connectionId('hubspot', '4711'))).toEqual([
      {
        key: 'renewal|77|object.propertyChange|closedate|1790000000000|1',
        ...{ kind: 'changed', type: 'renewal', id: '77', occurredAt: '2026-09-21T14:13:20.000Z' },
      },
    ]);
    expect(ignored).toEqual({ other_app: 0, unknown_kind: 0, own_property: 0, unreadable: 0 });
  });

  it.each([
    ['0-1', 'contact 77'],
    ['0-2', 'account 77'],
    ['0-3', 'renewal 77'],
    ['0-5', 'ticket 77'],
    ['0-47', 'interaction meeting:77'],
    ['0-48', 'interaction call:77'],
    ['0-49', 'interaction email:77'],
  ])('know object type %s', (objectTypeId, expected) => {
    for (const verb of ['creation', 'deletion', 'restore', 'propertyChange'])
      expect(named(event({ objectTypeId, subscriptionType: `object.${verb}` }))).toEqual([expected]);
  });

  it('of older apps name the object in the subscription', () => {
    const old = (subscriptionType: string) => named(event({ subscriptionType, objectTypeId: undefined }));
    expect(old('company.creation')).toEqual(['account 77']);
    expect(old('deal.propertyChange')).toEqual(['renewal 77']);
    expect(old('contact.deletion')).toEqual(['contact 77']);
    expect(old('ticket.restore')).toEqual(['ticket 77']);
  });

  it('of a merge name every record that took part, once', () => {
    const merge = event({
      ...{ subscriptionType: 'object.merge', objectTypeId: '0-2', objectId: 12 },
      ...{ primaryObjectId: 10, mergedObjectIds: [10, 11], newObjectId: 12 },
    });
    expect(named(merge).sort()).toEqual(['account 10', 'account 11', 'account 12']);
  });

  it('of a link name the linked record, whichever end it stands at', () => {
    const link = { subscriptionType: 'object.associationChange', objectId: 1, fromObjectId: 1, toObjectId: 2 };
    expect(named(event({ ...link, fromObjectTypeId: '0-3', toObjectTypeId: '0-2' }))).toEqual(['renewal 1']);
    expect(named(event({ ...link, fromObjectTypeId: '0-2', toObjectTypeId: '0-1' }))).toEqual(['contact 2']);
    expect(named(event({ ...link, fromObjectTypeId: '0-2', toObjectTypeId: '0-47' }))).toEqual([
      'interaction meeting:2',
    ]);
    const words = { ...link, subscriptionType: 'company.associationChange', associationType: 'COMPANY_TO_TICKET' };
    expect(named(event({ ...words, objectTypeId: undefined }))).toEqual(['ticket 2']);
  });

  it('of a privacy deletion are orders, not hints', () => {
    const [change] = changesOf(read(event({ subscriptionType: 'contact.privacyDeletion', objectTypeId: '0-1' })));
    expect(change).toMatchObject({ kind: 'erased', type: 'contact', id: '77' });
  });

  it('of our own properties are echoes; those of the inputs of people are not', () => {
    const own = read(
      event({ propertyName: 'renewal_tier' }),
      event({ objectTypeId: '0-2', propertyName: 'renewal_health_score' }),
    );
    expect(changesOf(own)).toEqual([]);
    expect(own.ignored.own_property).toBe(2);
    expect(named(event({ propertyName: 'renewal_tier_override' }))).toEqual(['renewal 77']);
  });

  it('are the same one in every attempt, and another one for another record, property, time or event id', () => {
    const keyOf = (more: object) => changesOf(read(event(more)))[0]?.key;
    for (const attemptNumber of [1, 5, 10]) expect(keyOf({ attemptNumber })).toBe(keyOf({}));
    const others = [{ objectId: 78 }, { propertyName: 'dealname' }, { occurredAt: 1_790_000_000_001 }, { eventId: 2 }];
    expect(new Set([{}, ...others].map(keyOf)).size).toBe(5);
  });

  it('of other apps, of unknown kinds and those that cannot be read are counted and left out; the others go on', () => {
    const odd = [
      event({ appId: 556 }),
      event({ subscriptionType: 'conversation.creation', objectTypeId: undefined }),
      event({ subscriptionType: 'object.teleported' }),
      event({ objectTypeId: '2-9999' }),
      event({ objectId: 'x' }),
      event({ portalId: -1 }),
      event({ occurredAt: 1e300 }),
      null,
      7,
    ];
    const delivery = inbound(bytes([...odd, event()]));
    if (delivery.state !== 'read') throw new Error(delivery.state);
    expect(delivery.ignored).toEqual({ other_app: 1, unknown_kind: 3, own_property: 0, unreadable: 5 });
    expect(changesOf(delivery).map(({ id }) => id)).toEqual(['77']);
  });

  it.each([
    ['no event', []],
    ['more than 100 events', Array.from({ length: 101 }, () => event())],
    ['an object', event()],
    ['text', 'x'],
    ['null', null],
  ])('that hold %s are malformed', (_, body) => {
    expect(inbound(bytes(body))).toEqual({ state: 'malformed' });
  });

  it('that are no JSON, or no UTF-8, are malformed', () => {
    expect(inbound(new TextEncoder().encode('[{'))).toEqual({ state: 'malformed' });
    expect(inbound(new Uint8Array([0x5b, 0xff, 0x5d]))).toEqual({ state: 'malformed' });
    expect(inbound(new Uint8Array())).toEqual({ state: 'malformed' });
  });
});
