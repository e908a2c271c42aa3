import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAuditStore } from '../../server/storage/audit-store.ts';
import type { Database } from '../../server/storage/database.ts';
import { createStores } from '../../server/storage/stores.ts';
import { connectionId } from '../../src/accounts/ids.ts';
import { actingAs } from '../../src/common/acting-as.ts';
import { shipped } from '../fixtures/account-case.ts';
import type { TierOverride } from '../../src/accounts/account.ts';
import type { SaveOptions } from '../../src/ports/stores.ts';
import { readOf, sampleConnection, sampleContact, sampleRenewal } from '../fixtures/store-samples.ts';
import { live, t1 } from './battery-context.ts';

/** Who decided what, in a chain that shows what was taken out of it. */
export const auditBattery = (
  where: string,
  open: () => Promise<{ readonly database: Database; close(): Promise<void> }>,
): void => {
  describe(`audit log: ${where}`, () => {
    let opened: Awaited<ReturnType<typeof open>>;
    const mine = sampleConnection(connectionId('hubspot', '1'));
    const other = sampleConnection(connectionId('hubspot', '2'));
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(() => opened.close());
    const query = (text: string) => opened.database.pool.query(text);
    const audit = () => createAuditStore(opened.database.db);

    it('has an entry for each decision and none for what changes nothing, and no personal data', async () => {
      const stores = createStores(opened.database.db);
      for (const each of [mine, other]) await stores.connections.add(each);
      const { change } = stores.connections;
      await change(mine.id, () => ({ name: 'Another name' }));
      await actingAs('hubspot user 7', async () => {
        await change(mine.id, () => ({ showNames: true }));
        await change(mine.id, () => ({ writeBack: 'paused' }));
      });
      const mapping = { ...mine.mapping, topPriority: 'HIGH' };
      await change(mine.id, () => ({ mapping, showNames: false, writeBack: 'on' }));
      const card = { ...shipped('default-1.yaml'), since: t1 };
      for (let times = 0; times < 2; times++) await stores.scorecards.publish(mine.id, card);
      const install = { connection: mine.id, installedAt: t1, ended: null, missingScopes: [] };
      for (let times = 0; times < 2; times++) await stores.installs.save(install);
      await stores.installs.save({ ...install, ended: { at: t1, why: 'asked', purgeAt: t1 } });
      await stores.records.save(mine.id, [readOf('contact', sampleContact('c1', ['a1']))], live(t1));
      await stores.records.erase(mine.id, 'contact', ['c1'], t1);
      await change(other.id, () => ({ locale: 'en' }));
      await stores.installs.purge(mine.id);

      const entries = await audit().entries();
      expect(entries.map(({ position, actor, action, object }) => [position, actor, action, object])).toEqual([
        [1, 'service', 'connected', 'connection'],
        [2, 'hubspot user 7', 'preferences_changed', 'preferences'],
        [3, 'hubspot user 7', 'write_back_paused', 'write-back'],
        [4, 'service', 'mapping_changed', 'mapping'],
        [5, 'service', 'preferences_changed', 'preferences'],
        [6, 'service', 'write_back_resumed', 'write-back'],
        [7, 'service', 'scorecard_published', 'default-1'],
        [8, 'service', 'installed', 'installation'],
        [9, 'service', 'disconnected', 'installation'],
        [10, 'service', 'erased', 'contact c1'],
        [11, 'service', 'purged', 'connection'],
        [1, 'service', 'connected', 'connection'],
        [2, 'service', 'preferences_changed', 'preferences'],
      ]);
      expect(entries[1]?.before).toMatch(/^[0-9a-f]{64}$/);
      expect(entries[4]?.after).toBe(entries[1]?.before);
      expect(JSON.stringify(entries)).not.toMatch(/@|Ada/);
      expect(await audit().verify()).toEqual([]);
    });

    it('names who set a manual tier on a card, and the CRM’s fields where somebody filled them in there', async () => {
      const { records } = createStores(opened.database.db);
      const save = (id: string, override: TierOverride | null, options: Partial<SaveOptions> = {}) =>
        records.save(other.id, [readOf('renewal', sampleRenewal(id, 'a1', { override }))], { ...live(t1), ...options });
      const override = { tier: 'at_risk', reason: 'champion_change', until: '2026-12-31' } as const;
      const before = (await audit().entries()).length;
      await save('d0', override, { backfill: true });
      await save('d1', null);
      await actingAs('hubspot-user:7', async () => {
        await save('d1', override, { setOnCard: true });
        await save('d1', { ...override, until: '2027-01-31' });
      });
      await save('d1', { ...override, until: '2027-01-31' });
      await save('d2', override);
      await save('d1', null);
      await records.remove(other.id, 'renewal', ['d2'], t1);
      const entries = (await audit().entries()).slice(before);
      expect(entries.map(({ actor, action, object }) => [actor, action, object])).toEqual([
        ['hubspot-user:7', 'tier_override_set', 'renewal d1'],
        ['CRM fields', 'tier_override_changed', 'renewal d1'],
        ['CRM fields', 'tier_override_set', 'renewal d2'],
        ['CRM fields', 'tier_override_ended', 'renewal d1'],
      ]);
      expect(entries.map(({ before, after }) => [before === null, after === null])).toEqual([
        [true, false],
        [false, false],
        [true, false],
        [false, true],
      ]);
      expect(await audit().verify()).toEqual([]);
    });

    it('takes entries by themselves, for what concerns no connection as well', async () => {
      await actingAs('command line', async () => {
        await audit().append({ subject: 'product', action: 'keys_rotated', object: 'token keys' });
        await audit().append({ subject: 'product', action: 'exported', object: 'with people' });
      });
      const entries = (await audit().entries()).filter(({ subject }) => subject === 'product');
      expect(entries.map(({ position, actor, action }) => [position, actor, action])).toEqual([
        [1, 'command line', 'keys_rotated'],
        [2, 'command line', 'exported'],
      ]);
      expect(await audit().verify()).toEqual([]);
    });

    it('takes no change and gives nothing back', async () => {
      const refused = [
        "update audit set actor = 'nobody'",
        'delete from audit',
        'truncate audit',
        'truncate audit, audit_end',
        'delete from audit_end',
        'truncate audit_end',
        'update audit_end set position = position - 1',
        'update audit_end set position = position + 1',
        "update audit_end set hash = 'another'",
        "update audit_end set subject = 'hubspot:3' where subject = 'hubspot:1'",
      ];
      for (const statement of refused) await expect(query(statement)).rejects.toThrow('audit log');
      expect(await audit().verify()).toEqual([]);
    });

    it('shows what somebody with the keys to the database changed, put between or took out', async () => {
      const spoilt = [
        ["update audit set actor = 'nobody' where subject = 'hubspot:1' and position = 3", 3],
        ["delete from audit where subject = 'hubspot:1' and position = 4", 4],
        ["delete from audit where subject = 'hubspot:1' and position = 1", 1],
        ['delete from audit where position = 11', 11],
        ["update audit set position = 12 where subject = 'hubspot:1' and position = 11", 11],
      ] as const;
      await query('alter table audit disable trigger audit_append_only');
      for (const [statement, position] of spoilt) {
        await query('create table kept as select * from audit');
        await query(statement);
        expect([statement, await audit().verify()]).toEqual([statement, [{ subject: 'hubspot:1', position }]]);
        await query('delete from audit');
        await query('insert into audit select * from kept');
        await query('drop table kept');
      }
      await query("delete from audit where subject = 'hubspot:2'");
      expect(await audit().verify()).toEqual([{ subject: 'hubspot:2', position: 1 }]);
    });
  });
};
