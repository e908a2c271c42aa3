import { z } from 'zod';
import type { Timers } from '../common/timers.ts';
import { CrmError } from '../ports/crm.ts';
import type { Transport } from './transport.ts';

const bulkJob = z.object({ id: z.string(), state: z.string() });
export type BulkJob = z.infer<typeof bulkJob>;
export const bulkJobAnswer = bulkJob;

export interface PollOptions {
  readonly timers: Timers;
  /** Longest wait for one job. */
  readonly timeoutMs: number;
}

/** Salesforce works on a job for seconds or for an hour: asked soon at first, then every half minute. */
const firstPauseMs = 1_000;
const longestPauseMs = 30_000;

/**
 * Waits until a job has come to an end. Null when it has not by then: the job goes on at Salesforce and is asked for again later. It is never deleted, for what it
 * did already would be lost from sight.
 */
export async function pollJob(
  transport: Transport,
  path: string,
  { timers, timeoutMs }: PollOptions,
): Promise<BulkJob | null> {
  const until = timers.now() + timeoutMs;
  for (let pause = firstPauseMs; ; pause = Math.min(longestPauseMs, pause * 2)) {
    await timers.sleep(pause);
    const job = await transport.call({ kind: 'read', method: 'GET', path }, bulkJob);
    if (job.state === 'JobComplete' || job.state === 'Failed' || job.state === 'Aborted') return job;
    if (timers.now() + pause > until) return null;
  }
}

export function jobFailed(call: string, { state }: BulkJob): CrmError {
  return new CrmError('invalid', 'refused_by_crm', { details: { crm: 'salesforce', call, reason: state } });
}

export function jobPending(call: string): CrmError {
  return new CrmError('unavailable', 'timeout', { details: { crm: 'salesforce', call, host: call } });
}
