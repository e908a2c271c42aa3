import { Engine } from 'json-rules-engine';
import type { GateId, MeasureId } from '../../../src/accounts/measures.ts';
import type { Scorecard, ScorecardMeasure } from '../../../src/accounts/scorecard.ts';
import type { Curve } from '../../../src/scoring/curves.ts';
import { limitOf } from '../../../src/scoring/limits.ts';
import { curveOf, levelsOf } from '../../../src/scoring/measure.ts';
import type { DuckRow } from './duckdb-rules.ts';
import type { RollUp } from './roll-ups.ts';

/** What a rule says when it fires: a straight piece of a curve on a raw value, fixed points, a cap, points off, a gate, or that a measure does not apply. */
type Said =
  | {
      readonly kind: 'piece';
      readonly of: MeasureId;
      readonly raw: string;
      readonly from: readonly [number, number];
      readonly to: readonly [number, number];
    }
  | { readonly kind: 'points' | 'cap' | 'off'; readonly of: MeasureId; readonly points: number }
  | {
      readonly kind: 'piece_off';
      readonly of: MeasureId;
      readonly raw: string;
      readonly from: readonly [number, number];
      readonly to: readonly [number, number];
    }
  | { readonly kind: 'times_off'; readonly of: MeasureId; readonly raw: string; readonly points: number }
  | { readonly kind: 'gate'; readonly bit: number }
  | { readonly kind: 'not_applicable'; readonly of: MeasureId };

interface Condition {
  readonly fact: string;
  readonly operator: string;
  readonly value: number;
}
const when = (fact: string, operator: string, value: number): Condition => ({ fact, operator, value });
const over = (fact: string, value: number): Condition => when(fact, 'greaterThan', value);
const from = (fact: string, value: number): Condition => when(fact, 'greaterThanInclusive', value);
const under = (fact: string, value: number): Condition => when(fact, 'lessThan', value);
const upTo = (fact: string, value: number): Condition => when(fact, 'lessThanInclusive', value);
const is = (fact: string, value: number): Condition => when(fact, 'equal', value);

interface Rule {
  readonly said: Said;
  readonly all: readonly Condition[];
}
const rule = (said: Said, ...all: readonly Condition[]): Rule => ({ said, all });

const origin: Curve[number] = [0, 0];
/** A rule for each straight piece, the flat ends among them. */
function onCurve(
  of: MeasureId,
  raw: string,
  curve: Curve,
  kind: 'piece' | 'piece_off',
  ...also: readonly Condition[]
): Rule[] {
  const first = curve[0] ?? origin;
  const last = curve.at(-1) ?? origin;
  const pieces = curve.slice(1).map((to, at) => {
    const start = curve[at] ?? first;
    return rule({ kind, of, raw, from: start, to }, over(raw, start[0]), upTo(raw, to[0]), ...also);
  });
  return [
    rule({ kind, of, raw, from: first, to: first }, upTo(raw, first[0]), ...also),
    ...pieces,
    rule({ kind, of, raw, from: last, to: last }, over(raw, last[0]), ...also),
  ];
}

/** The ten measures and the gates of a scorecard as rules. Ratios come as facts: the engine compares, it does not calculate. */
export function rulesOf(card: Scorecard): readonly Rule[] {
  const small = card.smallAccountSeats;
  const of = (id: MeasureId): ScorecardMeasure => {
    const rules = card.measures.find((measure) => measure.id === id);
    if (rules === undefined) throw new RangeError(`No measure ${id}`);
    return rules;
  };
  const limit = (id: MeasureId, name: string): number => limitOf(of(id), name);
  const curve = (id: MeasureId): Curve => curveOf(of(id));
  return [
    rule({ kind: 'not_applicable', of: 'seat_adoption' }, is('no_seats_sold', 1)),
    rule({ kind: 'not_applicable', of: 'business_reviews' }, is('too_new', 1)),
    ...onCurve('seat_adoption', 'seat_share', curve('seat_adoption'), 'piece', is('counted', 0)),
    rule(
      { kind: 'points', of: 'seat_adoption', points: limit('seat_adoption', 'one_active') },
      is('counted', 1),
      is('active', 1),
    ),
    rule(
      { kind: 'points', of: 'seat_adoption', points: limit('seat_adoption', 'two_active') },
      is('counted', 1),
      over('active', 1),
    ),
    ...onCurve('power_users', 'power_users_of_seats', curve('power_users'), 'piece'),
    ...onCurve('core_usage_trend', 'core_trend', curve('core_usage_trend'), 'piece'),
    ...onCurve('two_way_contact', 'contact_days', curve('two_way_contact'), 'piece'),
    ...onCurve('business_reviews', 'review_share', curve('business_reviews'), 'piece'),
    rule(
      { kind: 'cap', of: 'business_reviews', points: limit('business_reviews', 'missed_cap') },
      from('missed_in_a_row', limit('business_reviews', 'missed_in_a_row')),
    ),
    ...Object.values(levelsOf(of('executive_sponsor'))).map((points, place) =>
      rule({ kind: 'points', of: 'executive_sponsor', points }, is('sponsor_place', place)),
    ),
    ...onCurve('nps', 'nps_mean', curve('nps'), 'piece'),
    ...onCurve('outcomes', 'goals_share', curve('outcomes'), 'piece'),
    ...supportRules(limit, curve('support_friction'), small),
    ...paymentRules(limit, small),
    ...gateRules(card),
  ];
}

type LimitOf = (id: MeasureId, name: string) => number;

function supportRules(limit: LimitOf, csat: Curve, small: number): readonly Rule[] {
  const of = 'support_friction';
  const value = (name: string): number => limit(of, name);
  const [low, high, highest, rate] = [value('rate_low'), value('rate_high'), value('rate_highest'), value('rate')];
  const loud: Curve = [
    [high, 0],
    [highest, rate],
  ];
  const quiet: Curve = [
    [0, rate],
    [low, 0],
  ];
  return [
    rule({ kind: 'points', of, points: 100 }, from('oldest_days', 0)),
    rule({ kind: 'off', of, points: value('very_old') }, over('oldest_days', value('very_old_days'))),
    rule(
      { kind: 'off', of, points: value('old') },
      over('oldest_days', value('old_days')),
      upTo('oldest_days', value('very_old_days')),
    ),
    rule({ kind: 'off', of, points: value('top_priority') }, over('top_open', 0)),
    rule({ kind: 'off', of, points: value('many') }, from('recent', value('many_tickets'))),
    ...onCurve(of, 'csat_mean', csat, 'piece_off'),
    ...onCurve(of, 'per_hundred', loud, 'piece_off', is('support_small', 0), over('per_hundred', high)),
    ...onCurve(
      of,
      'per_hundred',
      quiet,
      'piece_off',
      over('support_seats', small),
      under('per_hundred', low),
      from('support_seats', value('quiet_seats')),
      under('support_trend', value('quiet_trend')),
    ),
  ];
}

function paymentRules(limit: LimitOf, small: number): readonly Rule[] {
  const of = 'payment_and_plan';
  const value = (name: string): number => limit(of, name);
  const steps = [
    [-Infinity, 100],
    [value('late_days'), value('late')],
    [value('overdue_days'), value('overdue')],
    [value('long_overdue_days'), value('long_overdue')],
  ] as const;
  return [
    ...steps.map(([days, points], at) =>
      rule(
        { kind: 'points', of, points },
        from('overdue_days', days),
        under('overdue_days', steps[at + 1]?.[0] ?? Infinity),
      ),
    ),
    rule({ kind: 'cap', of, points: value('failed_cap') }, over('failed_payments', 0)),
    rule(
      { kind: 'times_off', of, raw: 'seats_cut', points: value('small_seat_cut') },
      over('seats_cut', 0),
      upTo('seats_before', small),
    ),
    rule(
      { kind: 'times_off', of, raw: 'seats_cut_of_all', points: value('seat_cut') },
      over('seats_cut', 0),
      over('seats_before', small),
    ),
    rule({ kind: 'times_off', of, raw: 'downgrades', points: value('downgrade') }, over('downgrades', 0)),
  ];
}

function gateRules({ gates }: Scorecard): readonly Rule[] {
  const limit = (id: GateId, name: string): number => limitOf({ limits: gates[id]?.limits ?? {} }, name);
  const gate = (bit: number, ...all: readonly Condition[]): Rule => rule({ kind: 'gate', bit }, ...all);
  return [
    gate(0, is('notice_given', 1)),
    gate(
      1,
      from('champion_left_days', limit('champion_left', 'grace_days')),
      upTo('champion_left_days', limit('champion_left', 'forget_days')),
    ),
    gate(2, from('gate_overdue_days', limit('overdue_invoice', 'days'))),
    gate(3, is('power_user_silent', 1)),
    gate(4, from('silent_days', limit('account_inactive', 'days'))),
    gate(5, from('seats_cut_share', limit('seats_reduced', 'share'))),
    gate(6, from('storm_tickets', limit('ticket_storm', 'tickets'))),
    gate(6, over('storm_top_days', limit('ticket_storm', 'top_priority_days'))),
    gate(7, upTo('unsponsored_days_to_renewal', limit('no_sponsor_near_renewal', 'days'))),
  ];
}

/** The facts of an account with the ratios that the rules compare; made before the clock runs. */
export function jsonFacts(rollUp: RollUp, { smallAccountSeats: small }: Scorecard): Record<string, number | null> {
  const value = (name: string): number => rollUp[name] ?? NaN;
  const [active, seats, powerSeats] = [value('active'), value('seats'), value('power_seats')];
  const cut = Math.max(0, value('seats_before') - value('seats_now'));
  const missing = value('power_users') > 0 && powerSeats < small ? small - powerSeats : 0;
  const derived = {
    seat_share: active / seats,
    counted: Number(seats <= small && active > 0 && active < seats),
    power_users_of_seats: value('power_users') + missing,
    review_share: value('attended') / value('planned'),
    seats_cut: cut,
    // Unknown seats are not small.
    support_small: Number((rollUp.support_seats ?? Infinity) <= small),
    seats_cut_of_all: cut / value('seats_before'),
  };
  const known = Object.entries(derived).map(([name, number]) => [name, Number.isFinite(number) ? number : null]);
  return { ...rollUp, ...(Object.fromEntries(known) as Record<string, number | null>) };
}

export function openRulesEngine(
  card: Scorecard,
): (facts: Record<string, number | null>) => Promise<Omit<DuckRow, 'row'>> {
  const rules = rulesOf(card);
  // An event's type is the place of its rule: what the rule says needs no reading back.
  const engine = new Engine(
    rules.map(({ all }, place) => ({ conditions: { all: [...all] }, event: { type: String(place) } })),
  );
  const on = card.measures.filter(({ weight }) => weight > 0);
  return async (facts) => {
    const { events } = await engine.run(facts);
    const said = events.flatMap(({ type }) => rules[Number(type)]?.said ?? []);
    return summedUp(said, facts, card, on);
  };
}

/** What fired, put together to score, coverage, band and gates; the engine itself has no sums. */
function summedUp(
  said: readonly Said[],
  facts: Record<string, number | null>,
  card: Scorecard,
  on: readonly ScorecardMeasure[],
): Omit<DuckRow, 'row'> {
  const start = new Map<MeasureId, number>();
  const caps = new Map<MeasureId, number>();
  const off = new Map<MeasureId, number>();
  const na = new Set<MeasureId>();
  let gates = 0;
  const takeOff = (id: MeasureId, points: number): void => void off.set(id, (off.get(id) ?? 0) + points);
  for (const each of said) {
    if (each.kind === 'gate') gates |= 1 << each.bit;
    else if (each.kind === 'not_applicable') na.add(each.of);
    else if (each.kind === 'piece') start.set(each.of, between(each, facts[each.raw] ?? 0));
    else if (each.kind === 'piece_off') takeOff(each.of, between(each, facts[each.raw] ?? 0));
    else if (each.kind === 'times_off') takeOff(each.of, (facts[each.raw] ?? 0) * each.points);
    else if (each.kind === 'off') takeOff(each.of, each.points);
    else (each.kind === 'cap' ? caps : start).set(each.of, each.points);
  }
  let [sum, total, applicable] = [0, 0, 0];
  for (const { id, weight } of on) {
    if (na.has(id)) continue;
    applicable += weight;
    const score = start.get(id);
    if (score === undefined) continue;
    total += weight;
    sum += weight * Math.max(0, Math.min(score, caps.get(id) ?? 100) - (off.get(id) ?? 0));
  }
  const coverage = applicable > 0 ? total / applicable : 0;
  const score = total > 0 && coverage + 1e-9 >= card.coverage.minimum ? sum / total : null;
  return { score, coverage, band: score === null ? 4 : bandPlace(Math.floor(score + 0.5 + 1e-9), card), gates };
}

const between = (
  { from: [x0, y0], to: [x1, y1] }: Extract<Said, { kind: 'piece' | 'piece_off' }>,
  raw: number,
): number => (x1 === x0 ? y1 : y0 + ((y1 - y0) * (raw - x0)) / (x1 - x0));

const bandPlace = (shown: number, { bands: { healthy, watch, atRisk } }: Scorecard): number =>
  shown >= healthy ? 0 : shown >= watch ? 1 : shown >= atRisk ? 2 : 3;
