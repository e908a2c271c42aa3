import type { WriteOutcome, WrittenType } from '../../ports/crm.ts';
import type { LedgerEntry, LedgerState } from '../../ports/stores.ts';
import type { PlannedWrite } from './plan-write.ts';
import type { WriteBackContext, WriteTally } from './write-back-context.ts';

/**
 * Writes up to 100 records of one type: into the ledger first, then to the CRM, then settled by the answer. Wherever the process ends, the ledger knows what may
 * have been sent. Returns the writes whose answer was lost.
 */
export async function sendBatch(
  context: WriteBackContext,
  type: WrittenType,
  writes: readonly PlannedWrite[],
  tally: WriteTally,
): Promise<readonly PlannedWrite[]> {
  if (writes.length === 0) return [];
  const { stores, connection, gateway } = context;
  const entries = await planEntries(context, type, writes);
  await mark(context, entries, () => ({ state: 'in_flight', reason: null }));
  const outcomes = await gateway.write(entries.map(({ recordId, after }) => ({ type, id: recordId, values: after })));
  const outcomeOf = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
  const settled = entries.filter(({ recordId }) => settledState(outcomeOf.get(recordId)) !== null);
  const written = settled.filter(({ recordId }) => outcomeOf.get(recordId)?.state === 'written');
  await stores.records.saveOurs(
    connection.id,
    written.map(({ recordId, after }) => ({ type, id: survivor(outcomeOf.get(recordId), recordId), values: after })),
  );
  await mark(context, settled, ({ recordId }) => {
    const outcome = outcomeOf.get(recordId);
    return {
      state: settledState(outcome) ?? 'in_flight',
      reason: outcome?.state === 'refused' ? outcome.reason : null,
    };
  });
  await removeGone(context, type, outcomes, tally);
  tally[type === 'account' ? 'accounts' : 'renewals'] += written.length;
  addRefused(tally, writes, outcomes);
  return writes.filter(({ id }) => settledState(outcomeOf.get(id)) === null);
}

async function planEntries(
  { stores, connection, presenter, clock, run }: WriteBackContext,
  type: WrittenType,
  writes: readonly PlannedWrite[],
): Promise<readonly LedgerEntry[]> {
  const ids = writes.map(({ id }) => id);
  const property = presenter.revision[type];
  const planned = await stores.ledger.revisions(connection.id, type, ids);
  const current = await stores.records.ours(connection.id, type, ids);
  const at = clock.now().toISOString();
  return stores.ledger.plan(
    connection.id,
    run,
    writes.map(({ id, before, after }) => {
      const inCrm = current.get(id)?.[property] ?? '';
      const revision = Math.max(planned.get(id) ?? 0, Number(inCrm)) + 1;
      return {
        type,
        recordId: id,
        before: { ...before, [property]: inCrm },
        after: { ...after, [property]: String(revision) },
        revision,
        at,
      };
    }),
  );
}

async function mark(
  { stores, connection, clock }: WriteBackContext,
  entries: readonly LedgerEntry[],
  settle: (entry: LedgerEntry) => { readonly state: LedgerState; readonly reason: string | null },
): Promise<void> {
  const settled = entries.map((entry) => ({ id: entry.id, ...settle(entry) }));
  await stores.ledger.mark(connection.id, settled, clock.now().toISOString());
}

/** Null while nobody knows whether the CRM took it. */
function settledState(outcome: WriteOutcome | undefined): LedgerState | null {
  return outcome === undefined || outcome.state === 'unknown' ? null : outcome.state;
}

const survivor = (outcome: WriteOutcome | undefined, id: string) =>
  outcome?.state === 'written' ? (outcome.newId ?? id) : id;

async function removeGone(
  { stores, connection, clock }: WriteBackContext,
  type: WrittenType,
  outcomes: readonly WriteOutcome[],
  tally: WriteTally,
): Promise<void> {
  const gone = outcomes.filter(({ state }) => state === 'gone').map(({ id }) => id);
  if (gone.length === 0) return;
  await stores.records.remove(connection.id, type, gone, clock.now().toISOString());
  tally.gone += gone.length;
}

function addRefused(tally: WriteTally, writes: readonly PlannedWrite[], outcomes: readonly WriteOutcome[]): void {
  for (const outcome of outcomes) {
    if (outcome.state !== 'refused') continue;
    const name = writes.find(({ id }) => id === outcome.id)?.name ?? outcome.id;
    tally.refused.push({ type: outcome.type, id: outcome.id, name, reason: outcome.reason });
  }
}
