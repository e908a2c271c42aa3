import type { Instant } from '../../src/accounts/time.ts';

/** The kind of run that a connection's schedule asks for next. A full one finds deletions and missed changes; a recompute assesses every account anew. */
export type ScheduledJob = 'incremental' | 'recompute' | 'full';

/** When each kind of run last began; absent = never. A full one counts as nightly, a nightly as incremental: each does the smaller one's work. */
export type LastRuns = Readonly<Partial<Record<ScheduledJob, Instant>>>;

const minute = 60_000;
const incrementalEvery = 15 * minute;
const fullEvery = 7 * 24 * 60 * minute;
/** Local hour from which the night's recompute may begin: the calendar day has changed everywhere in the connection's zone, and nobody works. */
const nightlyFromHour = 2;

/** Null when nothing is due. Time alone moves scores and milestones, hence the nightly run. */
export function dueJob(now: Date, timeZone: string, last: LastRuns): ScheduledJob | null {
  const since = (at: Instant | null) => (at === null ? Infinity : now.getTime() - Date.parse(at));
  const lastNightly = newest(last.recompute, last.full);
  const local = localTime(now, timeZone);
  const nightDone = lastNightly !== null && localTime(new Date(lastNightly), timeZone).day >= local.day;
  if (!nightDone && local.hour >= nightlyFromHour) return since(last.full ?? null) >= fullEvery ? 'full' : 'recompute';
  return since(newest(last.incremental, last.recompute, last.full)) >= incrementalEvery ? 'incremental' : null;
}

const newest = (...instants: readonly (Instant | undefined)[]): Instant | null =>
  instants.reduce<Instant | null>((best, each) => (each !== undefined && each > (best ?? '') ? each : best), null);

function localTime(date: Date, timeZone: string): { readonly day: string; readonly hour: number } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  }).formatToParts(date);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return { day: `${part('year')}-${part('month')}-${part('day')}`, hour: Number(part('hour')) };
}
