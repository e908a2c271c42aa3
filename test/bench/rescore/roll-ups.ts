import type { BookSheet } from '../../../src/scoring/book/book-sheet.ts';
import type { FactGate } from '../../../src/scoring/book/gate-columns.ts';
import type { MeasureId } from '../../../src/accounts/measures.ts';

/** The measures of the default scorecard, with names for the columns that a sheet keeps of them, in its order. */
export const measureFields = {
  seat_adoption: ['active', 'seats'],
  power_users: ['power_users', 'power_seats'],
  core_usage_trend: ['core_trend'],
  two_way_contact: ['contact_days'],
  business_reviews: ['attended', 'planned', 'missed_in_a_row'],
  executive_sponsor: ['sponsor_place'],
  nps: ['nps_mean'],
  support_friction: ['oldest_days', 'top_open', 'recent', 'csat_mean', 'per_hundred', 'support_trend', 'support_seats'],
  payment_and_plan: ['overdue_days', 'failed_payments', 'seats_before', 'seats_now', 'downgrades'],
  outcomes: ['goals_share'],
} as const satisfies Partial<Record<MeasureId, readonly string[]>>;
export type BenchMeasure = keyof typeof measureFields;

export const gateFields = {
  cancellation_notice: ['notice_given'],
  champion_left: ['champion_left_days'],
  overdue_invoice: ['gate_overdue_days'],
  power_user_silent: ['power_user_silent'],
  account_inactive: ['silent_days'],
  seats_reduced: ['seats_cut_share'],
  ticket_storm: ['storm_tickets', 'storm_top_days'],
  no_sponsor_near_renewal: ['unsponsored_days_to_renewal'],
} as const satisfies Record<FactGate, readonly string[]>;

const measures = Object.keys(measureFields) as readonly BenchMeasure[];
const gates = Object.keys(gateFields) as readonly FactGate[];

export const fieldNames: readonly string[] = [...Object.values(measureFields), ...Object.values(gateFields)].flat();
export const naFields = { seat_adoption: 'no_seats_sold', business_reviews: 'too_new' } as const;

/** One account as other engines read it: null = not known. Two of the ten measures may not apply; that is a field of its own, 0 or 1. */
export type RollUp = Readonly<Record<string, number | null>>;

export function rollUpAt(sheet: BookSheet, row: number): RollUp {
  const rollUp: Record<string, number | null> = {};
  const pattern = sheet.patterns[sheet.patternOf[row] ?? 0] ?? [];
  const stateOf = (id: MeasureId) => pattern[sheet.card.measures.findIndex((rules) => rules.id === id)];
  for (const id of measures) {
    const columns = sheet.measure(id);
    for (const [index, name] of measureFields[id].entries())
      rollUp[name] = stateOf(id) === 'scored' ? known(columns[index]?.[row]) : null;
  }
  for (const id of gates)
    for (const [index, name] of gateFields[id].entries()) rollUp[name] = known(sheet.gate(id)[index]?.[row]);
  for (const [id, name] of naEntries) rollUp[name] = Number(stateOf(id) === 'not_applicable');
  return rollUp;
}
const known = (value: number | undefined): number | null => (Number.isFinite(value) ? (value ?? null) : null);
const naEntries = Object.entries(naFields) as readonly [BenchMeasure, string][];
