import type { Timers } from '../common/timers.ts';
import { CrmError, type HealthWrite, type WriteOutcome } from '../ports/crm.ts';
import { sizes } from './api.ts';
import type { BulkWriter } from './bulk-ingest.ts';
import { failed, isLocked, type RowError, unknown, written } from './row-outcome.ts';
import { type RowResults, writeCollections } from './write-collections.ts';
import type { Transport } from './transport.ts';

export interface Writer {
  readonly transport: Transport;
  readonly bulk: BulkWriter;
  readonly timers: Pick<Timers, 'sleep'>;
  readonly random: () => number;
}

/** Pauses before locked rows are tried again. Salesforce itself has waited ten seconds for the lock by then. */
const lockPauses = [2_000, 8_000, 30_000];

/**
 * One outcome for every write, one object after the other. Throws CrmError only when nothing can have been written; once anything was answered, writes that
 * were not sent, or whose answer is lost, are `unknown`: reading back tells, sending again would not.
 */
export async function writeHealth(writer: Writer, writes: readonly HealthWrite[]): Promise<readonly WriteOutcome[]> {
  const state: WriteState = { results: new Map(), stopped: null, ambiguous: false };
  for (const type of ['account', 'renewal'] as const) {
    await writeObject(
      writer,
      state,
      writes.filter((write) => write.type === type),
    );
  }
  if (state.stopped !== null && !state.ambiguous && state.results.size === 0) throw state.stopped;
  const reason = state.stopped?.code ?? 'not_acknowledged';
  return writes.map((write) => {
    const result = state.results.get(write.id);
    if (result === undefined) return unknown(write, reason);
    return result === null ? written(write) : failed(write, result);
  });
}

interface WriteState {
  readonly results: Map<string, RowError | null>;
  /** The error after which nothing more is sent. */
  stopped: CrmError | null;
  /** Salesforce may have done what it did not acknowledge. */
  ambiguous: boolean;
}

/** Only rows that were locked are sent again. */
async function writeObject(writer: Writer, state: WriteState, writes: readonly HealthWrite[]): Promise<void> {
  let due = writes;
  for (const pause of [...lockPauses, null]) {
    if (due.length === 0 || state.stopped !== null) return;
    await send(writer, state, due);
    due = due.filter(({ id }) => {
      const result = state.results.get(id);
      return result !== undefined && result !== null && isLocked(result);
    });
    if (pause !== null && due.length > 0) await writer.timers.sleep(Math.round(pause * (1 + writer.random() / 4)));
  }
}

async function send({ transport, bulk }: Writer, state: WriteState, writes: readonly HealthWrite[]): Promise<void> {
  const take = (results: RowResults) => {
    for (const [id, result] of results) state.results.set(id, result);
  };
  try {
    if (writes.length > sizes.bulkFrom) take(await bulk.write(writes));
    else await writeCollections(transport, writes, take);
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    state.stopped = error;
    state.ambiguous ||= error.kind === 'unavailable' && error.details.sent !== 'no';
  }
}
