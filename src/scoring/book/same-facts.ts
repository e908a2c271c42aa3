import type { GateId, MeasureId } from '../../accounts/measures.ts';
import type { Scorecard } from '../../accounts/scorecard.ts';
import { contentHash } from '../content-hash.ts';

/** Limits that say which facts are looked at; all others say what the facts are worth. */
const windowLimits: Readonly<Partial<Record<MeasureId | GateId, readonly string[]>>> = {
  two_way_contact: ['unanswered_days'],
  business_reviews: ['reviews', 'days', 'first_review_days'],
  support_friction: ['many_days', 'csat_days'],
  payment_and_plan: ['days'],
  time_to_value: ['product_led', 'smb', 'mid_market', 'enterprise'],
  response_time: ['days'],
  csat: ['days'],
  ces: ['days'],
  champion_advocacy: ['days'],
  contract_term: ['multi_year_days', 'annual_days'],
  expansion_talks: ['days'],
  stagnation: ['quarter_days'],
  champion_left: ['grace_days'],
  seats_reduced: ['days'],
  ticket_storm: ['days'],
};

/** Whether two scorecards read the same facts of an account, so that numbers gathered for one can be scored by the other. */
export const readsTheSameFacts = (a: Scorecard, b: Scorecard): boolean =>
  a === b || contentHash(windowsOf(a)) === contentHash(windowsOf(b));

function windowsOf({
  events,
  powerUser,
  expiryDays,
  usageSilentDays,
  forecast,
  measures,
  gates,
  segments,
  smallAccountSeats,
}: Scorecard) {
  const limits = [
    ...measures.map(({ id, limits: all }) => [id, picked(id, all)]),
    ...(Object.keys(gates) as GateId[]).sort().map((id) => [id, picked(id, gates[id]?.limits ?? {})]),
  ];
  // The nearest renewal is one inside the window; the limit of time_to_value goes by segment and size.
  const { windowDays, overdueDays } = forecast;
  return {
    events,
    powerUser,
    expiryDays,
    usageSilentDays,
    windowDays,
    overdueDays,
    segments,
    smallAccountSeats,
    limits,
  };
}

const picked = (id: MeasureId | GateId, limits: Readonly<Record<string, number>>): readonly (number | undefined)[] =>
  (windowLimits[id] ?? []).map((name) => limits[name]);
