import type { Connection } from '../../src/accounts/connection.ts';
import type { JobQueue } from '../../src/ports/job-queue.ts';
import type { Progress, ProgressStep } from '../../src/ports/progress.ts';
import type { FollowReport } from '../../src/sync/follow-changes.ts';
import type { SyncOptions, SyncSummary } from '../../src/sync/run-sync.ts';
import { inSpan, spanOf } from './spans.ts';

/** A queue whose jobs are spans: each is the root of a trace. */
export const tracedQueue = <Queue extends JobQueue>(queue: Queue): Queue => ({
  ...queue,
  work: (handler) =>
    queue.work((connection, lane) =>
      inSpan('job', { connection, lane }, async (note) => {
        const outcome = await handler(connection, lane);
        note({ outcome });
        return outcome;
      }),
    ),
});

type RunSync = (options: SyncOptions) => Promise<SyncSummary>;

/** A run with its steps, each a span of its own. */
export const tracedSync =
  (progress: Progress, make: (progress: Progress) => RunSync): RunSync =>
  (options) =>
    inSpan('sync', { kind: options.kind, dry_run: options.dryRun }, async (note) => {
      const steps = watchSteps(progress);
      try {
        const { connection, run, writes, calls, ...summary } = await make(steps.progress)(options);
        note({ connection: connection.id, run, accounts: summary.accounts, writes, 'crm.calls': calls.total });
        return { connection, run, writes, calls, ...summary };
      } finally {
        steps.end();
      }
    });

export const tracedFollow =
  (follow: (connection: Connection) => Promise<FollowReport>) =>
  (connection: Connection): Promise<FollowReport> =>
    inSpan('follow_changes', { connection: connection.id }, async (note) => {
      const report = await follow(connection);
      note({ ...report });
      return report;
    });

/** Steps tell what is done when a part of it is; some run side by side. So a step begins where something was last heard before its first word, and ends with its last. */
function watchSteps(progress: Progress) {
  const heard = new Map<ProgressStep, { readonly began: number; readonly ended: number; readonly done: number }>();
  let last = Date.now();
  return {
    progress: {
      step: (step: ProgressStep, done: number, total: number | null) => {
        const now = Date.now();
        heard.set(step, { began: heard.get(step)?.began ?? last, ended: now, done });
        last = now;
        progress.step(step, done, total);
      },
    },
    end: () => {
      for (const [step, { began, ended, done }] of heard) spanOf(`sync.${step}`, { done }, began, ended);
    },
  };
}
