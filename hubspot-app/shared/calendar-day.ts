import type { Locale } from './words.ts';

/** A calendar day as HubSpot's date input has it: months count from 0. */
export interface InputDate {
  readonly year: number;
  readonly month: number;
  readonly date: number;
}

/** The day (YYYY-MM-DD) that it is at `now` in a time zone. */
export function dayIn(timeZone: string, now: Date): string {
  // Canadian English is the locale whose short date is YYYY-MM-DD
  return new Intl.DateTimeFormat('en-CA', { timeZone }).format(now);
}

/** "15 Nov 2026", "15.11.2026": as the backend's sentences write a day. */
export const dayText = (locale: Locale, day: string): string => dayFormats[locale].format(Date.parse(day));

const dayFormats: Readonly<Record<Locale, Intl.DateTimeFormat>> = {
  en: new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }),
  de: new Intl.DateTimeFormat('de-DE', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' }),
};

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

export function toInputDate(day: string): InputDate {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return { year, month: month - 1, date };
}

export const fromInputDate = ({ year, month, date }: InputDate): string =>
  [String(year).padStart(4, '0'), String(month + 1).padStart(2, '0'), String(date).padStart(2, '0')].join('-');
