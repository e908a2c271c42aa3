import type { Connection } from '../../accounts/connection.ts';
import type { ConnectionId } from '../../accounts/ids.ts';
import type { Stores } from '../../ports/stores.ts';
import { calendarOf, dayOf } from '../../scoring/calendar.ts';

/** A day of incremental runs every quarter of an hour, and some by hand. */
const runsOfADay = 120;

/** Runs still "running" when another begins have died: one run at a time is the rule of a connection. */
export async function endInterrupted(runs: Stores['runs'], connection: ConnectionId, now: string): Promise<void> {
  for (const run of await runs.latest(connection, runsOfADay)) {
    if (run.outcome !== 'running') continue;
    await runs.end(connection, run.id, { endedAt: now, outcome: 'failed', stats: run.stats, error: 'interrupted' });
  }
}

/** Whether a sync that was no dry run came to its end lately: then our properties are in the portal. */
export async function hasWritten(runs: Stores['runs'], connection: ConnectionId): Promise<boolean> {
  const latest = await runs.latest(connection, runsOfADay);
  return latest.some(({ outcome, stats }) => outcome === 'done' && stats.dryRun === 0);
}

/** Time alone moves scores and milestones, and so does a new scorecard: every account is assessed again once on each calendar day and after each publication. */
export async function isRecomputeDue(
  { runs, scorecards }: Pick<Stores, 'runs' | 'scorecards'>,
  { id, timeZone }: Connection,
  now: Date,
): Promise<boolean> {
  const last = (await runs.latest(id, runsOfADay)).find(
    ({ outcome, stats }) => outcome === 'done' && stats.recomputedAll === 1,
  );
  if (last === undefined) return true;
  const toDay = calendarOf(timeZone);
  const day = (instant: string) => dayOf(toDay(instant));
  if (day(last.startedAt) !== day(now.toISOString())) return true;
  const published = (await scorecards.inForce(id)).at(-1)?.since ?? '';
  return published > last.startedAt && published <= now.toISOString();
}
