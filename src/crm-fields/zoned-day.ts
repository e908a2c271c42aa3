import type { Day } from '../accounts/time.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** The calendar day of an instant (milliseconds) in an IANA time zone. en-CA prints YYYY-MM-DD. */
export function dayIn(timeZone: string, instantMs: number): Day {
  return formatOf(timeZone).format(instantMs).slice(0, 10);
}

const hourMs = 3_600_000;

/** Milliseconds from an instant to the next midnight in a time zone: days of 23 and 25 hours included. */
export function untilMidnight(timeZone: string, instantMs: number): number {
  const today = dayIn(timeZone, instantMs);
  let low = instantMs;
  let high = instantMs + 26 * hourMs;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (dayIn(timeZone, middle) === today) low = middle;
    else high = middle;
  }
  return high - instantMs;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const options = { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const format = new Intl.DateTimeFormat('en-CA', options);
  formats.set(timeZone, format);
  return format;
}
