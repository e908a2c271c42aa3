import type { Locale } from '../accounts/connection.ts';
import type { MeasureFacts } from '../accounts/measures.ts';
import { formatOf, type Format } from './format.ts';
import { contactParams, duration, share, sizeOf, type LevelMeasure, type Size, type Unit } from './measure-levels.ts';
import { createSay, type Texts } from './templates.ts';

/** What a measure's short value is filled with. */
export interface ValueParams {
  readonly seat_adoption: { active: number; seats: number; share: string; size: Size };
  readonly power_users: { active: number; total: number };
  readonly core_usage_trend: { share: string };
  readonly two_way_contact: { days: number; answered: 'yes' | 'no' };
  readonly business_reviews: { attended: number; planned: number };
  readonly executive_sponsor: { level: string };
  readonly nps: { mean: string };
  readonly outcomes: { reached: number; goals: number };
  readonly login_rhythm: { rhythm: string; days: number };
  readonly feature_breadth: { used: number; available: number };
  readonly feature_depth: { share: string };
  readonly workflow_completion: { share: string };
  readonly integrations: { count: number };
  readonly dau_mau: { share: string };
  readonly time_to_value: { days: number; reached: 'yes' | 'no' };
  readonly response_time: { time: string; unit: Unit };
  readonly csat: { mean: string };
  readonly ces: { mean: string };
  readonly champion_advocacy: { acts: number };
  readonly contract_term: { term: string };
  readonly roi_multiple: { multiple: string };
  readonly budget_trend: { trend: string };
  readonly expansion_talks: { tone: string };
  readonly csm_sentiment: { sentiment: string };
  readonly stagnation: { quarters: number };
}
export type ValueSay = <K extends LevelMeasure>(id: K, facts: MeasureFacts[K]) => string;

/** A measure's raw value in a few words, for lists and cells: "12 of 20 active (60%)". */
export function createValues(locale: Locale, texts: Texts<ValueParams>): ValueSay {
  const say = createSay(locale, texts);
  const params = valueParams(formatOf(locale));
  return (id, facts) => say(id, params[id](facts));
}

function valueParams(format: Format): { readonly [K in LevelMeasure]: (facts: MeasureFacts[K]) => ValueParams[K] } {
  const mean = (f: { readonly mean: number }) => ({ mean: format.number(f.mean, 1) });
  return {
    seat_adoption: (f) => ({ ...f, share: format.percent(share(f.active, f.seats)), size: sizeOf(f.seats) }),
    power_users: ({ active, total }) => ({ active, total }),
    core_usage_trend: (f) => ({ share: format.percent(share(f.recent, f.earlier)) }),
    two_way_contact: contactParams,
    business_reviews: (f) => ({ attended: f.attended, planned: f.planned }),
    executive_sponsor: (f) => f,
    nps: mean,
    outcomes: (f) => f,
    login_rhythm: (f) => ({ rhythm: f.rhythm, days: f.silentDays }),
    feature_breadth: (f) => f,
    feature_depth: (f) => ({ share: format.percent(f.advancedShare) }),
    workflow_completion: (f) => ({ share: format.percent(share(f.completed, f.started)) }),
    integrations: (f) => f,
    dau_mau: (f) => ({ share: format.percent(f.ratio) }),
    time_to_value: (f) => ({ days: f.days, reached: f.reached ? 'yes' : 'no' }),
    response_time: (f) => duration(f.hours, format),
    csat: mean,
    ces: mean,
    champion_advocacy: (f) => f,
    contract_term: (f) => f,
    roi_multiple: (f) => ({ multiple: format.number(f.multiple, 1) }),
    budget_trend: (f) => f,
    expansion_talks: (f) => f,
    csm_sentiment: (f) => f,
    stagnation: (f) => f,
  };
}
