import { type PropertyDefinition } from './property-definition.ts';

/** A refused value: HubSpot's error code and a sentence. */
export interface ValueRefusal {
  readonly code: string;
  readonly message: string;
}
export type ValueCheck = { readonly value: string } | ValueRefusal;

const dayMs = 86_400_000;
/** Longest text HubSpot keeps in one property. */
const longestText = 65_536;

/** The value as HubSpot would keep it ('' clears), or why it refuses it. */
export function checkValue(property: PropertyDefinition, value: string): ValueCheck {
  if (property.readOnly)
    return refuse('READ_ONLY_VALUE', `"${property.name}" is a read only property; its value cannot be set`);
  if (value === '') return { value };
  switch (property.type) {
    case 'number':
      return number(property, value);
    case 'date':
      return date(property, value);
    case 'datetime':
      return datetime(property, value);
    case 'enumeration':
    case 'bool':
      return option(property, value);
    default:
      return value.length > longestText
        ? refuse('PROPERTY_VALUE_TOO_LONG', `"${property.name}" is longer than ${longestText} characters`)
        : { value };
  }
}

const refuse = (code: string, message: string): ValueRefusal => ({ code, message });

/** Plain decimals only: neither thousands separators nor a decimal comma. */
function number(property: PropertyDefinition, value: string): ValueCheck {
  return /^-?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/.test(value)
    ? { value }
    : refuse('INVALID_NUMBER', `${value} was not a valid number for "${property.name}"`);
}

/** Midnight UTC as milliseconds, or YYYY-MM-DD; kept as YYYY-MM-DD. */
function date(property: PropertyDefinition, value: string): ValueCheck {
  const instant = instantOf(value);
  if (instant === null) return refuse('INVALID_DATE', `${value} was not a valid date for "${property.name}"`);
  if (instant % dayMs !== 0)
    return refuse('INVALID_DATE', `${value} is at ${new Date(instant).toISOString()}, not at midnight UTC`);
  return { value: new Date(instant).toISOString().slice(0, 10) };
}

function datetime(property: PropertyDefinition, value: string): ValueCheck {
  const instant = instantOf(value);
  return instant === null
    ? refuse('INVALID_DATE', `${value} was not a valid instant for "${property.name}"`)
    : { value: new Date(instant).toISOString() };
}

/** Milliseconds of an ISO date, an ISO instant with a zone, or a number of milliseconds; null for anything else. */
export function instantOf(value: string): number | null {
  if (/^-?\d{1,15}$/.test(value)) return Number(value);
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d))?$/.test(value)) return null;
  const instant = Date.parse(value);
  // Date.parse turns the 31st of February into March
  return Number.isNaN(instant) || (value.length === 10 && new Date(instant).toISOString().slice(0, 10) !== value)
    ? null
    : instant;
}

/** Exact option values; several for a checkbox, parted by `;`. */
function option(property: PropertyDefinition, value: string): ValueCheck {
  if (property.externalOptions) return { value };
  const allowed = property.options.map((candidate) => candidate.value);
  const given = property.fieldType === 'checkbox' ? value.split(';').filter((part) => part !== '') : [value];
  if (given.every((part) => allowed.includes(part))) return { value };
  return refuse('INVALID_OPTION', `${value} was not one of the allowed options: [${allowed.join(', ')}]`);
}
