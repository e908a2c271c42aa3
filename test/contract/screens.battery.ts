import { describe, expect, it } from '@jest/globals';
import { accountId, connectionId, renewalId } from '../../src/accounts/ids.ts';
import type { CrmDescription } from '../../src/ports/crm.ts';
import type { BatteryContext } from './battery-context.ts';
import { live, t1, t2 } from './battery-context.ts';
import {
  readOf,
  sampleAccount,
  sampleAssessment,
  sampleConnection,
  sampleContact,
  sampleRenewal,
} from '../fixtures/store-samples.ts';

const description = (connection: CrmDescription['connectionId']): CrmDescription => ({
  connectionId: connection,
  name: 'Portal',
  timeZone: 'Europe/Berlin',
  homeCurrency: 'EUR',
  fields: {
    account: [{ name: 'seats', label: 'Seats', type: 'number', options: [], custom: true }],
    renewal: [],
    contact: [],
  },
  pipelines: [{ id: 'p1', label: 'Verlängerungen' }],
  meetingTypes: [],
  ticketPriorities: [],
  owners: [
    { id: 'o1', name: 'Mia Kern' },
    { id: 'o2', name: 'Tom Ahl' },
  ],
});
const person = (contactId: string | null) => ({
  ...{ contactId, user: contactId ?? 'u', role: null, powerUser: true, score: 50, lastActive: null },
  daysSinceActive: null,
});
const a1 = accountId('a1');

/** What screens read, in one statement each. */
export const screensBattery = (at: BatteryContext): void => {
  const assessed = (fields: Parameters<typeof sampleAssessment>[2] = {}) => {
    const people = [person('c1'), person(null), person('c9')];
    return sampleAssessment(at.connection, 'a1', { ownerId: 'o2', people, ...fields });
  };
  const fill = async (showNames: boolean) => {
    await at.stores.connections.change(at.connection, () => ({ showNames }));
    await at.stores.portals.save(description(at.connection), t1);
    const reads = [
      readOf('account', sampleAccount('a1')),
      readOf('renewal', sampleRenewal('r1', 'a1')),
      readOf('contact', sampleContact('c1', ['a1'], { name: 'Ada Ott' })),
    ];
    await at.stores.records.save(at.connection, reads, live(t1));
  };

  describe('screens', () => {
    it('read an account with its assessment, points, names and owner', async () => {
      await fill(true);
      const older = assessed({ assessedAt: '2026-02-01T02:00:00.000Z', today: '2026-02-01', shown: 65, score: 65 });
      const ancient = assessed({ assessedAt: '2025-11-01T02:00:00.000Z', today: '2025-11-01' });
      for (const one of [ancient, older, assessed()]) await at.stores.assessments.save(at.connection, [one], t2);
      const read = await at.stores.screens.account(at.connection, a1);
      expect(read?.assessment).toEqual(assessed());
      expect(read?.connection).toEqual({ ...sampleConnection(at.connection), showNames: true });
      expect(read?.contactNames).toEqual({ c1: 'Ada Ott' });
      expect(read?.ownerName).toBe('Tom Ahl');
      expect(read?.points).toEqual([
        {
          ...{ day: '2026-02-01', knownAt: '2026-02-01T02:00:00.000Z', score: 65, shown: 65, band: 'watch' },
          ...{ coverage: 0.85, scorecard: 'default-1' },
        },
        {
          ...{
            day: '2026-03-01',
            knownAt: '2026-03-01T02:00:00.000Z',
            score: 71.123456789012,
            shown: 71,
            band: 'watch',
          },
          ...{ coverage: 0.85, scorecard: 'default-1' },
        },
      ]);
    });

    it('read several accounts at once as they read one, those without an assessment left out', async () => {
      await fill(true);
      await at.stores.assessments.save(at.connection, [assessed()], t2);
      const reads = await at.stores.screens.accounts(at.connection, [a1, accountId('unknown')]);
      expect(reads).toEqual([await at.stores.screens.account(at.connection, a1)]);
    });

    it('give no names where the connection shows none', async () => {
      await fill(false);
      await at.stores.assessments.save(at.connection, [assessed()], t2);
      expect((await at.stores.screens.account(at.connection, a1))?.contactNames).toEqual({});
    });

    it('find the account of a renewal', async () => {
      await fill(false);
      await at.stores.assessments.save(at.connection, [assessed()], t2);
      expect((await at.stores.screens.renewal(at.connection, renewalId('r1')))?.assessment?.accountId).toBe('a1');
      expect((await at.stores.screens.renewal(at.connection, renewalId('r2')))?.assessment).toBeNull();
    });

    it('have no assessment of what is unknown, not scored, or gone, and nothing of an unknown connection', async () => {
      await fill(false);
      const assessmentOf = async () => (await at.stores.screens.account(at.connection, a1))?.assessment;
      expect(await assessmentOf()).toBeNull();
      await at.stores.assessments.save(at.connection, [assessed()], t2);
      expect(await assessmentOf()).not.toBeNull();
      await at.stores.records.remove(at.connection, 'account', ['a1'], t2);
      expect(await assessmentOf()).toBeNull();
      expect(await at.stores.screens.account(connectionId('hubspot', 'nobody'), a1)).toBeNull();
      expect(await at.stores.screens.accounts(connectionId('hubspot', 'nobody'), [a1])).toEqual([]);
    });

    it('never show another connection the same record id', async () => {
      await fill(false);
      await at.stores.assessments.save(at.connection, [assessed()], t2);
      const other = connectionId('hubspot', `screens-${at.number}`);
      await at.stores.connections.add(sampleConnection(other));
      await at.stores.records.save(
        other,
        [readOf('account', sampleAccount('a1')), readOf('renewal', sampleRenewal('r1', 'a1'))],
        live(t1),
      );
      const reads = [
        await at.stores.screens.account(other, a1),
        await at.stores.screens.renewal(other, renewalId('r1')),
      ];
      for (const read of reads) expect(read).toMatchObject({ assessment: null, points: [], ownerName: null });
      expect((await at.stores.screens.shownOn(other, '2026-03-01')).size).toBe(0);
    });

    it('say how high the score was on a day, from at most a week before it', async () => {
      await fill(false);
      const point = (day: string, shown: number | null, hour = '02') => ({
        ...{ accountId: a1, day, knownAt: `${day}T${hour}:00:00.000Z`, score: shown, shown },
        ...{ band: 'watch' as const, coverage: 1, scorecard: 'default-1' },
      });
      const points = [
        point('2026-02-10', 50),
        point('2026-02-12', 60),
        point('2026-02-12', 61, '09'),
        point('2026-02-14', null),
      ];
      await at.stores.assessments.savePoints(at.connection, points);
      const shownOn = async (day: string) => (await at.stores.screens.shownOn(at.connection, day)).get(a1);
      expect(await shownOn('2026-02-11')).toBe(50);
      expect(await shownOn('2026-02-15')).toBe(61);
      expect(await shownOn('2026-02-18')).toBe(61);
      expect(await shownOn('2026-02-19')).toBeUndefined();
      expect(await shownOn('2026-02-09')).toBeUndefined();
    });
  });

  describe('portals', () => {
    it('keep the newest description', async () => {
      expect(await at.stores.portals.get(at.connection)).toBeNull();
      await at.stores.portals.save(description(at.connection), t1);
      await at.stores.portals.save({ ...description(at.connection), name: 'Renamed' }, t2);
      expect(await at.stores.portals.get(at.connection)).toEqual({ ...description(at.connection), name: 'Renamed' });
    });
  });

  describe('tasks', () => {
    it('keep the first task of a key', async () => {
      expect(await at.stores.tasks.find(at.connection, 'a1:gate:x')).toBeNull();
      await at.stores.tasks.save(at.connection, 'a1:gate:x', '77', t1);
      await at.stores.tasks.save(at.connection, 'a1:gate:x', '78', t2);
      expect(await at.stores.tasks.find(at.connection, 'a1:gate:x')).toBe('77');
      expect(await at.stores.tasks.find(connectionId('hubspot', 'other'), 'a1:gate:x')).toBeNull();
    });
  });
};
