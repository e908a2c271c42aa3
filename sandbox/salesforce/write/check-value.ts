import { type FieldDefinition, type Scalar } from '../org/field.ts';
import { instantOf } from '../org/instant.ts';
import { normalId } from '../org/salesforce-id.ts';
import { RowError } from './row-error.ts';

/** A value as it came in JSON, in the form it is stored; throws RowError in Salesforce's codes. */
export function checkValue(field: FieldDefinition, given: unknown): Scalar {
  if (given === null || given === '') return field.type === 'boolean' && given === null ? wrong(field, given) : null;
  switch (field.type) {
    case 'boolean':
      return boolean(field, given);
    case 'double':
    case 'currency':
    case 'percent':
    case 'int':
      return number(field, given);
    case 'date':
      return day(field, given);
    case 'datetime':
      return instant(field, given);
    case 'reference':
    case 'id':
      return typeof given === 'string' ? (normalId(given) ?? badId(field, given)) : wrong(field, given);
    case 'picklist':
      return option(field, text(field, given));
    default:
      return text(field, given);
  }
}

function text(field: FieldDefinition, given: unknown): string {
  if (typeof given !== 'string' && typeof given !== 'number' && typeof given !== 'boolean') return wrong(field, given);
  // Salesforce trims texts
  const found = String(given).trim();
  if (found.length > field.length)
    throw new RowError(
      'STRING_TOO_LONG',
      `${field.label}: data value too large: ${found.slice(0, 255)} (max length=${field.length})`,
      [field.name],
    );
  return found;
}

function option(field: FieldDefinition, value: string): string {
  if (!field.restricted || field.options.some((known) => known.value === value)) return value;
  throw new RowError(
    'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    `${field.label}: bad value for restricted picklist field: ${value}`,
    [field.name],
  );
}

function boolean(field: FieldDefinition, given: unknown): boolean {
  if (typeof given === 'boolean') return given;
  if (given === 'true' || given === 'false') return given === 'true';
  return wrong(field, given);
}

/** Decimals beyond the scale are rounded; digits before the point beyond the precision are refused. */
function number(field: FieldDefinition, given: unknown): number {
  const found = typeof given === 'string' && /^-?\d+(\.\d+)?$/.test(given) ? Number(given) : given;
  if (typeof found !== 'number' || !Number.isFinite(found)) return wrong(field, given);
  const rounded = Number(found.toFixed(field.scale));
  if (Math.abs(rounded) < 10 ** (field.precision - field.scale)) return rounded;
  throw new RowError(
    'NUMBER_OUTSIDE_VALID_RANGE',
    `${field.label}: value outside of valid range on numeric field: ${found}`,
    [field.name],
  );
}

function day(field: FieldDefinition, given: unknown): string {
  const found = typeof given === 'string' ? given.slice(0, 10) : '';
  const known = /^\d{4}-\d{2}-\d{2}$/.test(found) && !Number.isNaN(Date.parse(found));
  return known && new Date(found).toISOString().slice(0, 10) === found ? found : wrong(field, given);
}

function instant(field: FieldDefinition, given: unknown): string {
  const shape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:?\d{2})$/;
  if (typeof given !== 'string' || !shape.test(given)) return wrong(field, given);
  const at = Date.parse(given.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(at) ? wrong(field, given) : instantOf(at);
}

const xsdTypes: Partial<Readonly<Record<FieldDefinition['type'], string>>> = {
  boolean: 'xsd:boolean',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
  int: 'xsd:int',
};

/** A value that cannot be read at all fails the whole request, not its row: the JSON parser meets it first. */
export class UnreadableValue extends Error {}

function wrong(field: FieldDefinition, given: unknown): never {
  const kind = xsdTypes[field.type] ?? (field.precision > 0 ? 'xsd:double' : 'xsd:string');
  throw new UnreadableValue(
    `Cannot deserialize instance of ${kind.slice(4)} from VALUE_STRING value ${JSON.stringify(given) ?? 'null'} or request may be missing a required field`,
  );
}

function badId(field: FieldDefinition, given: string): never {
  throw new RowError('MALFORMED_ID', `${field.label}: id value of incorrect type: ${given}`, [field.name]);
}
