import type { ObservationName } from '../../accounts/signal.ts';

type ValueRule =
  { readonly options: readonly string[] } | { readonly least: number; readonly most: number; readonly whole: boolean };
const choice = (...options: string[]): ValueRule => ({ options });
const between = (least: number, most: number): ValueRule => ({ least, most, whole: false });
const count: ValueRule = { least: 0, most: 10_000_000, whole: true };

/** What each observation may say: the table of docs/signals.md. */
const rules: Readonly<Record<ObservationName, ValueRule>> = {
  seats: count,
  plan_change: choice('upgrade', 'downgrade'),
  payment_failed: between(0, 1e12),
  nps: between(0, 10),
  csat: between(1, 5),
  ces: between(1, 7),
  sponsor_level: choice('active_quarterly', 'engaged_yearly', 'informed', 'none'),
  goal_status: choice('open', 'on_track', 'reached', 'missed'),
  cancellation_notice: choice('given', 'withdrawn'),
  champion_left: choice('true'),
  champion_successor: choice('true'),
  csm_sentiment: choice('good', 'neutral', 'poor'),
  integrations: count,
  features_available: count,
  first_value: choice('true'),
  contract_term: choice('multi_year', 'annual', 'monthly'),
  roi_multiple: between(0, 1000),
  budget_trend: choice('growing', 'stable', 'shrinking'),
  expansion_talk: choice('positive', 'neutral', 'none'),
  response_hours: between(0, 100_000),
  advocacy: choice('reference', 'case_study', 'talk', 'recommendation'),
  higher_tier_question: choice('true'),
};

/** Null when the value fits its observation. */
export function observationValueProblem(
  name: ObservationName,
  value: string,
): 'unknown_value' | 'not_a_number' | 'out_of_range' | null {
  const rule = rules[name];
  if ('options' in rule) return rule.options.includes(value) ? null : 'unknown_value';
  if (!/^-?\d+(\.\d+)?$/.test(value)) return 'not_a_number';
  const parsed = Number(value);
  if (rule.whole && !Number.isInteger(parsed)) return 'not_a_number';
  return parsed < rule.least || parsed > rule.most ? 'out_of_range' : null;
}
