import type { WriteOutcome } from '../../ports/crm.ts';
import type { LedgerEntry } from '../../ports/stores.ts';
import { readBack } from './read-back.ts';
import type { RecordChange } from './record-change.ts';
import { settleWrites } from './settle-writes.ts';
import type { UnappliedWrites } from './unapplied-writes.ts';
import type { Settlement, WriteContext, WriteTotals } from './write-context.ts';

/** A write whose answer is lost is read back, and sent again at most this often; then the next run sees to it. */
const sendsPerRun = 3;

export interface Sender {
  /** Plans, sends and settles changes of one type, at most as many as the CRM's traits say. Throws CrmError; what was sent stays in flight in the ledger. */
  send(changes: readonly RecordChange[]): Promise<void>;
}

/** One run's writes: each is in the ledger with its revision before it leaves. */
export function createSender(
  context: WriteContext,
  options: { readonly run: number; readonly totals: WriteTotals; readonly unapplied: UnappliedWrites },
): Sender {
  const { run, totals, unapplied } = options;
  return {
    async send(changes) {
      const entries = await plan(context, run, changes, unapplied);
      for (const { type } of changes) totals.planned[type] += 1;
      await unapplied.supersede(changes);
      const at = context.clock.now().toISOString();
      await context.stores.ledger.mark(context.connection.id, entries.map(inFlight), at);
      const details = await explain(context, changes);
      const refused = await deliver(context, entries, { totals, details }, 1);
      const names = new Map(changes.map(({ id, name }) => [id, name]));
      for (const { entry, reason } of refused) {
        totals.refused.push({ type: entry.type, id: entry.recordId, name: names.get(entry.recordId) ?? '', reason });
      }
    },
  };
}

type Details = ReadonlyMap<string, string> | null;

/** Worded when it is sent and kept nowhere: a whole explanation is larger than all that the ledger holds of a write. */
const explain = ({ presenter, connection }: WriteContext, changes: readonly RecordChange[]): Promise<Details> =>
  presenter.detail === null ? Promise.resolve(null) : presenter.detail.explain(connection.id, changes);

const inFlight = ({ id }: LedgerEntry) => ({ id, state: 'in_flight' as const, reason: null });

/** A revision rises above every number ever planned and above what the CRM shows, also when the ledger is younger than the CRM's values. */
async function plan(
  { stores, connection, presenter, clock }: WriteContext,
  run: number,
  changes: readonly RecordChange[],
  unapplied: UnappliedWrites,
): Promise<readonly LedgerEntry[]> {
  const [first] = changes;
  if (first === undefined) return [];
  const ids = changes.map(({ id }) => id);
  const highest = await stores.ledger.revisions(connection.id, first.type, ids);
  const property = presenter.revision[first.type];
  const at = clock.now().toISOString();
  const entries = changes.map((change) => {
    const next = Math.max(highest.get(change.id) ?? 0, change.shownRevision) + 1;
    const revision = unapplied.reusableRevision(change) ?? next;
    const shown = change.shownRevision === 0 ? '' : String(change.shownRevision);
    return {
      type: change.type,
      recordId: change.id,
      before: { ...change.before, [property]: shown },
      after: { ...change.after, [property]: String(revision) },
      revision,
      at,
    };
  });
  return stores.ledger.plan(connection.id, run, entries);
}

type Refusal = Settlement & { readonly state: 'refused' };

async function deliver(
  context: WriteContext,
  entries: readonly LedgerEntry[],
  { totals, details }: { readonly totals: WriteTotals; readonly details: Details },
  attempt: number,
): Promise<readonly Refusal[]> {
  const { settled, lost } = await callOnce(context, entries, details);
  await settleWrites(context, settled, totals);
  const refused = settled.filter((one): one is Refusal => one.state === 'refused');
  if (lost.length === 0) return refused;
  const found = await readBack(context, lost);
  await settleWrites(context, found.settled, totals);
  if (found.open.length === 0) return refused;
  if (attempt === sendsPerRun) {
    totals.unsettled += found.open.length;
    return refused;
  }
  return [...refused, ...(await deliver(context, found.open, { totals, details }, attempt + 1))];
}

async function callOnce(
  { gateway, presenter: { detail } }: WriteContext,
  entries: readonly LedgerEntry[],
  details: Details,
): Promise<{ readonly settled: readonly Settlement[]; readonly lost: readonly LedgerEntry[] }> {
  const writes = entries.map(({ type, recordId, after }) => {
    const explained = detail === null ? {} : { [detail.property]: details?.get(recordId) ?? '' };
    return { type, id: recordId, values: { ...after, ...explained } };
  });
  const outcomes = new Map((await gateway.write(writes)).map((outcome) => [outcome.id, outcome]));
  const settled: Settlement[] = [];
  const lost: LedgerEntry[] = [];
  for (const entry of entries) {
    const settlement = settlementOf(entry, outcomes.get(entry.recordId));
    if (settlement === null) lost.push(entry);
    else settled.push(settlement);
  }
  return { settled, lost };
}

/** Null: unknown, or not mentioned in the answer, which is the same. */
function settlementOf(entry: LedgerEntry, outcome: WriteOutcome | undefined): Settlement | null {
  switch (outcome?.state) {
    case 'written':
      return outcome.newId === null || outcome.newId === entry.recordId
        ? { entry, state: 'written', values: entry.after }
        : { entry, state: 'merged', into: outcome.newId };
    case 'refused':
      return { entry, state: 'refused', reason: outcome.reason };
    case 'gone':
      return { entry, state: 'gone' };
    default:
      return null;
  }
}
