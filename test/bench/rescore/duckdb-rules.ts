import { DuckDBInstance } from '@duckdb/node-api';
import type { MeasureId } from '../../../src/accounts/measures.ts';
import type { Scorecard, ScorecardMeasure } from '../../../src/accounts/scorecard.ts';
import type { Curve } from '../../../src/scoring/curves.ts';
import { limitOf } from '../../../src/scoring/limits.ts';
import { curveOf, levelsOf } from '../../../src/scoring/measure.ts';
import { fieldNames, naFields, type RollUp } from './roll-ups.ts';

/** A number DuckDB reads as DOUBLE; without the exponent it would be a DECIMAL, and every comparison a conversion. */
const n = (value: number): string => `${value}e0`;

const onCurve = (curve: Curve, x: string): string => {
  const pieces = curve.slice(1).map(([x1, y1], at) => {
    const [x0, y0] = curve[at] ?? [0, 0];
    return `when ${x} <= ${n(x1)} then ${n(y0)} + ${n(y1 - y0)} * (${x} - ${n(x0)}) / ${n(x1 - x0)}`;
  });
  const [first, last] = [curve[0]?.[1] ?? 0, curve.at(-1)?.[1] ?? 0];
  return `case when ${x} is null then null when ${x} <= ${n(curve[0]?.[0] ?? 0)} then ${n(first)} ${pieces.join(' ')} else ${n(last)} end`;
};

/** The rules of a scorecard's ten measures as SQL expressions over a roll-up; null = no value. */
function measureSql(card: Scorecard): readonly (readonly [ScorecardMeasure, string])[] {
  const small = n(card.smallAccountSeats);
  const rulesOf = (id: MeasureId): ScorecardMeasure => {
    const rules = card.measures.find((measure) => measure.id === id);
    if (rules === undefined) throw new RangeError(`No measure ${id}`);
    return rules;
  };
  const limit = (id: MeasureId) => (name: string) => n(limitOf(rulesOf(id), name));
  const curve = (id: MeasureId, x: string): string => onCurve(curveOf(rulesOf(id)), x);
  const seats = limit('seat_adoption');
  const reviews = limit('business_reviews');
  const support = limit('support_friction');
  const pay = limit('payment_and_plan');
  const levels = Object.values(levelsOf(rulesOf('executive_sponsor')));
  const sql: readonly (readonly [MeasureId, string])[] = [
    [
      'seat_adoption',
      `case when no_seats_sold = 1 or active is null then null
        when seats <= ${small} and active > 0 and active < seats then case when active = 1 then ${seats('one_active')} else ${seats('two_active')} end
        else ${curve('seat_adoption', '(active / seats)')} end`,
    ],
    [
      'power_users',
      curve(
        'power_users',
        `(power_users + case when power_users > 0 and power_seats < ${small} then ${small} - power_seats else 0e0 end)`,
      ),
    ],
    ['core_usage_trend', curve('core_usage_trend', 'core_trend')],
    ['two_way_contact', curve('two_way_contact', 'contact_days')],
    [
      'business_reviews',
      `case when missed_in_a_row >= ${reviews('missed_in_a_row')} then least(${reviews('missed_cap')}, ${curve('business_reviews', '(attended / planned)')})
        else ${curve('business_reviews', '(attended / planned)')} end`,
    ],
    [
      'executive_sponsor',
      `case sponsor_place ${levels.map((score, at) => `when ${n(at)} then ${n(score)}`).join(' ')} end`,
    ],
    ['nps', curve('nps', 'nps_mean')],
    [
      'support_friction',
      `case when oldest_days is null then null else greatest(0e0, 100e0 - (
        case when oldest_days > ${support('very_old_days')} then ${support('very_old')} when oldest_days > ${support('old_days')} then ${support('old')} else 0e0 end
        + case when top_open > 0 then ${support('top_priority')} else 0e0 end
        + case when recent >= ${support('many_tickets')} then ${support('many')} else 0e0 end
        + coalesce(${curve('support_friction', 'csat_mean')}, 0e0)
        + case when not coalesce(support_seats <= ${small}, false) and per_hundred > ${support('rate_high')}
            then ${support('rate')} * least(1e0, (per_hundred - ${support('rate_high')}) / (${support('rate_highest')} - ${support('rate_high')})) else 0e0 end
        + case when per_hundred < ${support('rate_low')} and support_seats > ${small} and support_seats >= ${support('quiet_seats')} and support_trend < ${support('quiet_trend')}
            then ${support('rate')} * least(1e0, (${support('rate_low')} - per_hundred) / ${support('rate_low')}) else 0e0 end)) end`,
    ],
    [
      'payment_and_plan',
      `greatest(0e0, least(
        case when overdue_days is null then null when overdue_days >= ${pay('long_overdue_days')} then ${pay('long_overdue')}
          when overdue_days >= ${pay('overdue_days')} then ${pay('overdue')} when overdue_days >= ${pay('late_days')} then ${pay('late')} else 100e0 end,
        case when failed_payments > 0 then ${pay('failed_cap')} else 100e0 end)
        - case when seats_before <= seats_now then 0e0 when seats_before <= ${small} then (seats_before - seats_now) * ${pay('small_seat_cut')}
          else (seats_before - seats_now) / seats_before * ${pay('seat_cut')} end
        - downgrades * ${pay('downgrade')})`,
    ],
    ['outcomes', curve('outcomes', 'goals_share')],
  ];
  // least() skips nulls: without invoices there is no value, whatever the rest says.
  return sql.map(([id, text]) => [
    rulesOf(id),
    id === 'payment_and_plan' ? `case when overdue_days is not null then ${text} end` : text,
  ]);
}

function gateSql({ gates }: Scorecard): readonly string[] {
  const limit = (id: keyof typeof gates, name: string): string => n(limitOf({ limits: gates[id]?.limits ?? {} }, name));
  return [
    'notice_given = 1',
    `champion_left_days between ${limit('champion_left', 'grace_days')} and ${limit('champion_left', 'forget_days')}`,
    `gate_overdue_days >= ${limit('overdue_invoice', 'days')}`,
    'power_user_silent = 1',
    `silent_days >= ${limit('account_inactive', 'days')}`,
    `seats_cut_share >= ${limit('seats_reduced', 'share')}`,
    `(storm_tickets >= ${limit('ticket_storm', 'tickets')} or storm_top_days > ${limit('ticket_storm', 'top_priority_days')})`,
    `unsponsored_days_to_renewal <= ${limit('no_sponsor_near_renewal', 'days')}`,
  ];
}

/** The whole scorecard as one statement: a table of score, coverage, band (place, worst last) and gate bits, one row an account. */
export function scorecardSql(card: Scorecard): string {
  const scores = measureSql(card);
  const weight = scores.map(([{ id, weight: w }]) => `case when s_${id} is null then 0e0 else ${n(w)} end`);
  const sum = scores.map(([{ id, weight: w }]) => `coalesce(${n(w)} * s_${id}, 0e0)`);
  const na = Object.entries(naFields).map(([id, field]) => {
    const lost = scores.find(([rules]) => rules.id === id)?.[0].weight ?? 0;
    return `case when ${field} = 1 then ${n(lost)} else 0e0 end`;
  });
  const all = scores.reduce((total, [rules]) => total + rules.weight, 0);
  const gates = gateSql(card).map((fires, bit) => `case when ${fires} then ${1 << bit} else 0 end`);
  const { healthy, watch, atRisk } = card.bands;
  return `create or replace table result as
    with scored as (select *, ${scores.map(([{ id }, text]) => `${text} as s_${id}`).join(',\n')} from roll_ups),
    summed as (select ${sum.join(' + ')} as total, ${weight.join(' + ')} as weight, ${n(all)} - ${na.join(' - ')} as applicable,
      ${gates.join(' + ')} as gates, row from scored),
    weighed as (select row, total / weight as mean, weight / applicable as coverage, gates from summed),
    rated as (select *, case when coverage + 1e-9 >= ${n(card.coverage.minimum)} then mean end as score, floor(mean + 0.5e0 + 1e-9) as shown from weighed)
    select row, score, coverage, case when score is null then 4 when shown >= ${n(healthy)} then 0 when shown >= ${n(watch)} then 1
      when shown >= ${n(atRisk)} then 2 else 3 end::utinyint as band, gates::usmallint as gates from rated`;
}

export interface DuckRow {
  readonly row: number;
  readonly score: number | null;
  readonly coverage: number;
  readonly band: number;
  readonly gates: number;
}
export interface DuckBook {
  readonly rescore: () => Promise<void>;
  /** The first rows of the last result. */
  readonly rows: (count: number) => Promise<readonly DuckRow[]>;
  readonly close: () => void;
}

/** The roll-ups as an in-memory table of one thread: what counts is processor time, and more threads only add to it. */
export async function openDuckBook(rollUps: readonly RollUp[], card: Scorecard): Promise<DuckBook> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const connection = await instance.connect();
  const names = [...fieldNames, ...Object.values(naFields)];
  await connection.run(`create table roll_ups (row integer, ${names.map((name) => `${name} double`).join(', ')})`);
  const appender = await connection.createAppender('roll_ups');
  for (const [row, rollUp] of rollUps.entries()) {
    appender.appendInteger(row);
    for (const name of names) {
      const value = rollUp[name] ?? null;
      if (value === null) appender.appendNull();
      else appender.appendDouble(value);
    }
    appender.endRow();
  }
  appender.closeSync();
  const statement = await connection.prepare(scorecardSql(card));
  return {
    rescore: async () => void (await statement.run()),
    rows: async (count) => {
      const reader = await connection.runAndReadAll(
        `select row, score, coverage, band, gates from result order by row limit ${count}`,
      );
      return reader.getRowsJson().map(([row, score, ...rest]) => {
        const [coverage = NaN, band = NaN, gates = NaN] = rest.map(Number);
        return { row: Number(row), score: score === null ? null : Number(score), coverage, band, gates };
      });
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
