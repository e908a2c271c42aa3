import type { RecordType } from '../../ports/crm.ts';
import { chunk } from '../../common/batch.ts';
import { nowOf, type RefreshContext, type RefreshReport } from './refresh-context.ts';

type Child = Exclude<RecordType, 'account'>;
interface LinkTotals {
  changed: number;
  readById: number;
  readonly asked: Record<Child, number>;
}
/** The port's promise: one call answers for this many. */
const perCall = 1000;

/**
 * Finds links that changed by themselves: no CRM bumps a record's modification date for a link. Open renewals are asked one by one (a deal may be created
 * first and linked later); contacts and tickets through the accounts that have an open renewal. Links of interactions come with them when they are logged;
 * one that is moved later is found when the CRM announces it, else by the full refresh: asking for all of them would cost as much as reading them.
 * Types that the CRM account does not let us read are left out.
 */
export async function rereadLinks(
  context: RefreshContext,
  refused: ReadonlySet<RecordType>,
): Promise<Readonly<LinkTotals> & { readonly asked: RefreshReport['linksAsked'] }> {
  const totals: LinkTotals = { changed: 0, readById: 0, asked: { renewal: 0, contact: 0, ticket: 0, interaction: 0 } };
  const accounts = await rereadRenewals(context, totals);
  let done = 0;
  for (const ids of chunk([...accounts], perCall)) {
    for (const type of ['contact', 'ticket'] as const)
      if (!refused.has(type)) await rereadChildren(context, type, ids, totals);
    done += ids.length;
    context.progress.step('links', done, accounts.size);
  }
  return totals;
}

/** Returns the accounts of the open renewals, before and after. */
async function rereadRenewals(context: RefreshContext, totals: LinkTotals): Promise<ReadonlySet<string>> {
  const { gateway, stores, connection } = context;
  const accounts = new Set<string>();
  for await (const page of stores.records.openRenewals(connection.id)) {
    for (const { accountId } of page) if (accountId !== null) accounts.add(accountId);
    const links = await gateway.readLinks(
      'renewal',
      page.map(({ id }) => id),
    );
    for (const ids of links.values()) for (const id of ids.slice(0, 1)) accounts.add(id);
    totals.asked.renewal += page.length;
    await saveLinks(context, 'renewal', links, totals);
  }
  return accounts;
}

async function rereadChildren(
  context: RefreshContext,
  type: Child,
  accountIds: readonly string[],
  totals: LinkTotals,
): Promise<void> {
  const { gateway, stores, connection } = context;
  const there = await gateway.readAccountLinks(type, accountIds);
  const here = await stores.records.linkedTo(connection.id, type, accountIds);
  totals.asked[type] += accountIds.length;
  const differing = [...new Set(accountIds.flatMap((id) => difference(there.get(id) ?? [], here.get(id) ?? [])))];
  if (differing.length === 0) return;
  totals.asked[type] += differing.length;
  await saveLinks(context, type, await gateway.readLinks(type, differing), totals);
}

/** Links of one record are replaced as a whole: a record may belong to accounts that were not asked about. */
async function saveLinks(
  context: RefreshContext,
  type: Child,
  links: ReadonlyMap<string, readonly string[]>,
  totals: LinkTotals,
): Promise<void> {
  const { gateway, stores, clock, connection } = context;
  const saved = await stores.records.saveLinks(connection.id, type, links, nowOf(clock));
  totals.changed += saved.changed;
  if (saved.unknown.length === 0) return;
  const reads = await gateway.readByIds(type, connection.mapping, saved.unknown);
  totals.readById += saved.unknown.length;
  const added = await stores.records.save(connection.id, reads, { learnedAt: nowOf(clock), backfill: false });
  totals.changed += added.changed;
}

function difference(a: readonly string[], b: readonly string[]): readonly string[] {
  const inA = new Set(a);
  const inB = new Set(b);
  return [...a.filter((id) => !inB.has(id)), ...b.filter((id) => !inA.has(id))];
}
