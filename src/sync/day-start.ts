import type { Day, Instant } from '../accounts/time.ts';

/** The instant at which a calendar day begins in a time zone: what a CRM's date-and-time field shows as that day. */
export function dayStart(day: Day, timeZone: string): Instant {
  const midnight = Date.parse(`${day}T00:00:00.000Z`);
  const first = midnight - offsetMs(midnight, timeZone);
  // The offset may differ between the guess and the day's beginning when clocks change.
  return new Date(midnight - offsetMs(first, timeZone)).toISOString();
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  formats.set(timeZone, made);
  return made;
}

/** "GMT+05:30" → milliseconds; "GMT" is zero. */
function offsetMs(at: number, timeZone: string): number {
  const name = formatOf(timeZone)
    .formatToParts(new Date(at))
    .find(({ type }) => type === 'timeZoneName')?.value;
  const [, sign, hours, minutes] = /([+-])(\d{2}):(\d{2})/.exec(name ?? '') ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
