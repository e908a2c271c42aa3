import { type LiteralType } from '@jetstreamapp/soql-parser-js';
import { dayText, type DayNumber } from '../../book/days.ts';
import { ApiError } from '../http/api-error.ts';
import { type FieldDefinition, type Scalar } from '../org/field.ts';
import { normalId } from '../org/salesforce-id.ts';
import { daysOfLiteral, startOfDay } from './date-literals.ts';

/** What a field is compared with: one value, or the range of a date literal (from the first instant to the first one after it). */
export type Operand =
  | { readonly is: 'value'; readonly value: Scalar }
  | { readonly is: 'range'; readonly from: string; readonly to: string };

export interface LiteralContext {
  readonly timeZone: string;
  readonly today: DayNumber;
}

/** Reads a literal for a field; a literal of another type is refused in Salesforce's words. */
export function readLiteral(field: FieldDefinition, text: string, type: LiteralType, context: LiteralContext): Operand {
  if (type === 'NULL') return value(null);
  if (type === 'DATE_LITERAL' || type === 'DATE_N_LITERAL') return rangeOf(field, text, context);
  if (!fits[kindOf(field)].includes(type)) throw wrongType(field, type);
  return value(plainValue(field, text, type));
}

const value = (found: Scalar): Operand => ({ is: 'value', value: found });

type Kind = 'text' | 'id' | 'number' | 'boolean' | 'date' | 'dateTime';

function kindOf({ type }: FieldDefinition): Kind {
  if (type === 'id' || type === 'reference') return 'id';
  if (type === 'double' || type === 'currency' || type === 'percent' || type === 'int') return 'number';
  if (type === 'boolean' || type === 'date') return type;
  return type === 'datetime' ? 'dateTime' : 'text';
}

const fits: Readonly<Record<Kind, readonly LiteralType[]>> = {
  text: ['STRING'],
  id: ['STRING'],
  number: ['INTEGER', 'DECIMAL', 'INTEGER_WITH_CURRENCY_PREFIX', 'DECIMAL_WITH_CURRENCY_PREFIX'],
  boolean: ['BOOLEAN'],
  date: ['DATE'],
  dateTime: ['DATETIME'],
};

function plainValue(field: FieldDefinition, text: string, type: LiteralType): Scalar {
  if (type === 'STRING') return kindOf(field) === 'id' ? idOf(field, unquoted(text)) : unquoted(text);
  if (type === 'BOOLEAN') return text.toUpperCase() === 'TRUE';
  if (type === 'DATE') return text;
  if (type === 'DATETIME') return new Date(text.replace(/ (\d{2}:\d{2})$/, '+$1')).toISOString();
  return Number(text.replace(/^[A-Z]{3}/i, ''));
}

function idOf({ name }: FieldDefinition, text: string): string {
  const id = normalId(text);
  // an empty text is a legal comparison that finds nothing
  if (id === null && text !== '')
    throw new ApiError(400, 'INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${text} (${name})`);
  return id ?? '';
}

function rangeOf(field: FieldDefinition, text: string, { timeZone, today }: LiteralContext): Operand {
  const days = daysOfLiteral(text, Number(/:(\d+)$/.exec(text)?.[1] ?? 0), today);
  const kind = kindOf(field);
  if (days === null || (kind !== 'date' && kind !== 'dateTime')) throw wrongType(field, 'DATE_LITERAL');
  const edge = (day: DayNumber): string => (kind === 'date' ? dayText(day) : startOfDay(timeZone, day));
  return { is: 'range', from: edge(days[0]), to: edge(days[1]) };
}

function wrongType(field: FieldDefinition, type: LiteralType): ApiError {
  const quoted = type === 'STRING' ? ' and should not be enclosed in quotes' : '';
  const kind = { text: 'string', id: 'ID', number: field.type }[kindOf(field) as string] ?? kindOf(field);
  const unquotedText =
    kindOf(field) === 'text' || kindOf(field) === 'id' ? ' and should be enclosed in quotes' : quoted;
  return new ApiError(
    400,
    'INVALID_FIELD',
    `value of filter criterion for field '${field.name}' must be of type ${kind}${unquotedText}`,
  );
}

/** Escapes of SOQL: \\' \\" \\\\ \\n \\r \\t, and \\_ \\% which LIKE reads itself. */
export function unquoted(text: string): string {
  return text
    .replace(/^'|'$/g, '')
    .replace(/\\([^_%])/g, (_, letter: string) => ({ n: '\n', r: '\r', t: '\t' })[letter] ?? letter);
}
