import { addMonths, dayNumber, dayOf, dayText, monthOf, weekday, yearOf, type DayNumber } from '../../book/days.ts';

/** First day and the day after the last one that a date literal covers, as days since 1970. Null for a literal that the sandbox does not know. */
export function daysOfLiteral(literal: string, n: number, today: DayNumber): readonly [DayNumber, DayNumber] | null {
  const name = literal.replace(/:\d+$/, '').toUpperCase();
  return fixed[name]?.(today) ?? counted(name, n, today);
}

const span = (start: DayNumber, days: number): readonly [DayNumber, DayNumber] => [start, start + days];

const fixed: Readonly<Record<string, (today: DayNumber) => readonly [DayNumber, DayNumber]>> = {
  TODAY: (today) => span(today, 1),
  YESTERDAY: (today) => span(today - 1, 1),
  TOMORROW: (today) => span(today + 1, 1),
  LAST_90_DAYS: (today) => [today - 90, today + 1],
  NEXT_90_DAYS: (today) => span(today + 1, 90),
};

/** LAST_N_DAYS covers today, NEXT_N_DAYS begins tomorrow: Salesforce's own rule. */
function counted(name: string, n: number, today: DayNumber): readonly [DayNumber, DayNumber] | null {
  if (name === 'LAST_N_DAYS') return [today - n, today + 1];
  if (name === 'NEXT_N_DAYS') return span(today + 1, n);
  if (name === 'N_DAYS_AGO') return span(today - n, 1);
  const parts =
    /^(?:(LAST|THIS|NEXT)_(WEEK|MONTH|QUARTER|YEAR)|(LAST|NEXT)_N_(WEEK|MONTH|QUARTER|YEAR)S|N_(WEEK|MONTH|QUARTER|YEAR)S_AGO)$/.exec(
      name,
    );
  if (parts === null) return null;
  const [, one, oneUnit, many, manyUnit, agoUnit] = parts;
  const unit = oneUnit ?? manyUnit ?? agoUnit ?? '';
  const at = (shift: number): DayNumber => periodStart(unit, today, shift);
  if (agoUnit !== undefined) return [at(-n), at(1 - n)];
  if (many !== undefined) return many === 'LAST' ? [at(-n), at(0)] : [at(1), at(1 + n)];
  const shift = one === 'LAST' ? -1 : one === 'NEXT' ? 1 : 0;
  return [at(shift), at(shift + 1)];
}

/** Weeks begin on Sunday, as in US locales; fiscal years are calendar years. */
function periodStart(unit: string, today: DayNumber, shift: number): DayNumber {
  if (unit === 'WEEK') return today - weekday(today) + 7 * shift;
  const months = { MONTH: 1, QUARTER: 3, YEAR: 12 }[unit] ?? 1;
  const month = Math.floor((monthOf(today) - 1) / months) * months + 1;
  return addMonths(dayOf(yearOf(today), month, 1), months * shift);
}

/** The calendar day of an instant in a time zone. */
export function dayIn(timeZone: string, milliseconds: number): DayNumber {
  return dayNumber(formatter(timeZone).format(milliseconds));
}

/** The instant at which a day begins in a time zone, as ISO text. */
export function startOfDay(timeZone: string, day: DayNumber): string {
  const utc = day * 86_400_000;
  // offsets lie within half a day: look from both sides for the hour at which the local day turns
  for (let quarter = -4 * 14; quarter <= 4 * 14; quarter++) {
    const at = utc + quarter * 900_000;
    if (dayIn(timeZone, at) === day && dayIn(timeZone, at - 1) === day - 1) return new Date(at).toISOString();
  }
  return `${dayText(day)}T00:00:00.000Z`;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known !== undefined) return known;
  // Sweden writes dates as YYYY-MM-DD
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  formatters.set(timeZone, made);
  return made;
}
