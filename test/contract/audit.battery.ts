import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createAuditStore } from '../../server/storage/audit-store.ts';
import type { Database } from '../../server/storage/database.ts';
import { createStores } from '../../server/storage/stores.ts';
import { connectionId } from '../../src/accounts/ids.ts';
import { actingAs } from '../../src/common/acting-as.ts';
import { shipped } from '../fixtures/account-case.ts';
import { readOf, sampleConnection, sampleContact } from '../fixtures/store-samples.ts';
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
      for (const each of [mine, other]) await stores.connections.save(each);
      await stores.connections.save({ ...mine, name: 'Another name' });
      await actingAs('hubspot user 7', async () => {
        await stores.connections.save({ ...mine, showNames: true });
        await stores.connections.save({ ...mine, showNames: true, writeBack: 'paused' });
      });
      await stores.connections.save({ ...mine, mapping: { ...mine.mapping, topPriority: 'HIGH' } });
      const card = { ...shipped('default-1.yaml'), since: t1 };
      for (let times = 0; times < 2; times++) await stores.scorecards.publish(mine.id, card);
      const install = { connection: mine.id, installedAt: t1, ended: null, missingScopes: [] };
      for (let times = 0; times < 2; times++) await stores.installs.save(install);
      await stores.installs.save({ ...install, ended: { at: t1, why: 'asked', purgeAt: t1 } });
      await stores.records.save(mine.id, [readOf('contact', sampleContact('c1', ['a1']))], live(t1));
      await stores.records.erase(mine.id, 'contact', ['c1'], t1);
      await stores.connections.save({ ...other, locale: 'en' });
      await stores.installs.purge(mine.id);

      const entries = await audit().entries();
      expect(entries.map(({ position, actor, action, object }) => [position, actor, action, object])).toEqual([
        [1, 'hubspot user 7', 'preferences_changed', 'preferences'],
        [2, 'hubspot user 7', 'write_back_paused', 'write-back'],
        [3, 'service', 'mapping_changed', 'mapping'],
        [4, 'service', 'preferences_changed', 'preferences'],
        [5, 'service', 'write_back_resumed', 'write-back'],
        [6, 'service', 'scorecard_published', 'default-1'],
        [7, 'service', 'installed', 'installation'],
        [8, 'service', 'disconnected', 'installation'],
        [9, 'service', 'erased', 'contact c1'],
        [10, 'service', 'purged', 'connection'],
        [1, 'service', 'preferences_changed', 'preferences'],
      ]);
      expect(entries[0]?.before).toMatch(/^[0-9a-f]{64}$/);
      expect(entries[3]?.after).toBe(entries[0]?.before);
      expect(JSON.stringify(entries)).not.toMatch(/@|Ada/);
      expect(await audit().verify()).toEqual([]);
    });

    it('takes no change and gives nothing back', async () => {
      await expect(query("update audit set actor = 'nobody'")).rejects.toThrow('audit log');
      await expect(query('delete from audit')).rejects.toThrow('audit log');
      expect(await audit().verify()).toEqual([]);
    });

    it('shows what somebody with the keys to the database changed, put between or took out', async () => {
      const spoilt = [
        ["update audit set actor = 'nobody' where position = 3", 3],
        ['delete from audit where position = 4', 4],
        ["delete from audit where subject = 'hubspot:1' and position = 1", 1],
        ['delete from audit where position = 10', 10],
        ["update audit set position = 11 where subject = 'hubspot:1' and position = 10", 10],
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
