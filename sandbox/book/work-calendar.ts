import { type Country } from './countries.ts';
import { type DayNumber, dayOf, monthOf, weekday, yearOf } from './days.ts';
import { holidaysOf, seasonShare } from './holidays.ts';

const weekendShare = 0.05;
const holidayShare = 0.07;
const yearEndShare = 0.25;
const weekdayShare = [1, 1, 1.04, 1.03, 1, 0.88, 1] as const;

const years = new Map<string, readonly number[]>();

/** Share of a normal working day's activity in `country` on `day`, 0 to about 1. */
export function workShare(country: Country, day: DayNumber): number {
  const year = yearOf(day);
  const name = `${country.code}${year}`;
  let shares = years.get(name);
  if (shares === undefined) {
    shares = sharesOf(country, year);
    years.set(name, shares);
  }
  return shares[day - dayOf(year, 1, 1)] ?? 1;
}

export function isWorkday(country: Country, day: DayNumber): boolean {
  return workShare(country, day) > 0.2;
}

function sharesOf(country: Country, year: number): number[] {
  const first = dayOf(year, 1, 1);
  const holidays = holidaysOf(country.code, year);
  return Array.from({ length: dayOf(year + 1, 1, 1) - first }, (_, index) => shareOn(country, first + index, holidays));
}

function shareOn(country: Country, day: DayNumber, holidays: ReadonlySet<DayNumber>): number {
  if (country.restDays.includes(weekday(day))) return weekendShare;
  if (holidays.has(day)) return holidayShare;
  const quiet = (country.quietMonths[monthOf(day)] ?? 1) * seasonShare(country.code, day);
  return (weekdayShare[weekday(day)] ?? 1) * quiet * (isYearEnd(country, day) ? yearEndShare : 1);
}

/** 24 December to 2 January, where Christmas is a holiday. */
function isYearEnd(country: Country, day: DayNumber): boolean {
  if (country.language === 'he' || country.language === 'ar') return false;
  const date = monthOf(day) * 100 + (day - dayOf(yearOf(day), monthOf(day), 1) + 1);
  return date >= 1224 || date <= 102;
}
