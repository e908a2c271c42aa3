import { type Day, type Instant } from './types.ts';

/** A calendar day as days since 1970-01-01: arithmetic without time zones. */
export type DayNumber = number;

const { floor } = Math;
const twoDigits = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'));
const MILLISECONDS = 86_400_000;
// Formatting a Date costs more than the rest of a usage row; a book touches some thousand distinct days.
const texts = new Map<DayNumber, Day>();

/** Throws RangeError for anything that is not an existing YYYY-MM-DD day. */
export function dayNumber(day: Day): DayNumber {
  const time = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(time) || dayText(time / MILLISECONDS) !== day) throw new RangeError(`Not a calendar day: ${day}`);
  return time / MILLISECONDS;
}

export function dayText(day: DayNumber): Day {
  let text = texts.get(day);
  if (text === undefined) {
    text = new Date(day * MILLISECONDS).toISOString().slice(0, 10);
    texts.set(day, text);
  }
  return text;
}

/** UTC instant on `day`; `second` counts from midnight, 0 to 86,399. */
export function instant(day: DayNumber, second: number): Instant {
  return `${dayText(day)}T${twoDigits[floor(second / 3600)]}:${twoDigits[floor(second / 60) % 60]}:${twoDigits[second % 60]}.000Z`;
}

/** 0 is Sunday. */
export function weekday(day: DayNumber): number {
  return (((day + 4) % 7) + 7) % 7;
}

export function yearOf(day: DayNumber): number {
  return Number(dayText(day).slice(0, 4));
}

/** 1 to 12. */
export function monthOf(day: DayNumber): number {
  return Number(dayText(day).slice(5, 7));
}

export function dayOf(year: number, month: number, date: number): DayNumber {
  return Date.UTC(year, month - 1, date) / MILLISECONDS;
}

/** The same date `months` later, or the month's last day where that date does not exist (29 February). */
export function addMonths(day: DayNumber, months: number): DayNumber {
  const date = Number(dayText(day).slice(8));
  const first = dayOf(yearOf(day), monthOf(day) + months, 1);
  const next = dayOf(yearOf(day), monthOf(day) + months + 1, 1);
  return Math.min(first + date, next) - 1;
}
