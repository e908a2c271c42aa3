import { CrmError, type CrmRead, type RecordType, type WrittenType } from '../../src/ports/crm.ts';
import { allAbilities, type CrmAbilities, type CrmWorld, faults } from './crm-world.ts';

/** A fact that holds only where the CRM is able to it; elsewhere there is nothing to test. */
const where = (able: boolean): ((fact: string, test: () => Promise<void>) => void) => (able ? it : () => undefined);

/** What every CRM gateway does, whatever CRM is behind it. */
export function crmGatewayBattery(
  name: string,
  openWorld: () => Promise<CrmWorld>,
  { createsFields, linksApart, mergesRenewals }: CrmAbilities = allAbilities,
): void {
  describe(`${name}: the CRM gateway`, () => {
    let world: CrmWorld;
    beforeEach(async () => {
      world = await openWorld();
    });
    afterEach(() => world.close());

    const collect = async <T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> => {
      const all: T[] = [];
      for await (const page of pages) all.push(...page);
      return all;
    };
    const readAll = <T extends RecordType>(type: T) => collect(world.gateway.readAll(type, world.mapping));
    const read = async <T extends RecordType>(type: T, id: string): Promise<CrmRead<T> | undefined> =>
      (await world.gateway.readByIds(type, world.mapping, [id]))[0];
    const addMany = async (type: RecordType, count: number, accountIds: readonly string[] = []) => {
      const ids: string[] = [];
      for (let i = 0; i < count; i += 1) ids.push(await world.add(type, `${type} ${i}`, accountIds));
      return ids;
    };
    const score = (type: WrittenType, id: string, value: string) => ({
      type,
      id,
      values: { renewal_health_score: value },
    });
    const errorOf = async (work: Promise<unknown>): Promise<CrmError> => {
      const error: unknown = await work.then(
        () => new Error('did not throw'),
        (thrown: unknown) => thrown,
      );
      if (error instanceof CrmError) return error;
      throw error;
    };
    const sorted = (ids: readonly string[]) => [...ids].sort();

    describe('describing', () => {
      it('says which account it is, and its fields, pipelines and currency', async () => {
        const { connectionId, timeZone, homeCurrency, fields } = await world.gateway.describe();
        expect(connectionId).toMatch(/^(hubspot|salesforce):\w+$/);
        expect(() => new Intl.DateTimeFormat('en', { timeZone })).not.toThrow();
        expect(homeCurrency).toMatch(/^[A-Z]{3}$/);
        expect(fields.account.map((field) => field.name)).not.toContain('renewal_tier');
      });
    });

    describe('reading', () => {
      it('reads every live record once, in pages', async () => {
        const ids = await addMany('account', 250);
        await world.remove('account', ids[17] ?? '');
        const before = world.gateway.calls().reads;
        const reads = await readAll('account');
        expect(sorted(reads.map(({ id }) => id))).toEqual(sorted(ids.filter((_, index) => index !== 17)));
        expect(world.gateway.calls().reads).toBeGreaterThan(before);
        expect(reads[0]?.value?.name).toMatch(/^account \d+$/);
        expect(reads[0]?.ours).not.toBeNull();
      });
      it('reads nothing from an empty CRM', async () => {
        await expect(readAll('contact')).resolves.toEqual([]);
      });
      it('knows the accounts of each record, the main one of a renewal', async () => {
        const [a = '', b = ''] = await addMany('account', 2);
        const renewal = await world.add('renewal', 'Renewal', [b, a]);
        const contact = await world.add('contact', 'Ada', [a, b]);
        const interaction = await world.add('interaction', 'Review', [a]);
        await world.add('ticket', 'Lonely');
        expect((await read('renewal', renewal))?.value?.accountId).toBe(b);
        const linked = linksApart ? [a, b] : [a];
        expect(sorted((await read('contact', contact))?.value?.accountIds ?? [])).toEqual(sorted(linked));
        const [found] = await readAll('interaction');
        expect(found).toMatchObject({ id: interaction, ours: null, value: { accountIds: [a] } });
        expect((await readAll('ticket'))[0]?.value?.accountIds).toEqual([]);
        expect((await readAll('renewal'))[0]?.value?.accountId).toBe(b);
      });
      it('shows a deal that is no renewal without a value', async () => {
        const id = await world.addOtherDeal('New business');
        expect(await readAll('renewal')).toMatchObject([{ id, value: null }]);
      });
      it('reads many by id; unknown and deleted ones are absent', async () => {
        const ids = await addMany('renewal', 130);
        await world.remove('renewal', ids[3] ?? '');
        const reads = await world.gateway.readByIds('renewal', world.mapping, [...ids, '99999999999', 'nonsense']);
        expect(sorted(reads.map(({ id }) => id))).toEqual(sorted(ids.filter((_, index) => index !== 3)));
      });
      it('answers a merged id with the survivor, which names its losers', async () => {
        const [loser = '', winner = ''] = await addMany('account', 2);
        const survivor = await world.merge('account', loser, winner);
        const found = await read('account', loser);
        expect(found?.id).toBe(survivor);
        expect(found?.mergedIds).toContain(loser);
        expect((await readAll('account')).map(({ id }) => id)).toEqual([survivor]);
      });
      it('lists the ids of live records', async () => {
        const ids = await addMany('contact', 120);
        await world.remove('contact', ids[0] ?? '');
        await expect(collect(world.gateway.listIds('contact')).then(sorted)).resolves.toEqual(sorted(ids.slice(1)));
      });
      it('can be stopped after any page', async () => {
        await addMany('account', 250);
        for await (const page of world.gateway.readAll('account', world.mapping)) {
          expect(page.length).toBeGreaterThan(0);
          break;
        }
        await expect(readAll('account')).resolves.toHaveLength(250);
      });
    });

    describe('reading changes', () => {
      const changed = (type: RecordType, since: string, until: string) =>
        collect(world.gateway.readChanged(type, world.mapping, { since, until }));

      it('reads what changed in the window, with its links, and nothing else', async () => {
        const account = await world.add('account', 'Old name');
        await world.add('account', 'Unchanged');
        const since = await world.now();
        await world.rename('account', account, 'New name');
        const renewal = await world.add('renewal', 'Renewal', [account]);
        const until = await world.now();
        expect(await changed('account', since, until)).toMatchObject([{ id: account, value: { name: 'New name' } }]);
        expect(await changed('renewal', since, until)).toMatchObject([{ id: renewal, value: { accountId: account } }]);
        expect(await changed('account', until, await world.now())).toEqual([]);
      });
      it('finds changes of every record type', async () => {
        const since = await world.now();
        const contact = await world.add('contact', 'Ada');
        const ticket = await world.add('ticket', 'Ticket');
        const interaction = await world.add('interaction', 'Call');
        const until = await world.now();
        expect((await changed('contact', since, until)).map(({ id }) => id)).toEqual([contact]);
        expect((await changed('ticket', since, until)).map(({ id }) => id)).toEqual([ticket]);
        expect((await changed('interaction', since, until)).map(({ id }) => id)).toEqual([interaction]);
      });
      it('reads the links of a record both ways', async () => {
        const [a = '', b = ''] = await addMany('account', 2);
        const contact = await world.add('contact', 'Ada', [a]);
        const renewal = await world.add('renewal', 'Renewal', [a]);
        await world.unlink('contact', contact, a);
        await world.link('contact', contact, b);
        const links = await world.gateway.readAccountLinks('contact', [a, b]);
        expect([links.get(a), links.get(b)]).toEqual([[], [contact]]);
        expect((await world.gateway.readAccountLinks('renewal', [a])).get(a)).toEqual([renewal]);
        expect(await world.gateway.readLinks('contact', [contact])).toEqual(new Map([[contact, [b]]]));
      });
      where(linksApart)('sees new and lost links although they change no modification date', async () => {
        const [a = '', b = ''] = await addMany('account', 2);
        const renewal = await world.add('renewal', 'Renewal', [a]);
        const contact = await world.add('contact', 'Ada', [a]);
        const before = await read('contact', contact);
        await world.link('contact', contact, b);
        await world.unlink('contact', contact, a);
        expect((await read('contact', contact))?.changedAt).toBe(before?.changedAt);
        await expect(world.gateway.readLinks('contact', [contact, '4040404'])).resolves.toEqual(
          new Map([
            [contact, [b]],
            ['4040404', []],
          ]),
        );
        const links = await world.gateway.readAccountLinks('contact', [a, b]);
        expect([links.get(a), links.get(b)]).toEqual([[], [contact]]);
        expect((await world.gateway.readAccountLinks('renewal', [a])).get(a)).toEqual([renewal]);
      });
      it('reads the links of an interaction by its id', async () => {
        const account = await world.add('account', 'Account');
        const interaction = await world.add('interaction', 'Call', [account]);
        expect((await world.gateway.readLinks('interaction', [interaction])).get(interaction)).toEqual([account]);
        expect((await world.gateway.readAccountLinks('interaction', [account])).get(account)).toEqual([interaction]);
      });
    });

    describe('provisioning', () => {
      where(createsFields)('changes nothing the second time', async () => {
        const first = await world.gateway.provision({ dryRun: false });
        expect(first.created.length).toBeGreaterThan(0);
        const { writes } = world.gateway.calls();
        const second = await world.gateway.provision({ dryRun: false });
        expect(second).toMatchObject({ created: [], updated: [] });
        expect(second.unchanged).toBe(first.created.length);
        expect(world.gateway.calls().writes).toBe(writes);
      });
      where(createsFields)('tells in a dry run what it would create, and creates nothing', async () => {
        const dry = await world.gateway.provision({ dryRun: true });
        expect(dry.created.length).toBeGreaterThan(0);
        expect(world.gateway.calls().writes).toBe(0);
        const real = await world.gateway.provision({ dryRun: false });
        expect(real.created).toEqual(dry.created);
      });
      it('refuses a name that is taken by another type, naming it, before it creates anything', async () => {
        const taken = await world.takeOurName();
        const error = await errorOf(world.gateway.provision({ dryRun: false }));
        expect(error).toMatchObject({ kind: 'conflict', code: 'property_type_clash' });
        expect(error.details.property).toBe(taken);
        expect(error.details.found).not.toBe(error.details.expected);
        expect(world.gateway.calls().writes).toBe(0);
      });
    });

    describe('writing', () => {
      beforeEach(async () => {
        await world.gateway.provision({ dryRun: false });
      });

      it('writes any number to accounts and renewals, with one outcome each', async () => {
        const accounts = await addMany('account', 130);
        const renewals = await addMany('renewal', 20);
        const writes = [
          ...accounts.map((id) => score('account', id, '67')),
          ...renewals.map((id) => score('renewal', id, '81')),
        ];
        const outcomes = await world.gateway.write(writes);
        expect(outcomes).toHaveLength(150);
        expect(new Set(outcomes.map(({ state }) => state))).toEqual(new Set(['written']));
        expect((await read('account', accounts[99] ?? ''))?.ours).toMatchObject({ renewal_health_score: '67' });
        expect((await read('renewal', renewals[19] ?? ''))?.ours).toMatchObject({ renewal_health_score: '81' });
      });
      it('leaves the values it does not name, and clears with an empty text', async () => {
        const id = await world.add('account', 'Account');
        const type = 'account';
        await world.gateway.write([{ type, id, values: { renewal_health_score: '67', renewal_health_band: 'watch' } }]);
        await world.gateway.write([{ type, id, values: { renewal_health_score: '' } }]);
        await expect(world.shown('account', id)).resolves.toEqual({ renewal_health_band: 'watch' });
      });
      it('writes nothing without writes', async () => {
        await expect(world.gateway.write([])).resolves.toEqual([]);
      });
      it('reports the refused record and writes the other 99', async () => {
        const ids = await addMany('account', 100);
        await world.refuse('account', ids[41] ?? '');
        const outcomes = await world.gateway.write(ids.map((id) => score('account', id, '50')));
        const refused = outcomes.filter(({ state }) => state !== 'written');
        expect(refused).toMatchObject([{ type: 'account', id: ids[41], state: 'refused' }]);
        expect(refused[0]).toHaveProperty('reason', expect.stringMatching(/\S/));
        await expect(world.shown('account', ids[99] ?? '')).resolves.toEqual({ renewal_health_score: '50' });
        await expect(world.shown('account', ids[41] ?? '')).resolves.toEqual({});
      });
      it('reports a deleted record as gone', async () => {
        const [live = '', deleted = ''] = await addMany('account', 2);
        await world.remove('account', deleted);
        const outcomes = await world.gateway.write([score('account', deleted, '1'), score('account', live, '2')]);
        expect(outcomes.find(({ id }) => id === deleted)?.state).toBe('gone');
        expect(outcomes.find(({ id }) => id === live)?.state).toBe('written');
      });
      where(mergesRenewals)('writes a merged record to its survivor and tells the new id', async () => {
        const [loser = '', winner = ''] = await addMany('renewal', 2);
        const survivor = await world.merge('renewal', loser, winner);
        const outcomes = await world.gateway.write([score('renewal', loser, '33')]);
        expect(outcomes).toEqual([{ type: 'renewal', id: loser, state: 'written', newId: survivor }]);
        await expect(world.shown('renewal', survivor)).resolves.toEqual({ renewal_health_score: '33' });
      });
      it.each(['applied', 'not_applied'] as const)(
        'calls a lost answer unknown and does not resend (%s)',
        async (fate) => {
          const id = await world.add('account', 'Account');
          await world.loseAnswer('account', id, fate);
          const before = world.gateway.calls().writes;
          const outcomes = await world.gateway.write([score('account', id, '12')]);
          expect(outcomes).toMatchObject([{ type: 'account', id, state: 'unknown' }]);
          expect(world.gateway.calls().writes).toBe(before + 1);
          await expect(world.shown('account', id)).resolves.toEqual(
            fate === 'applied' ? { renewal_health_score: '12' } : {},
          );
        },
      );
    });

    describe('failing', () => {
      it('names a mapped field that was deleted instead of reading it as empty', async () => {
        await world.add('account', 'Account');
        const field = await world.removeMappedField();
        const window = { since: '2020-01-01T00:00:00.000Z', until: await world.now() };
        const errors = [
          await errorOf(readAll('account')),
          await errorOf(collect(world.gateway.readChanged('account', world.mapping, window))),
        ];
        for (const error of errors) {
          expect(error).toMatchObject({ kind: 'invalid', code: 'mapped_field_missing', details: { field } });
        }
      });
      it.each(faults)('throws $kind/$code', async (fault) => {
        await world.add('contact', 'Ada');
        await readAll('contact');
        await world.breakReads(fault);
        const error = await errorOf(readAll('contact'));
        expect({ kind: error.kind, code: error.code }).toEqual(fault);
        if (fault.kind === 'rate_limited') expect(error.retryAfterMs).toBeGreaterThan(0);
      });
    });
  });
}
