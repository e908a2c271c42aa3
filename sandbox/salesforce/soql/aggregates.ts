import { malformed } from '../http/api-error.ts';
import { type Scalar } from '../org/field.ts';
import { type SalesforceRecord } from '../org/record-table.ts';
import { resolvePath } from './field-path.ts';
import { compare } from './predicate.ts';
import { type QueryContext } from './query-context.ts';

export type Group = readonly SalesforceRecord[];
type Filled = Exclude<Scalar, null>;

/** An aggregate function of SOQL, empty values left out. Dates and instants come as they are stored. */
export function aggregate(name: string, parameter: unknown, context: QueryContext): (group: Group) => Scalar {
  if (parameter === undefined) return (group) => group.length;
  const compute = computations[name.toUpperCase()];
  if (compute === undefined || typeof parameter !== 'string') throw malformed(`unexpected token: '${name}'`);
  const { valueOf } = resolvePath(context.org, context.object, parameter, context.soql);
  return (group) => compute(group.map(valueOf).filter((value): value is Filled => value !== null && value !== ''));
}

export const isAggregateName = (name: string): boolean => name.toUpperCase() in computations;

const sum = (values: readonly Filled[]): number => values.reduce((total: number, value) => total + Number(value), 0);

const extreme =
  (sign: 1 | -1) =>
  (values: readonly Filled[]): Scalar =>
    values.reduce<Scalar>((best, value) => (best === null || sign * compare(value, best) > 0 ? value : best), null);

const computations: Readonly<Record<string, (values: readonly Filled[]) => Scalar>> = {
  COUNT: (values) => values.length,
  COUNT_DISTINCT: (values) => new Set(values).size,
  SUM: (values) => (values.length === 0 ? null : sum(values)),
  AVG: (values) => (values.length === 0 ? null : sum(values) / values.length),
  MIN: extreme(-1),
  MAX: extreme(1),
};
