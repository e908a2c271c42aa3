import type {
  AccountHealthValues,
  HealthPresenter,
  RecordDetail,
  RenewalHealthValues,
  WrittenType,
  WrittenValues,
} from '../ports/crm.ts';
import { cutText } from './clean-text.ts';
import { canonical, type ValueType } from './parse-value.ts';

/** What a CRM's field takes. */
export interface FieldShape {
  readonly type: ValueType;
  /** The only values the field takes; null = any. */
  readonly codes: ReadonlySet<string> | null;
  /** Longest text, in characters. */
  readonly length: number;
}
/** Fields by the product's own names, which are the same in every CRM. */
export type FieldShapes = Readonly<Record<WrittenType, ReadonlyMap<string, FieldShape>>>;

const revision = 'renewal_health_revision';

/**
 * Values in the words of design: scores as whole numbers, shares and amounts to two decimals, so that a difference nobody can see causes no write.
 * `detail` puts the whole explanation on the record; null where the card asks the server.
 */
export function createHealthPresenter(shapes: FieldShapes, detail: RecordDetail | null): HealthPresenter {
  const present = (type: WrittenType, values: Readonly<Record<string, Value>>): WrittenValues =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, toText(shapes[type].get(name), value)]));
  return {
    account: (health) => present('account', accountValues(health)),
    renewal: (health) => present('renewal', renewalValues(health)),
    followers: ['renewal_health_scored_at', revision],
    revision: { account: revision, renewal: revision },
    detail,
  };
}

type Value = string | number | boolean | null;

function toText(shape: FieldShape | undefined, value: Value): string {
  const whole = canonical(shape?.type ?? 'string', value === null ? '' : String(value));
  const text = shape === undefined ? whole : cutText(whole, shape.length);
  // a value outside the options would have the whole record refused
  return shape?.codes?.has(text) === false ? '' : text;
}

function accountValues(health: AccountHealthValues): Readonly<Record<string, Value>> {
  return {
    renewal_health_score: rounded(health.score),
    renewal_health_band: health.band,
    renewal_health_change_30d: rounded(health.change30d),
    renewal_health_trend: health.trend,
    renewal_health_coverage: hundredths(health.coverage),
    renewal_health_product: rounded(health.product),
    renewal_health_relationship: rounded(health.relationship),
    renewal_health_support: rounded(health.support),
    renewal_health_business: rounded(health.business),
    renewal_health_top_risk: health.topRisk,
    renewal_health_drivers: health.drivers,
    renewal_health_change_reason: health.changeReason,
    renewal_health_next_step: health.nextStep,
    renewal_health_expansion: health.expansion,
    renewal_health_scored_at: health.scoredAt,
    renewal_health_scorecard: health.scorecard,
    renewal_next_date: health.nextDate,
    renewal_tier: health.tier,
    renewal_arr_at_risk: hundredths(health.arrAtRisk),
  };
}

function renewalValues(health: RenewalHealthValues): Readonly<Record<string, Value>> {
  return {
    renewal_tier: health.tier,
    renewal_tier_machine: health.tierMachine,
    renewal_tier_reason: health.tierReason,
    renewal_tier_changed_at: health.tierChangedAt,
    renewal_health_score: rounded(health.score),
    renewal_health_band: health.band,
    renewal_probability: hundredths(health.probability),
  };
}

const rounded = (value: number | null): number | null => (value === null ? null : Math.round(value));
const hundredths = (value: number | null): number | null => (value === null ? null : Math.round(value * 100) / 100);
