import pg from 'pg';

type Parse = (text: string) => unknown;

/**
 * How PostgreSQL's types arrive in TypeScript, the same for both kinds of database:
 * date → "YYYY-MM-DD" (a Date would be a local midnight) · timestamptz → Instant "YYYY-MM-DDTHH:MM:SS.mmmZ" · bigint → number, an error beyond 2^53 ·
 * numeric → number where that is exact, else its text · json, jsonb → the value. Everything else is `pg`'s own mapping.
 * The other way round: pass JSON as text with ::jsonb, days and instants as their strings.
 */
const parsers = new Map<number, Parse>([
  [pg.types.builtins.DATE, (text) => text],
  [pg.types.builtins.TIMESTAMPTZ, (text) => instantOf(text)],
  [pg.types.builtins.INT8, (text) => safeInteger(text)],
  [pg.types.builtins.NUMERIC, (text) => exactNumber(text)],
]);

const getTypeParser = (oid: number, format: 'text' | 'binary' = 'text'): Parse =>
  parsers.get(oid) ?? (pg.types.getTypeParser(oid, format) as Parse);

export const typeMapping = { getTypeParser };

/** PostgreSQL writes "2026-11-22 08:00:00.5+00". */
const instantOf = (text: string): string => {
  const iso = text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00');
  return new Date(iso).toISOString();
};

const safeInteger = (text: string): number => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint beyond 2^53: ${text}`);
  return value;
};

const exactNumber = (text: string): number | string => {
  const value = Number(text);
  return String(value) === text.replace(/(?:\.|(?<!0))0+$/, (zeros) => (text.includes('.') ? '' : zeros))
    ? value
    : text;
};
