import type { AccountHealthValues, HealthPresenter, RenewalHealthValues, WrittenValues } from '../ports/crm.ts';
import { canonical } from './parse-value.ts';
import { properties, writtenTypes } from './properties.ts';

/** Longest text HubSpot keeps in one property. */
const textLength = 65_536;
const revision = 'renewal_health_revision';

/** Values in the words of design: scores as whole numbers, shares and amounts to two decimals, so that a difference nobody can see causes no write. */
export function createHubSpotPresenter(): HealthPresenter {
  return {
    account: (health) => present('companies', accountValues(health)),
    renewal: (health) => present('deals', renewalValues(health)),
    followers: ['renewal_health_scored_at', revision],
    revision: { account: revision, renewal: revision },
  };
}

type Value = string | number | boolean | null;

function accountValues(health: AccountHealthValues): Readonly<Record<string, Value>> {
  return {
    renewal_health_score: whole(health.score),
    renewal_health_band: health.band,
    renewal_health_change_30d: whole(health.change30d),
    renewal_health_trend: health.trend,
    renewal_health_coverage: hundredths(health.coverage),
    renewal_health_product: whole(health.product),
    renewal_health_relationship: whole(health.relationship),
    renewal_health_support: whole(health.support),
    renewal_health_business: whole(health.business),
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
    renewal_health_score: whole(health.score),
    renewal_health_band: health.band,
    renewal_probability: hundredths(health.probability),
  };
}

const whole = (value: number | null): number | null => (value === null ? null : Math.round(value));
const hundredths = (value: number | null): number | null => (value === null ? null : Math.round(value * 100) / 100);

function present(object: 'companies' | 'deals', values: Readonly<Record<string, Value>>): WrittenValues {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, toText(object, name, value)]));
}

function toText(object: 'companies' | 'deals', name: string, value: Value): string {
  const type = writtenTypes[object].get(name) ?? 'string';
  const text = canonical(type, value === null ? '' : String(value)).slice(0, textLength);
  // a value outside the options would have the whole record refused
  return type === 'enumeration' && !optionsOf(object, name).has(text) ? '' : text;
}

const options = new Map(
  (['companies', 'deals'] as const).flatMap((object) =>
    properties[object].map(({ name, options: list }) => [
      `${object}.${name}`,
      new Set(list.map((option) => option.value)),
    ]),
  ),
);

const optionsOf = (object: 'companies' | 'deals', name: string): ReadonlySet<string> =>
  options.get(`${object}.${name}`) ?? new Set();
