import { type LiteralType, type Operator } from '@jetstreamapp/soql-parser-js';
import { ApiError, malformed } from '../http/api-error.ts';
import { isLongText, type FieldDefinition, type Scalar } from '../org/field.ts';
import { readLiteral, type LiteralContext, type Operand } from './literal.ts';

/** Tests one value of a field; null stands for an empty field. */
export type ValueTest = (value: Scalar) => boolean;

export interface Filter {
  readonly field: FieldDefinition;
  readonly operator: Operator;
  readonly value: string | readonly string[];
  readonly literalType: LiteralType | readonly LiteralType[];
}

/** Texts compare without case, empty ones count as null, nothing but != finds null. */
export function valueTest({ field, operator, value, literalType }: Filter, context: LiteralContext): ValueTest {
  if (isLongText(field))
    throw new ApiError(400, 'INVALID_FIELD', `field '${field.name}' can not be filtered in a query call`);
  const types = Array.isArray(literalType) ? (literalType as readonly LiteralType[]) : [literalType as LiteralType];
  const typeAt = (at: number): LiteralType => types[at] ?? types[0] ?? 'STRING';
  const operands = [value].flat().map((text, at) => readLiteral(field, text, typeAt(at), context));
  const isList = Array.isArray(value);
  switch (operator) {
    case 'IN':
    case 'NOT IN':
    case 'INCLUDES':
    case 'EXCLUDES':
      return listTest(field, operator, operands);
    case 'LIKE':
      return likeTest(field, operands[0]);
    default:
      if (isList) throw malformed(`unexpected token: '('`);
      return comparisonTest(field, operator, operands[0] ?? { is: 'value', value: null });
  }
}

/** The form in which two values of a field are equal. */
export function comparable(field: FieldDefinition, value: Scalar): Scalar {
  if (value === null || value === '') return null;
  return typeof value === 'string' && !isExact(field) ? value.toLowerCase() : value;
}

const isExact = ({ type }: FieldDefinition): boolean =>
  type === 'id' || type === 'reference' || type === 'date' || type === 'datetime';

/** -1, 0 or 1 for two values that are not null. */
export function compare(a: Filled, b: Filled): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Membership by value; a set, because the app asks for up to a thousand ids at a time. */
export function memberTest(field: FieldDefinition, members: Iterable<Scalar>, negated: boolean): ValueTest {
  const set = new Set([...members].map((member) => comparable(field, member)));
  // NOT IN never finds an empty field
  return (value) => {
    const found = comparable(field, value);
    return negated ? found !== null && !set.has(found) : set.has(found);
  };
}

function listTest(field: FieldDefinition, operator: Operator, operands: readonly Operand[]): ValueTest {
  const members = operands.map((operand) => (operand.is === 'value' ? operand.value : null));
  if (operator === 'IN' || operator === 'NOT IN') return memberTest(field, members, operator === 'NOT IN');
  const wanted = members.map((member) => String(member).split(';'));
  const holds = (value: Scalar): boolean => {
    const chosen = String(value ?? '').split(';');
    return wanted.some((all) => all.every((one) => chosen.includes(one)));
  };
  return operator === 'INCLUDES' ? holds : (value) => !holds(value);
}

function likeTest(field: FieldDefinition, operand: Operand | undefined): ValueTest {
  if (operand?.is !== 'value' || typeof operand.value !== 'string')
    throw malformed(`LIKE wants a text for ${field.name}`);
  const source = operand.value.replace(/\\[_%]|[%_]|[.*+?^${}()|[\]\\]/g, (found) =>
    found === '%'
      ? '[^]*'
      : found === '_'
        ? '[^]'
        : found.startsWith('\\') && found.length > 1
          ? found.slice(1)
          : `\\${found}`,
  );
  const pattern = new RegExp(`^${source}$`, 'i');
  return (value) => typeof value === 'string' && pattern.test(value);
}

function comparisonTest(field: FieldDefinition, operator: Operator, operand: Operand): ValueTest {
  const low = operand.is === 'range' ? operand.from : comparable(field, operand.value);
  if (low === null) return nullTest(field, operator);
  const below = (value: Filled): boolean => compare(value, low) < 0;
  const above = (value: Filled): boolean =>
    operand.is === 'range' ? compare(value, operand.to) >= 0 : compare(value, low) > 0;
  const test = orderTests(below, above)[operator];
  if (test === undefined) throw malformed(`unexpected token: '${operator}'`);
  return (value) => {
    const found = filled(field, value);
    // != finds empty fields, nothing else does
    return found === null ? operator === '!=' : test(found);
  };
}

type Filled = Exclude<Scalar, null>;
type FilledTest = (value: Filled) => boolean;

const orderTests = (below: FilledTest, above: FilledTest): Partial<Readonly<Record<Operator, FilledTest>>> => ({
  '=': (value) => !below(value) && !above(value),
  '!=': (value) => below(value) || above(value),
  '<': below,
  '<=': (value) => !above(value),
  '>': above,
  '>=': (value) => !below(value),
});

/** A checkbox is never empty. */
function filled(field: FieldDefinition, value: Scalar): Scalar {
  return comparable(field, value) ?? (field.type === 'boolean' ? false : null);
}

function nullTest(field: FieldDefinition, operator: Operator): ValueTest {
  if (operator === '=') return (value) => filled(field, value) === null;
  if (operator === '!=') return (value) => filled(field, value) !== null;
  return () => false;
}
