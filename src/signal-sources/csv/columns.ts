import { observationNames, type ObservationName } from '../../accounts/signal.ts';
import type { RawSignal, RejectedRow } from '../../ports/signal-source.ts';
import { observationValueProblem } from './observation-values.ts';

type Values = Readonly<Record<string, unknown>>;
interface Place {
  readonly file: string;
  readonly line: number;
}
type Read = { readonly signal: RawSignal } | { readonly rejected: RejectedRow };

/** One reader a file name: docs/signals.md is its contract. */
export const signalFiles = { usage: readUsage, invoices: readInvoice, observations: readObservation } as const;
export type SignalFileName = keyof typeof signalFiles;

class Rejection extends Error {
  readonly column: string;
  readonly code: RejectedRow['code'];
  readonly value: string;
  constructor(column: string, code: RejectedRow['code'], value: string) {
    super(code);
    this.column = column;
    this.code = code;
    this.value = value;
  }
}

function reading(place: Place, read: () => RawSignal): Read {
  try {
    return { signal: read() };
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    return { rejected: { ...place, column: error.column, code: error.code, value: error.value.slice(0, 80) } };
  }
}

function readUsage(values: Values, place: Place): Read {
  return reading(place, () => ({
    kind: 'usage',
    account: text(values, 'account'),
    user: text(values, 'user').toLowerCase(),
    day: day(values, 'day'),
    event: text(values, 'event'),
    count: number(values, 'count', { integer: true, least: 1 }),
  }));
}

function readInvoice(values: Values, place: Place): Read {
  return reading(place, () => ({
    kind: 'invoice',
    account: text(values, 'account'),
    id: text(values, 'invoice'),
    issuedOn: day(values, 'issued_on'),
    dueOn: day(values, 'due_on'),
    paidOn: optional(values, 'paid_on') === null ? null : day(values, 'paid_on'),
    amount: number(values, 'amount', { integer: false, least: null }),
    currency: currency(values),
  }));
}

function readObservation(values: Values, place: Place): Read {
  return reading(place, () => {
    const name = observationName(values);
    const value = text(values, 'value');
    const about = optional(values, 'about');
    const problem = observationValueProblem(name, value);
    if (problem !== null) throw new Rejection('value', problem, value);
    if (name === 'goal_status' && about === null) throw new Rejection('about', 'empty', '');
    return { kind: 'observation', account: text(values, 'account'), name, value, on: day(values, 'on'), about };
  });
}

function optional(values: Values, column: string): string | null {
  const value = values[column];
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function text(values: Values, column: string): string {
  if (!(column in values)) throw new Rejection(column, 'missing_column', '');
  const value = optional(values, column);
  if (value === null) throw new Rejection(column, 'empty', '');
  return value;
}

function day(values: Values, column: string): string {
  const value = text(values, column);
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  const real = parts !== null && new Date(`${value}T00:00:00Z`).toJSON()?.slice(0, 10) === value;
  if (!real) throw new Rejection(column, 'not_a_day', value);
  return value;
}

/** A million millions, as for a failed payment: sums of what is larger are no longer exact to the cent. */
const most = 1e12;

function number(
  values: Values,
  column: string,
  rule: { readonly integer: boolean; readonly least: number | null },
): number {
  const value = text(values, column);
  if (!/^-?\d+(\.\d+)?$/.test(value)) throw new Rejection(column, 'not_a_number', value);
  const parsed = Number(value);
  if (rule.integer && !Number.isSafeInteger(parsed)) throw new Rejection(column, 'not_a_number', value);
  if ((rule.least !== null && parsed < rule.least) || Math.abs(parsed) > most)
    throw new Rejection(column, 'out_of_range', value);
  return parsed;
}

function currency(values: Values): string {
  const value = text(values, 'currency').toUpperCase();
  if (!/^[A-Z]{3}$/.test(value)) throw new Rejection('currency', 'unknown_value', value);
  return value;
}

function observationName(values: Values): ObservationName {
  const value = text(values, 'name');
  const name = observationNames.find((known) => known === value);
  if (name === undefined) throw new Rejection('name', 'unknown_name', value);
  return name;
}
