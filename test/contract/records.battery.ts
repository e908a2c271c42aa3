import { describe, expect, it } from '@jest/globals';
import { accountId } from '../../src/accounts/ids.ts';
import type { RawSignal } from '../../src/ports/signal-source.ts';
import { all, live, first, t1, t2, t3, type BatteryContext } from './battery-context.ts';
import {
  foreignRead,
  readOf,
  sampleAccount,
  sampleAssessment,
  sampleContact,
  sampleMeeting,
  sampleRenewal,
  sampleTicket,
} from '../fixtures/store-samples.ts';

/** Records as versions, their links, merges and removals, and what can be asked of them. */
export const recordsBattery = (at: BatteryContext): void => {
  describe('records', () => {
    it('adds a version only when the value differs', async () => {
      const read = readOf('account', sampleAccount('a1'));
      expect(await at.stores.records.save(at.connection, [read], live(t1))).toEqual({ changed: 1 });
      expect(await at.stores.records.save(at.connection, [read], live(t2))).toEqual({ changed: 0 });
      const renamed = sampleAccount('a1', { name: 'Renamed' });
      expect(await at.stores.records.save(at.connection, [readOf('account', renamed)], live(t3))).toEqual({
        changed: 1,
      });
      expect((await at.inputsOf('a1')).account).toEqual([
        { id: 'a1', knownAt: t1, value: read.value },
        { id: 'a1', knownAt: t3, value: renamed },
      ]);
    });

    it('takes the last read of a record that comes twice', async () => {
      const reads = ['One', 'Two'].map((each) => readOf('account', sampleAccount('a1', { name: each })));
      expect(await at.stores.records.save(at.connection, reads, live(t1))).toEqual({ changed: 1 });
      expect((await at.inputsOf('a1')).account.map(({ value }) => value?.name)).toEqual(['Two']);
    });

    it('replaces a version learnt at the same instant', async () => {
      await at.stores.records.save(at.connection, [readOf('account', sampleAccount('a1', { name: 'One' }))], live(t1));
      await at.stores.records.save(at.connection, [readOf('account', sampleAccount('a1', { name: 'Two' }))], live(t1));
      expect((await at.inputsOf('a1')).account.map(({ value }) => value?.name)).toEqual(['Two']);
    });

    it('dates a backfill by the records themselves, never after the instant of learning', async () => {
      await at.stores.records.save(
        at.connection,
        [
          readOf('account', sampleAccount('a1', { createdAt: '2020-01-01T00:00:00.000Z' })),
          readOf('ticket', sampleTicket('t1', ['a1'], { createdAt: '2025-06-01T00:00:00.000Z' })),
          readOf('interaction', sampleMeeting('past', ['a1'], '2025-07-01T00:00:00.000Z')),
          readOf('interaction', sampleMeeting('ahead', ['a1'], '2026-07-01T00:00:00.000Z')),
        ],
        first(t1),
      );
      const inputs = await at.inputsOf('a1');
      expect(inputs.account[0]?.knownAt).toBe('2020-01-01T00:00:00.000Z');
      expect(inputs.tickets[0]?.knownAt).toBe('2025-06-01T00:00:00.000Z');
      expect(inputs.ticketsSince).toBe('2025-06-01T00:00:00.000Z');
      const known = Object.fromEntries(inputs.interactions.map(({ id, knownAt }) => [id, knownAt]));
      expect(known).toEqual({ past: '2025-07-01T00:00:00.000Z', ahead: t1 });
    });

    it('says with the facts when the first refresh of the connection began', async () => {
      await at.saveAccounts('a1');
      expect((await at.inputsOf('a1')).firstRefreshAt).toBeUndefined();
      const connection = await at.stores.connections.get(at.connection);
      if (connection === null) throw new Error('There is a connection');
      await at.stores.connections.change(connection.id, () => ({ firstRefreshAt: t1 }));
      expect((await at.inputsOf('a1')).firstRefreshAt).toBe(t1);
    });

    it('never puts a later finding of a repeated backfill before what is known', async () => {
      await at.stores.records.save(at.connection, [readOf('account', sampleAccount('a1', { name: 'Now' }))], live(t1));
      await at.stores.records.save(
        at.connection,
        [readOf('account', sampleAccount('a1', { name: 'Later' }))],
        first(t2),
      );
      expect((await at.inputsOf('a1')).account.map(({ knownAt, value }) => [knownAt, value?.name])).toEqual([
        [t1, 'Now'],
        [t2, 'Later'],
      ]);
    });

    it('ends a record for the account it left and begins it for the one it came to', async () => {
      await at.saveAccounts('a1', 'a2');
      await at.stores.records.save(at.connection, [readOf('contact', sampleContact('c1', ['a1']))], live(t1));
      await at.clean();
      await at.stores.records.save(at.connection, [readOf('contact', sampleContact('c1', ['a2']))], live(t2));
      expect((await at.inputsOf('a1')).contacts.map(({ knownAt, value }) => [knownAt, value === null])).toEqual([
        [t1, false],
        [t2, true],
      ]);
      expect((await at.inputsOf('a2')).contacts.map(({ knownAt }) => knownAt)).toEqual([t2]);
      expect(await at.dirty()).toEqual(['a1', 'a2']);
    });

    it('sees no change in the order of links', async () => {
      await at.saveAccounts('a1', 'a2');
      await at.stores.records.save(at.connection, [readOf('contact', sampleContact('c1', ['a2', 'a1']))], live(t1));
      const again = await at.stores.records.save(
        at.connection,
        [readOf('contact', sampleContact('c1', ['a1', 'a2']))],
        live(t2),
      );
      expect(again).toEqual({ changed: 0 });
    });

    it('keeps records that are not ours to judge without showing them to anybody', async () => {
      await at.saveAccounts('a1');
      expect(await at.stores.records.save(at.connection, [foreignRead('renewal', 'd1')], live(t1))).toEqual({
        changed: 0,
      });
      expect(await all(at.stores.records.liveIds(at.connection, 'renewal'))).toEqual(['d1']);
      expect((await at.stores.records.counts(at.connection)).renewal).toBe(0);
      await at.stores.records.save(at.connection, [readOf('renewal', sampleRenewal('d1', 'a1'))], live(t2));
      expect(await at.stores.records.save(at.connection, [foreignRead('renewal', 'd1')], live(t3))).toEqual({
        changed: 1,
      });
      expect((await at.inputsOf('a1')).renewals.map(({ value }) => value?.id ?? null)).toEqual(['d1', null]);
    });

    it('removes a record once and brings it back', async () => {
      await at.saveAccounts('a1');
      await at.stores.records.save(at.connection, [readOf('ticket', sampleTicket('t1', ['a1']))], live(t1));
      await at.clean();
      expect(await at.stores.records.remove(at.connection, 'ticket', ['t1', 'unknown'], t2)).toEqual({ changed: 1 });
      expect(await at.stores.records.remove(at.connection, 'ticket', ['t1'], t3)).toEqual({ changed: 0 });
      expect(await at.dirty()).toEqual(['a1']);
      expect(await all(at.stores.records.liveIds(at.connection, 'ticket'))).toEqual([]);
      await at.stores.records.save(at.connection, [readOf('ticket', sampleTicket('t1', ['a1']))], live(t3));
      expect((await at.inputsOf('a1')).tickets.map(({ knownAt, value }) => [knownAt, value === null])).toEqual([
        [t1, false],
        [t2, true],
        [t3, false],
      ]);
    });

    it('erases a contact with all that was known of it, and refuses late news of it', async () => {
      await at.saveAccounts('a1');
      const contact = (id: string) => readOf('contact', sampleContact(id, ['a1']));
      await at.stores.records.save(at.connection, [contact('c1'), contact('c2')], live(t1));
      await at.clean();
      expect(await at.stores.records.erase(at.connection, 'contact', ['c1', 'never-seen'], t2)).toEqual({ changed: 1 });
      expect(await at.dirty()).toEqual(['a1']);
      const left = async () => (await at.inputsOf('a1')).contacts.map(({ id }) => id);
      expect(await left()).toEqual(['c2']);
      const late = [contact('c1'), contact('never-seen'), contact('c2')];
      expect(await at.stores.records.save(at.connection, late, live(t3))).toEqual({ changed: 0 });
      expect(await left()).toEqual(['c2']);
      expect(await all(at.stores.records.liveIds(at.connection, 'contact'))).toEqual(['c2']);
    });

    it('leaves a removed account out of everything that is read', async () => {
      await at.saveAccounts('a1', 'a2');
      await at.stores.assessments.save(at.connection, [sampleAssessment(at.connection, 'a1')], t1);
      await at.stores.records.remove(at.connection, 'account', ['a1'], t2);
      expect(await at.stores.inputs.some(at.connection, [accountId('a1')])).toEqual([]);
      expect((await all(at.stores.inputs.all(at.connection, 10))).map((inputs) => inputs.accountId)).toEqual(['a2']);
      expect(await at.dirty()).toEqual(['a2']);
      expect(await all(at.stores.assessments.all(at.connection, 10))).toEqual([]);
      expect(await at.stores.records.findAccounts(at.connection, 'a1')).toEqual([]);
      expect((await at.stores.records.ours(at.connection, 'account', ['a1'])).size).toBe(0);
    });

    it('ends merged records, hands on their signals from the merge on, and forwards their ids', async () => {
      await at.saveAccounts('a1', 'a2', 'a3');
      const nps = (account: string, value: string): RawSignal => ({
        kind: 'observation',
        account,
        name: 'nps',
        value,
        on: '2026-01-05',
        about: null,
      });
      await at.stores.signals.save(at.connection, 'csv', [nps('a2', '7')], live(t1));
      const survivor = readOf('account', sampleAccount('a1'), { mergedIds: ['a2', 'never-seen'] });
      expect(await at.stores.records.save(at.connection, [survivor], live(t2))).toEqual({ changed: 1 });
      expect(await at.stores.records.save(at.connection, [survivor], live(t3))).toEqual({ changed: 0 });
      expect(await all(at.stores.records.liveIds(at.connection, 'account'))).toEqual(['a1', 'a3']);
      await at.stores.records.save(
        at.connection,
        [readOf('account', sampleAccount('a3'), { mergedIds: ['a1'] })],
        live(t3),
      );
      await at.stores.signals.save(at.connection, 'csv', [nps('a2', '9')], live(t3));
      const known = (await at.inputsOf('a3')).observations.map(({ value, knownAt }) => [value, knownAt]);
      expect(known.toSorted()).toEqual([
        ['7', t3],
        ['9', t3],
      ]);
    });

    it('replaces links where they differ and names the records it does not know', async () => {
      await at.saveAccounts('a1', 'a2', 'a3');
      await at.stores.records.save(
        at.connection,
        [
          readOf('contact', sampleContact('c1', ['a1'])),
          readOf('contact', sampleContact('c2', ['a1'])),
          readOf('contact', sampleContact('gone', ['a1'])),
        ],
        live(t1),
      );
      await at.stores.records.remove(at.connection, 'contact', ['gone'], t1);
      await at.clean();
      const links = new Map([
        ['c1', ['a3', 'a2', 'a3']],
        ['c2', ['a1']],
        ['gone', ['a1']],
        ['new', ['a1']],
      ]);
      expect(await at.stores.records.saveLinks(at.connection, 'contact', links, t2)).toEqual({
        changed: 1,
        unknown: ['gone', 'new'],
      });
      expect(await at.dirty()).toEqual(['a1', 'a2', 'a3']);
      expect((await at.inputsOf('a2')).contacts).toEqual([
        { id: 'c1', knownAt: t2, value: sampleContact('c1', ['a2', 'a3']) },
      ]);
      expect(
        (await at.inputsOf('a1')).contacts.filter(({ id }) => id === 'c1').map(({ value }) => value === null),
      ).toEqual([false, true]);
    });

    it('moves a renewal only when its account is no longer among the links', async () => {
      await at.saveAccounts('a1', 'a2');
      const reads = [readOf('renewal', sampleRenewal('d1', 'a2')), readOf('renewal', sampleRenewal('d2', null))];
      await at.stores.records.save(at.connection, [...reads, foreignRead('renewal', 'd3')], live(t1));
      const links = (accounts: readonly string[]) => new Map([['d1', accounts]]);
      expect((await at.stores.records.saveLinks(at.connection, 'renewal', links(['a1', 'a2']), t2)).changed).toBe(0);
      expect((await at.stores.records.saveLinks(at.connection, 'renewal', links(['a1']), t2)).changed).toBe(1);
      expect((await at.stores.records.saveLinks(at.connection, 'renewal', new Map([['d3', ['a1']]]), t2)).changed).toBe(
        0,
      );
      expect(await all(at.stores.records.openRenewals(at.connection))).toEqual([
        { id: 'd1', accountId: 'a1' },
        { id: 'd2', accountId: null },
      ]);
      await at.stores.records.saveLinks(at.connection, 'renewal', links([]), t3);
      expect((await all(at.stores.records.openRenewals(at.connection)))[0]).toEqual({ id: 'd1', accountId: null });
    });

    it('lists what is linked to an account now', async () => {
      await at.saveAccounts('a1', 'a2');
      await at.stores.records.save(
        at.connection,
        [readOf('ticket', sampleTicket('t1', ['a1', 'a2'])), readOf('ticket', sampleTicket('t2', ['a1']))],
        live(t1),
      );
      await at.stores.records.save(at.connection, [readOf('ticket', sampleTicket('t2', ['a2']))], live(t2));
      const linked = await at.stores.records.linkedTo(at.connection, 'ticket', ['a1', 'a2', 'unknown']);
      expect(linked.get('a1')).toEqual(['t1']);
      expect(linked.get('a2')).toEqual(['t1', 't2']);
      expect(linked.get('unknown') ?? []).toEqual([]);
    });

    it('keeps our own values apart from the record: no version, no mark', async () => {
      const read = (ours: Record<string, string>) => [readOf('account', sampleAccount('a1'), { ours })];
      await at.stores.records.save(at.connection, read({ score: '70', tier: '' }), live(t1));
      await at.clean();
      expect(await at.stores.records.save(at.connection, read({ score: '71', tier: '' }), live(t2))).toEqual({
        changed: 0,
      });
      await at.stores.records.saveOurs(at.connection, [
        { type: 'account', id: 'a1', values: { tier: 'commit' } },
        { type: 'account', id: 'unknown', values: { tier: 'commit' } },
      ]);
      expect(await at.dirty()).toEqual([]);
      expect(await at.stores.records.ours(at.connection, 'account', ['a1', 'unknown'])).toEqual(
        new Map([['a1', { score: '71', tier: 'commit' }]]),
      );
    });

    it('keeps values of ours that a read leaves out: long texts are not read with every page', async () => {
      const read = (ours: Record<string, string>) => [readOf('account', sampleAccount('a1'), { ours })];
      await at.stores.records.save(at.connection, read({ score: '70', drivers: 'Usage.' }), live(t1));
      await at.stores.records.save(at.connection, read({ score: '71' }), live(t2));
      expect(await at.stores.records.ours(at.connection, 'account', ['a1'])).toEqual(
        new Map([['a1', { score: '71', drivers: 'Usage.' }]]),
      );
    });

    it('finds values of ours left on records that are not ours to judge', async () => {
      await at.stores.records.save(
        at.connection,
        [
          foreignRead('renewal', 'd1', { tier: 'commit', score: '' }),
          foreignRead('renewal', 'd2', { tier: '' }),
          readOf('renewal', sampleRenewal('d3', null), { ours: { tier: 'best_case' } }),
          readOf('renewal', sampleRenewal('d4', 'a1'), { ours: { tier: 'commit' } }),
        ],
        live(t1),
      );
      expect(await all(at.stores.records.strays(at.connection))).toEqual([
        { type: 'renewal', id: 'd1', values: { tier: 'commit', score: '' } },
        { type: 'renewal', id: 'd3', values: { tier: 'best_case' } },
      ]);
    });

    it('gives a renewal that gets its links its primary account: the first, whatever the order of the ids', async () => {
      await at.saveAccounts('10', '9');
      await at.stores.records.save(at.connection, [readOf('renewal', sampleRenewal('d1', null))], live(t1));
      await at.stores.records.saveLinks(at.connection, 'renewal', new Map([['d1', ['9', '10']]]), t2);
      expect(await all(at.stores.records.openRenewals(at.connection))).toEqual([{ id: 'd1', accountId: '9' }]);
    });

    it('finds accounts by id, customer number, domain or name, in this order', async () => {
      const accounts = [
        sampleAccount('10', { name: 'Müller GmbH', domain: 'Mueller.de', externalKey: 'C-1' }),
        sampleAccount('11', { name: 'MÜLLER GMBH', domain: 'other.de', externalKey: '10' }),
      ];
      await at.stores.records.save(
        at.connection,
        accounts.map((account) => readOf('account', account)),
        live(t1),
      );
      const find = async (text: string) =>
        (await at.stores.records.findAccounts(at.connection, text)).map(({ id }) => id);
      expect(await find('10')).toEqual(['10']);
      expect(await find(' C-1 ')).toEqual(['10']);
      expect(await find('MUELLER.DE')).toEqual(['10']);
      expect(await find('müller gmbh')).toEqual(['10', '11']);
      expect(await find('nobody')).toEqual([]);
    });

    it('finds a contact by its id and by every address it had', async () => {
      const contact = (id: string, email: string) => readOf('contact', sampleContact(id, ['a1'], { email }));
      await at.stores.records.save(
        at.connection,
        [contact('1', 'Old@kunde.example'), contact('2', 'two@kunde.example')],
        live(t1),
      );
      await at.stores.records.save(at.connection, [contact('1', 'new@kunde.example')], live(t2));
      const find = (text: string) => at.stores.records.findContacts(at.connection, text);
      expect(await find(' 1 ')).toEqual(['1']);
      expect(await find('old@KUNDE.example')).toEqual(['1']);
      expect(await find('new@kunde.example')).toEqual(['1']);
      expect(await find('nobody@kunde.example')).toEqual([]);
      await at.stores.records.erase(at.connection, 'contact', ['1'], t2);
      expect([await find('1'), await find('old@kunde.example')]).toEqual([[], []]);
    });

    it('lists the data problems of live records', async () => {
      const problem = { code: 'not_a_date', field: 'renewal_date', value: 'soon' } as const;
      await at.stores.records.save(
        at.connection,
        [
          readOf('account', sampleAccount('a1', { problems: [{ ...problem, field: 'x' }, problem] })),
          readOf('account', sampleAccount('a2')),
          readOf('renewal', sampleRenewal('d1', 'a1', { problems: [problem] })),
          readOf('renewal', sampleRenewal('d2', 'a1', { problems: [problem] })),
        ],
        live(t1),
      );
      await at.stores.records.remove(at.connection, 'renewal', ['d2'], t2);
      const problems = await all(at.stores.records.problems(at.connection));
      expect(problems.map(({ type, id, name: label, field }) => [type, id, label, field])).toEqual([
        ['account', 'a1', 'Account a1', 'x'],
        ['account', 'a1', 'Account a1', 'renewal_date'],
        ['renewal', 'd1', 'Renewal d1', 'renewal_date'],
      ]);
    });

    it('counts and lists more than a page, sorted by id', async () => {
      const ids = Array.from({ length: 2345 }, (_, i) => `c${String((i * 7919) % 100_003).padStart(6, '0')}`);
      const reads = ids.map((id) => readOf('contact', sampleContact(id, [])));
      expect(await at.stores.records.save(at.connection, reads, live(t1))).toEqual({ changed: 2345 });
      expect(await all(at.stores.records.liveIds(at.connection, 'contact'))).toEqual(ids.toSorted());
      expect(await at.stores.records.counts(at.connection)).toEqual({
        account: 0,
        renewal: 0,
        contact: 2345,
        ticket: 0,
        interaction: 0,
      });
    });
  });
};
