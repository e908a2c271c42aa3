import type { Day, Instant } from '../accounts/time.ts';
import { dayIn } from './zoned-day.ts';

/** Types of values that are written in one form only; anything else is plain text. */
export type ValueType = 'bool' | 'date' | 'datetime' | 'enumeration' | 'number' | 'string';

const dayMs = 86_400_000;
const isoDay = /^(\d{4})-(\d{2})-(\d{2})$/;
const isoInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;
/** Earliest and latest year that can be a contract's: beyond them it is a typing error (0026, 20226). */
const years = { first: 1900, last: 2999 };

/** Milliseconds of any form in which a CRM writes a date or an instant: YYYY-MM-DD, ISO with a zone, epoch milliseconds. Null for anything else, 30 February included. */
export function parseInstant(text: string): number | null {
  if (/^-?\d{6,15}$/.test(text)) return inYears(Number(text));
  if (isoDay.test(text)) return inYears(parseDay(text));
  return isoInstant.test(text) ? inYears(Date.parse(text)) : null;
}

function parseDay(text: string): number {
  const ms = Date.parse(`${text}T00:00:00.000Z`);
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== text ? NaN : ms;
}

function inYears(ms: number): number | null {
  const year = new Date(ms).getUTCFullYear();
  return year >= years.first && year <= years.last ? ms : null;
}

export const toInstant = (ms: number): Instant => new Date(ms).toISOString();

/**
 * The calendar day that a date property means. Dates are kept at midnight UTC whatever the time zone. An instant exactly there is a date too: integrations and
 * imports write the close date like that, and in New York it would else become the day before.
 */
export function dayOf(ms: number, timeZone: string): Day {
  return ms % dayMs === 0 ? toInstant(ms).slice(0, 10) : dayIn(timeZone, ms);
}

/** A plain decimal as CRMs write numbers; null for anything else. Thousands separators could mean two things and are refused. */
export function parseNumber(text: string): number | null {
  return /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i.test(text) && Number.isFinite(Number(text)) ? Number(text) : null;
}

/** One way to write each value, so that a value that did not change never looks changed: "67" and "67.0", the three forms of an instant, "True" and "true". */
export function canonical(type: ValueType, text: string): string {
  const trimmed = text.replaceAll('\r\n', '\n').trim();
  if (type === 'number') return parseNumber(trimmed)?.toString() ?? trimmed;
  if (type === 'bool') return trimmed.toLowerCase();
  if (type !== 'date' && type !== 'datetime') return trimmed;
  const ms = parseInstant(trimmed);
  if (ms === null) return trimmed;
  return type === 'date' ? toInstant(ms).slice(0, 10) : toInstant(ms);
}
