import { type Kysely, sql } from 'kysely';
import type { AccountId, ConnectionId } from '../../src/accounts/ids.ts';
import type { Tables } from './tables.ts';

/**
 * Finds the account a source means: by record id, then by customer number, then by domain; a merged account leads to its survivor. A number or domain that
 * several accounts carry decides nothing: facts on the wrong account would be worse than facts that wait.
 */
export const resolveAccounts = async (
  db: Kysely<Tables>,
  connection: ConnectionId,
  keys: readonly string[],
): Promise<ReadonlyMap<string, AccountId>> => {
  const { rows } = await sql<{ key: string; account: AccountId }>`
    select key, account from unnest(${keys}::text[]) as k (key) cross join lateral (select coalesce(
      (select coalesce(merged_into, id) from record
        where connection_id = ${connection} and type = 'account' and id = key and (value is not null or merged_into is not null)),
      (select min(id) from record where connection_id = ${connection} and external_key = key having count(*) = 1),
      (select min(id) from record where connection_id = ${connection} and domain_key = lower(key) having count(*) = 1)
    ) as account) found
    where account is not null`.execute(db);
  return new Map(rows.map(({ key, account }) => [key, account]));
};
