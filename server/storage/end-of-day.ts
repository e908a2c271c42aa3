import type { Day, Instant } from '../../src/accounts/time.ts';

const dayMs = 86_400_000;

/** Last millisecond of a calendar day in an IANA time zone, days of 23 and 25 hours included. */
export const endOfDayIn = (timeZone: string): ((day: Day) => Instant) => {
  const offsetAt = offsetIn(timeZone);
  const known = new Map<Day, Instant>();
  return (day) => {
    const remembered = known.get(day);
    if (remembered !== undefined) return remembered;
    const midnight = Date.parse(`${day}T00:00:00Z`) + dayMs;
    // The offset at the UTC midnight may be that before or after a change of clocks: the second step asks near the local midnight.
    const near = midnight - offsetAt(midnight);
    const instant = new Date(midnight - offsetAt(near) - 1).toISOString();
    known.set(day, instant);
    return instant;
  };
};

/** Milliseconds by which local clocks are ahead of UTC, from texts like "GMT+05:30" and "GMT". */
const offsetIn = (timeZone: string): ((time: number) => number) => {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
  return (time) => {
    const name = format.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  };
};
