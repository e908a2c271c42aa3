import type { Money } from '../accounts/account.ts';
import type { DataProblem, DataProblemCode } from '../accounts/data-problem.ts';
import type { Day, Instant } from '../accounts/time.ts';
import { cleanText, cutText } from './clean-text.ts';
import { dayOf, parseInstant, parseNumber, toInstant } from './parse-value.ts';

/** Longest name or title that is kept. */
const nameLength = 255;
/** Length at which a problem's value is cut: it is shown in a table. */
const shownLength = 80;

/** Reads the fields of one record. What cannot be used reads as null and is noted as a problem; nothing throws. A null field name reads as null. */
export interface FieldReader {
  readonly problems: readonly DataProblem[];
  text(field: string | null): string | null;
  /** Cut at 255 characters, with a problem. */
  name(field: string | null): string | null;
  day(field: string | null): Day | null;
  instant(field: string | null): Instant | null;
  /** Not negative. */
  amount(field: string | null, currency: string): Money | null;
  /** A whole number, not negative. */
  count(field: string | null): number | null;
  flag(field: string): boolean;
  /** One of the known values, else null with a problem. */
  option<T extends string>(field: string, known: readonly T[]): T | null;
  note(code: DataProblemCode, field: string, value: string): void;
}

/** Values as a CRM's API gives them, by its own field names: texts, numbers, booleans, null. `timeZone` decides the day of an instant. */
export function createFieldReader(
  { properties }: { readonly properties: Readonly<Record<string, unknown>> },
  timeZone: string,
): FieldReader {
  const problems: DataProblem[] = [];
  const note = (code: DataProblemCode, field: string, value: string): null => {
    problems.push({ code, field, value: cutText(value, shownLength) });
    return null;
  };
  const text = (field: string | null): string | null =>
    field === null ? null : cleanText(rawText(properties[field])) || null;
  /** Parses a filled field; what does not parse is noted under `code`. */
  const parsed = <T>(field: string | null, parse: (found: string) => T | null, code: DataProblemCode): T | null => {
    const found = text(field);
    if (found === null || field === null) return null;
    return parse(found) ?? note(code, field, found);
  };
  const notNegative = (field: string | null, value: number | null): number | null =>
    value !== null && value < 0 && field !== null ? note('negative_amount', field, String(value)) : value;
  const number = (field: string | null) => notNegative(field, parsed(field, parseNumber, 'not_a_number'));
  const milliseconds = (field: string | null) => parsed(field, parseInstant, 'not_a_date');

  return {
    problems,
    text,
    name: (field) => {
      const found = text(field);
      if (found === null || field === null || found.length <= nameLength) return found;
      note('text_too_long', field, found);
      return cutText(found, nameLength);
    },
    day: (field) => mapped(milliseconds(field), (ms) => dayOf(ms, timeZone)),
    instant: (field) => mapped(milliseconds(field), toInstant),
    amount: (field, currency) => mapped(number(field), (amount) => ({ amount, currency })),
    count: (field) => {
      const value = number(field);
      if (value === null || field === null || Number.isInteger(value)) return value;
      return note('not_a_number', field, String(value));
    },
    flag: (field) => text(field)?.toLowerCase() === 'true',
    option: (field, known) =>
      parsed(field, (found) => known.find((value) => value === found) ?? null, 'unknown_option'),
    note,
  };
}

const mapped = <T, R>(value: T | null, map: (value: T) => R): R | null => (value === null ? null : map(value));

/** '' for an empty value; a number or a boolean in its plain form. */
export function rawText(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
