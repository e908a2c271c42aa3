import type { Connection } from '../../accounts/connection.ts';
import type { AccountId } from '../../accounts/ids.ts';
import type { CrmRead, RecordType } from '../../ports/crm.ts';
import { type ActionResult, done, refused } from './action-result.ts';
import { type AccountActionDependencies, updateAccounts } from './update-accounts.ts';

const children = ['renewal', 'contact', 'ticket', 'interaction'] as const satisfies readonly RecordType[];

/** "Score now": reads one account and everything linked to it, assesses it and writes back. Safe to repeat. Throws CrmError. */
export const createScoreAccount =
  (dependencies: AccountActionDependencies) =>
  async (connection: Connection, asked: AccountId): Promise<ActionResult> => {
    const { gateway, stores, clock } = dependencies;
    const { mapping } = connection;
    const learnedAt = clock.now().toISOString();
    const [account] = await gateway.readByIds('account', mapping, [asked]);
    const value = account?.value ?? null;
    if (account === undefined || value === null) return refused('account_gone');
    const save = (reads: readonly CrmRead[]) =>
      stores.records.save(connection.id, reads, { learnedAt, backfill: false });
    await save([account]);
    for (const type of children) {
      const links = await gateway.readAccountLinks(type, [account.id]);
      const ids = links.get(account.id) ?? [];
      if (ids.length > 0) await save(await gateway.readByIds(type, mapping, ids));
    }
    await updateAccounts(dependencies, connection, [value.id]);
    return done;
  };
