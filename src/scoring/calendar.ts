import type { Day, Instant } from '../accounts/time.ts';

/** Days are counted as whole numbers since 1970-01-01: comparing and subtracting them needs no Date and no time zone. */
export type DayNumber = number;

const dayLength = 86_400_000;

/** Number of a calendar day. Proleptic Gregorian; the arithmetic is Howard Hinnant's days_from_civil (public domain). */
export function dayNumber(day: Day): DayNumber {
  const year = Number(day.slice(0, 4));
  const month = digits(day, 5);
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + digits(day, 8) - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}
const digits = (text: string, at: number): number => (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;

/** The calendar day of a day number. Remembered, because every piece of evidence names a day and few days are named. */
export function dayOf(number: DayNumber): Day {
  let day = days.get(number);
  if (day === undefined) days.set(number, (day = new Date(number * dayLength).toISOString().slice(0, 10)));
  return day;
}
const days = new Map<DayNumber, Day>();

/** Days from `a` to `b`: positive when `b` is later. */
export const daysBetween = (a: Day, b: Day): number => dayNumber(b) - dayNumber(a);

export const addDays = (day: Day, days: number): Day => dayOf(dayNumber(day) + days);

/**
 * Makes the function that says which calendar day an instant falls on in an IANA time zone.
 * Intl answers in microseconds, and an account has hundreds of instants: a UTC day on which the zone keeps one offset is answered from memory,
 * only the two days a year on which clocks change ask Intl each time.
 */
export function calendarOf(timeZone: string): (instant: Instant) => DayNumber {
  const known = calendars.get(timeZone);
  if (known !== undefined) return known;
  const offsetAt = offsetIn(timeZone);
  const offsets = new Map<DayNumber, number | null>();
  const calendar = (instant: Instant): DayNumber => {
    const time = Date.parse(instant);
    const utcDay = Math.floor(time / dayLength);
    let offset = offsets.get(utcDay);
    if (offset === undefined) offsets.set(utcDay, (offset = steadyOffset(offsetAt, utcDay)));
    return Math.floor((time + (offset ?? offsetAt(time))) / dayLength);
  };
  calendars.set(timeZone, calendar);
  return calendar;
}
const calendars = new Map<string, (instant: Instant) => DayNumber>();

function steadyOffset(offsetAt: (time: number) => number, utcDay: DayNumber): number | null {
  const start = offsetAt(utcDay * dayLength);
  return start === offsetAt((utcDay + 1) * dayLength) ? start : null;
}

/** Milliseconds by which local clocks are ahead of UTC. */
function offsetIn(timeZone: string): (time: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return (time) => {
    const part = Object.fromEntries(format.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(time / 1000) * 1000;
  };
}
