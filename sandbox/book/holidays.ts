import { type CountryCode } from './countries.ts';
import { type DayNumber, dayOf, weekday } from './days.ts';

/** Public holidays of a country in a year (national ones; regional days are left out). */
export function holidaysOf(country: CountryCode, year: number): ReadonlySet<DayNumber> {
  return new Set(rules[country](year));
}

/** Share of normal work in a religious season that is not itself a holiday: the half days of Pesach and Sukkot, Ramadan. */
export function seasonShare(country: CountryCode, day: DayNumber): number {
  if (country === 'IL') return pesachOrSukkot(day) ? 0.5 : 1;
  if (country === 'AE' || country === 'SA') return islamic(day).month === '9' ? 0.8 : 1;
  return 1;
}

const rules: Readonly<Record<CountryCode, (year: number) => DayNumber[]>> = {
  DE: (year) => [...fixed(year, '1-1', '5-1', '10-3', '12-25', '12-26'), ...afterEaster(year, -2, 1, 39, 50)],
  AT: (year) => [
    ...fixed(year, '1-1', '1-6', '5-1', '8-15', '10-26', '11-1', '12-8', '12-25', '12-26'),
    ...afterEaster(year, 1, 39, 50, 60),
  ],
  CH: (year) => [...fixed(year, '1-1', '8-1', '12-25', '12-26'), ...afterEaster(year, -2, 1, 39, 50)],
  FR: (year) => [
    ...fixed(year, '1-1', '5-1', '5-8', '7-14', '8-15', '11-1', '11-11', '12-25'),
    ...afterEaster(year, 1, 39, 50),
  ],
  GB: (year) => [
    ...fixed(year, '1-1', '12-25', '12-26'),
    ...afterEaster(year, -2, 1),
    nth(year, 5, 1, 1),
    last(year, 5, 1),
    last(year, 8, 1),
  ],
  US: (year) => [
    ...fixed(year, '1-1', '6-19', '7-4', '11-11', '12-25'),
    nth(year, 1, 1, 3),
    last(year, 5, 1),
    nth(year, 9, 1, 1),
    nth(year, 11, 4, 4),
    nth(year, 11, 4, 4) + 1,
  ],
  IL: (year) => daysOf(year).filter((day) => israeli.has(hebrew(day).date)),
  AE: (year) => [...fixed(year, '1-1', '12-2', '12-3'), ...islamicFeasts(year)],
  SA: (year) => [...fixed(year, '2-22', '9-23'), ...islamicFeasts(year)],
};

function fixed(year: number, ...dates: readonly string[]): DayNumber[] {
  return dates.map((text) => {
    const [month = 1, date = 1] = text.split('-').map(Number);
    return dayOf(year, month, date);
  });
}

function nth(year: number, month: number, onWeekday: number, count: number): DayNumber {
  const first = dayOf(year, month, 1);
  return first + ((onWeekday - weekday(first) + 7) % 7) + (count - 1) * 7;
}

function last(year: number, month: number, onWeekday: number): DayNumber {
  return nth(year, month + 1, onWeekday, 1) - 7;
}

function afterEaster(year: number, ...offsets: readonly number[]): DayNumber[] {
  return offsets.map((offset) => easterSunday(year) + offset);
}

/** Gauss's rule in the Gregorian form for 1900 to 2099. */
export function easterSunday(year: number): DayNumber {
  const moon = (19 * (year % 19) + 24) % 30;
  const sunday = (2 * (year % 4) + 4 * (year % 7) + 6 * moon + 5) % 7;
  const offset = moon + sunday;
  const late = (moon === 29 && sunday === 6) || (moon === 28 && sunday === 6 && year % 19 > 10);
  return dayOf(year, 3, 22) + offset - (late ? 7 : 0);
}

function daysOf(year: number): DayNumber[] {
  const first = dayOf(year, 1, 1);
  return Array.from({ length: dayOf(year + 1, 1, 1) - first }, (_, index) => first + index);
}

// The runtime knows both calendars (ICU), so there is no table of moving dates to outlive.
const hebrewFormat = calendarFormat('hebrew', 'long');
const islamicFormat = calendarFormat('islamic-umalqura', 'numeric');

function calendarFormat(calendar: string, month: 'long' | 'numeric'): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(`en-u-ca-${calendar}`, { month, day: 'numeric', timeZone: 'UTC' });
}

function dateIn(format: Intl.DateTimeFormat, day: DayNumber): { month: string; date: string } {
  const parts = format.formatToParts(day * 86_400_000);
  const part = (type: string): string => parts.find((found) => found.type === type)?.value ?? '';
  return { month: part('month'), date: `${part('month')} ${part('day')}` };
}

const hebrew = (day: DayNumber): { month: string; date: string } => dateIn(hebrewFormat, day);
const islamic = (day: DayNumber): { month: string; date: string } => dateIn(islamicFormat, day);

const israeli: ReadonlySet<string> = new Set(
  'Tishri 1,Tishri 2,Tishri 10,Tishri 15,Tishri 22,Nisan 15,Nisan 21,Iyar 5,Sivan 6'.split(','),
);

function pesachOrSukkot(day: DayNumber): boolean {
  const { month, date } = hebrew(day);
  const inMonth = Number(date.slice(month.length));
  return (
    (month === 'Nisan' && inMonth >= 14 && inMonth <= 21) || (month === 'Tishri' && inMonth >= 14 && inMonth <= 22)
  );
}

/** The end of Ramadan (three days) and the Feast of Sacrifice (four), Umm al-Qura calendar. */
function islamicFeasts(year: number): DayNumber[] {
  const feasts = new Set(['10 1', '10 2', '10 3', '12 9', '12 10', '12 11', '12 12']);
  return daysOf(year).filter((day) => feasts.has(islamic(day).date));
}
