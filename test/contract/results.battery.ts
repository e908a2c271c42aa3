import { describe, expect, it } from '@jest/globals';
import { accountId, connectionId } from '../../src/accounts/ids.ts';
import { pagesOf, live, t1, t2, t3, type BatteryContext } from './battery-context.ts';
import { readOf, sampleAccount, sampleAssessment, sampleConnection } from '../fixtures/store-samples.ts';

/** What scoring reads, and what it leaves behind. */
export const resultsBattery = (at: BatteryContext): void => {
  describe('inputs', () => {
    it('gives an account whole, with the time zone and currency of its at.connection', async () => {
      await at.saveAccounts('a1');
      expect(await at.inputsOf('a1')).toEqual({
        connectionId: at.connection,
        accountId: 'a1',
        timeZone: 'Europe/Berlin',
        homeCurrency: 'EUR',
        account: [{ id: 'a1', knownAt: t1, value: sampleAccount('a1') }],
        renewals: [],
        contacts: [],
        tickets: [],
        interactions: [],
        observations: [],
        invoices: [],
        usage: [],
        usageDays: [],
        points: [],
        tierStates: [],
      });
    });

    it('pages through all accounts in id order', async () => {
      await at.saveAccounts('b', 'a', 'd', 'c', 'e');
      const pages = await pagesOf(at.stores.inputs.all(at.connection, 2));
      expect(pages.map((page) => page.map((inputs) => inputs.accountId))).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
      expect(await at.stores.inputs.dirty(at.connection, 3)).toHaveLength(3);
    });

    it('mixes no two connections', async () => {
      await at.saveAccounts('a1');
      const other = connectionId('hubspot', `other-${at.number}`);
      await at.stores.connections.add(sampleConnection(other));
      await at.stores.records.save(other, [readOf('account', sampleAccount('a1', { name: 'Theirs' }))], live(t1));
      await at.stores.records.remove(other, 'account', ['a1'], t2);
      expect((await at.inputsOf('a1')).account.map(({ value }) => value?.name)).toEqual(['Account a1']);
      expect(await at.stores.inputs.dirty(other, 10)).toEqual([]);
      expect(await at.dirty()).toEqual(['a1']);
    });
  });
  describe('assessments', () => {
    it('appends only what differs in more than its instant', async () => {
      await at.saveAccounts('a1');
      const assessment = sampleAssessment(at.connection, 'a1');
      expect(await at.stores.assessments.save(at.connection, [assessment], t2)).toEqual({ changed: 1 });
      const again = { ...assessment, assessedAt: '2026-03-01T03:00:00.000Z' };
      expect(await at.stores.assessments.save(at.connection, [again], t2)).toEqual({ changed: 0 });
      expect(await at.stores.assessments.get(at.connection, accountId('a1'))).toEqual(assessment);
      const next = sampleAssessment(at.connection, 'a1', {
        assessedAt: '2026-03-02T02:00:00.000Z',
        today: '2026-03-02',
        shown: 72,
      });
      expect(await at.stores.assessments.save(at.connection, [next], t2)).toEqual({ changed: 1 });
      expect(await at.stores.assessments.get(at.connection, accountId('a1'))).toEqual(next);
      expect(await at.stores.assessments.get(at.connection, accountId('a1'), '2026-03-02T01:59:59.999Z')).toEqual(
        assessment,
      );
      expect(await at.stores.assessments.get(at.connection, accountId('a1'), '2026-02-28T00:00:00.000Z')).toBeNull();
    });

    it('remembers a point a day and the tier decisions, and gives them back as inputs', async () => {
      await at.saveAccounts('a1');
      const result = (assessedAt: string, shown: number) =>
        sampleAssessment(at.connection, 'a1', { assessedAt, shown, score: shown + 0.25 });
      await at.stores.assessments.save(at.connection, [result('2026-03-01T02:00:00.000Z', 71)], t2);
      await at.stores.assessments.save(at.connection, [result('2026-03-01T03:00:00.000Z', 71)], t2);
      await at.stores.assessments.save(at.connection, [result('2026-03-01T04:00:00.000Z', 60)], t2);
      const { points, tierStates } = await at.inputsOf('a1');
      expect(points.map(({ knownAt, shown }) => [knownAt, shown])).toEqual([
        ['2026-03-01T02:00:00.000Z', 71],
        ['2026-03-01T04:00:00.000Z', 60],
      ]);
      expect(points[0]).toEqual({
        day: '2026-03-01',
        knownAt: '2026-03-01T02:00:00.000Z',
        score: 71.25,
        shown: 71,
        band: 'watch',
        coverage: 0.85,
        scorecard: 'default-1',
      });
      expect(tierStates).toEqual([
        {
          renewalId: 'r1',
          day: '2026-03-01',
          knownAt: '2026-03-01T02:00:00.000Z',
          machine: 'best_case',
          candidate: 'commit',
          ungated: 'commit',
          ungatedCandidate: 'commit',
        },
      ]);
    });

    it('keeps reconstructed points', async () => {
      await at.saveAccounts('a1');
      const point = {
        day: '2025-12-01',
        knownAt: '2025-12-01T22:59:59.999Z',
        score: null,
        shown: null,
        band: 'insufficient_data',
        coverage: 0.2,
        scorecard: 'default-1',
      } as const;
      await at.stores.assessments.savePoints(at.connection, [{ ...point, accountId: accountId('a1') }]);
      await at.stores.assessments.savePoints(at.connection, [{ ...point, accountId: accountId('a1') }]);
      expect((await at.inputsOf('a1')).points).toEqual([point]);
    });

    it('clears marks set before the facts were read, and no later ones', async () => {
      await at.saveAccounts('a1', 'a2');
      await at.stores.records.save(at.connection, [readOf('account', sampleAccount('a2', { name: 'New' }))], live(t2));
      const both = ['a1', 'a2'].map((id) => sampleAssessment(at.connection, id));
      await at.stores.assessments.save(at.connection, both, t2);
      expect(await at.dirty()).toEqual(['a2']);
      await at.stores.assessments.save(at.connection, both, t3);
      expect(await at.dirty()).toEqual([]);
    });

    it('gives the newest of each live account in id order', async () => {
      await at.saveAccounts('a1', 'a2', 'a3');
      await at.stores.assessments.save(
        at.connection,
        ['a3', 'a1'].map((id) => sampleAssessment(at.connection, id)),
        t2,
      );
      const newer = sampleAssessment(at.connection, 'a1', { assessedAt: '2026-03-05T02:00:00.000Z', shown: 50 });
      await at.stores.assessments.save(at.connection, [newer], t2);
      const pages = await pagesOf(at.stores.assessments.all(at.connection, 1));
      expect(pages.map((page) => page.map((each) => [each.accountId, each.shown]))).toEqual([
        [['a1', 50]],
        [['a3', 71]],
      ]);
      const some = await at.stores.assessments.some(at.connection, ['a3', 'a2', 'a1'].map(accountId));
      expect(some.map((each) => each.accountId)).toEqual(['a1', 'a3']);
    });
  });
};
