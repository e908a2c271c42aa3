/** What a connection's schedule asks for next. `sweep` is a full refresh: it finds deletions and missed changes, and recomputes everything. */
export type ScheduledJob = 'incremental' | 'nightly' | 'sweep';

/** When each kind last began; null = never. A sweep counts as nightly, a nightly as incremental: each does the smaller one's work. */
export interface LastRuns {
  readonly incremental: Date | null;
  readonly nightly: Date | null;
  readonly sweep: Date | null;
}

const minute = 60_000;
const incrementalEvery = 15 * minute;
const sweepEvery = 7 * 24 * 60 * minute;
/** Local hour from which the night's recompute may begin: the calendar day has changed everywhere in the connection's zone, and nobody works. */
const nightlyFromHour = 2;

/** Null when nothing is due. Time alone moves scores and milestones, hence the nightly run. */
export function dueJob(now: Date, timeZone: string, last: LastRuns): ScheduledJob | null {
  const since = (date: Date | null) => (date === null ? Infinity : now.getTime() - date.getTime());
  const lastNightly = newest(last.nightly, last.sweep);
  const local = localTime(now, timeZone);
  const nightDone = lastNightly !== null && localTime(lastNightly, timeZone).day >= local.day;
  if (!nightDone && local.hour >= nightlyFromHour) return since(last.sweep) >= sweepEvery ? 'sweep' : 'nightly';
  return since(newest(last.incremental, lastNightly)) >= incrementalEvery ? 'incremental' : null;
}

function newest(...dates: readonly (Date | null)[]): Date | null {
  return dates.reduce<Date | null>(
    (best, date) => (date !== null && (best === null || date > best) ? date : best),
    null,
  );
}

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
