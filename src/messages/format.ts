import type { Money } from '../accounts/account.ts';
import type { Locale } from '../accounts/connection.ts';
import type { Day, Instant } from '../accounts/time.ts';

/** British English: day before month, no comma before "and", €12,500. */
export const languageTags: Readonly<Record<Locale, string>> = { en: 'en-GB', de: 'de-DE' };

export interface Format {
  /** At most `digits` decimals (default 0). */
  number(value: number, digits?: 0 | 1): string;
  /** 0.6 → "60%", "60 %". */
  percent(share: number): string;
  /** Whole units of the currency: "€12,500", "12.500 €". */
  money(money: Money): string;
  /** "22 Nov 2026", "22.11.2026". */
  day(day: Day): string;
  /** "22 Nov 2026, 09:00" in an IANA time zone. */
  moment(instant: Instant, timeZone: string): string;
  /** "November 2026" of "2026-11". */
  month(month: string): string;
  /** Signed whole points with a real minus: "−9", "+6", "±0". */
  points(points: number): string;
  /** "a, b and c". */
  list(items: readonly string[]): string;
  /** Order of names for readers: ä beside a. */
  compare(a: string, b: string): number;
  /** “text”, „text“. */
  quote(text: string): string;
  /** First letter upper-cased, for a clause that begins a sentence. */
  sentenceStart(text: string): string;
}

const made = new Map<Locale, Format>();

/** Making an Intl formatter costs more than using it a thousand times: one set a language. */
export function formatOf(locale: Locale): Format {
  const format = made.get(locale) ?? createFormat(locale);
  made.set(locale, format);
  return format;
}

function createFormat(locale: Locale): Format {
  const tag = languageTags[locale];
  const byDigits = {
    0: new Intl.NumberFormat(tag, { maximumFractionDigits: 0 }),
    1: new Intl.NumberFormat(tag, { maximumFractionDigits: 1 }),
  };
  const percent = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 0 });
  const currencies = new Map<string, Intl.NumberFormat>();
  const currency = (code: string) => {
    const known = currencies.get(code) ?? wholeUnits(tag, code);
    currencies.set(code, known);
    return known;
  };
  const day = new Intl.DateTimeFormat(tag, { ...dayShape[locale], timeZone: 'UTC' });
  const collator = new Intl.Collator(tag, { numeric: true });
  const month = new Intl.DateTimeFormat(tag, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const list = new Intl.ListFormat(tag, { type: 'conjunction' });
  return {
    number: (value, digits = 0) => withMinus(byDigits[digits].format(value)),
    percent: (share) => withMinus(percent.format(share)),
    money: ({ amount, currency: code }) => withMinus(currency(code).format(amount)),
    day: (value) => day.format(Date.parse(value)),
    moment: (instant, timeZone) =>
      new Intl.DateTimeFormat(tag, { ...dayShape[locale], hour: '2-digit', minute: '2-digit', timeZone }).format(
        Date.parse(instant),
      ),
    month: (value) => month.format(Date.parse(`${value}-01`)),
    points: (points) => signed(Math.round(points)),
    list: (items) => list.format(items),
    compare: (a, b) => collator.compare(a, b),
    quote: (text) => (locale === 'de' ? `„${text}“` : `“${text}”`),
    sentenceStart: (text) => text.charAt(0).toLocaleUpperCase(tag) + text.slice(1),
  };

  function signed(points: number): string {
    if (points === 0) return '±0';
    const size = byDigits[0].format(Math.abs(points));
    return points < 0 ? `−${size}` : `+${size}`;
  }
}

const dayShape: Readonly<Record<Locale, Intl.DateTimeFormatOptions>> = {
  en: { day: 'numeric', month: 'short', year: 'numeric' },
  de: { day: '2-digit', month: '2-digit', year: 'numeric' },
};

const wholeUnits = (tag: string, currency: string) =>
  new Intl.NumberFormat(tag, { style: 'currency', currency, maximumFractionDigits: 0 });

/** Intl writes a hyphen; beside "+6" it is too short and breaks a line. */
const withMinus = (text: string) => text.replace('-', '−');

const dayMs = 86_400_000;
/** Whole days from one day or instant to another; negative when `to` is earlier. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / dayMs);
