import type { Locale } from '../accounts/connection.ts';
import type { MeasureFacts, MeasureId } from '../accounts/measures.ts';
import { formatOf, type Format } from './format.ts';
import { createSay, type Texts } from './templates.ts';

/** What the sentence about a measure's level is filled with. Numbers are for plurals; shares, means and times come worded. */
export interface LevelParams {
  readonly seat_adoption: { active: number; seats: number; share: string; size: Size };
  readonly power_users: { active: number; total: number; days: number };
  readonly core_usage_trend: { trend: 'more' | 'less' | 'same' | 'times'; amount: string };
  readonly two_way_contact: { days: number; answered: 'yes' | 'no' };
  readonly business_reviews: { attended: number; planned: number; missed: number };
  readonly executive_sponsor: { level: string };
  readonly nps: { mean: string; answers: number };
  readonly outcomes: { reached: number; goals: number };
  readonly login_rhythm: { rhythm: string; days: number };
  readonly feature_breadth: { used: number; available: number };
  readonly feature_depth: { share: string };
  readonly workflow_completion: { completed: number; started: number; share: string };
  readonly integrations: { count: number };
  readonly dau_mau: { share: string };
  readonly time_to_value: { days: number; limit: number; reached: 'yes' | 'no' };
  readonly response_time: { unit: Unit; time: string; earlier: 'yes' | 'no'; earlierUnit: Unit; earlierTime: string };
  readonly csat: { mean: string; answers: number };
  readonly ces: { mean: string; answers: number };
  readonly champion_advocacy: { acts: number };
  readonly contract_term: { term: string };
  readonly roi_multiple: { multiple: string };
  readonly budget_trend: { trend: string };
  readonly expansion_talks: { tone: string };
  readonly csm_sentiment: { sentiment: string };
  readonly stagnation: { quarters: number };
}
/** `one` stands for exactly 1: "1 hour", "1.5 hours". */
export type Unit = 'hour' | 'hours' | 'days';
export type Size = 'small' | 'large';
/** Measures whose sentence is a list of findings: `support-findings.ts` and `payment-findings.ts`. */
export type FindingMeasure = 'support_friction' | 'payment_and_plan';
export type LevelMeasure = Exclude<MeasureId, FindingMeasure>;

export type LevelSay = <K extends LevelMeasure>(id: K, facts: MeasureFacts[K]) => string;

/** "12 of 20 purchased seats were active in the last 30 days (60%)." */
export function createLevels(locale: Locale, texts: Texts<LevelParams>): LevelSay {
  const say = createSay(locale, texts);
  const params = levelParams(formatOf(locale));
  return (id, facts) => say(id, params[id](facts));
}

/** As in the scorecard's smallAccountSeats: a percentage of three people says less than their number. */
const smallAccountSeats = 3;
export const sizeOf = (seats: number): Size => (seats <= smallAccountSeats ? 'small' : 'large');
/** 0 of 0 is 0: a sentence never prints "NaN". */
export const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0);

type Tables<P> = { readonly [K in keyof P & MeasureId]: (facts: MeasureFacts[K]) => P[K] };

function levelParams(format: Format): Tables<LevelParams> {
  const answered = (f: { readonly mean: number; readonly answers: number }) => ({
    mean: format.number(f.mean, 1),
    answers: f.answers,
  });
  return {
    seat_adoption: (f) => ({ ...f, share: format.percent(share(f.active, f.seats)), size: sizeOf(f.seats) }),
    power_users: (f) => f,
    core_usage_trend: (f) => trendParams(f, format),
    two_way_contact: contactParams,
    business_reviews: (f) => ({ attended: f.attended, planned: f.planned, missed: f.missedInARow }),
    executive_sponsor: (f) => f,
    nps: answered,
    outcomes: (f) => f,
    login_rhythm: (f) => ({ rhythm: f.rhythm, days: f.silentDays }),
    feature_breadth: (f) => f,
    feature_depth: (f) => ({ share: format.percent(f.advancedShare) }),
    workflow_completion: (f) => ({ ...f, share: format.percent(share(f.completed, f.started)) }),
    integrations: (f) => f,
    dau_mau: (f) => ({ share: format.percent(f.ratio) }),
    time_to_value: (f) => ({ days: f.days, limit: f.limit, reached: f.reached ? 'yes' : 'no' }),
    response_time: (f) => responseParams(f, format),
    csat: answered,
    ces: answered,
    champion_advocacy: (f) => f,
    contract_term: (f) => f,
    roi_multiple: (f) => ({ multiple: format.number(f.multiple, 1) }),
    budget_trend: (f) => f,
    expansion_talks: (f) => f,
    csm_sentiment: (f) => f,
    stagnation: (f) => f,
  };
}

export const contactParams = ({ days, answered }: MeasureFacts['two_way_contact']): LevelParams['two_way_contact'] => ({
  days,
  answered: answered ? 'yes' : 'no',
});

/** From twice as much on, "2.4 times as much" reads better than "140% more". */
function trendParams(f: MeasureFacts['core_usage_trend'], format: Format): LevelParams['core_usage_trend'] {
  const ratio = share(f.recent, f.earlier);
  if (ratio >= 2) return { trend: 'times', amount: format.number(ratio, 1) };
  const percent = Math.round((ratio - 1) * 100);
  if (percent === 0) return { trend: 'same', amount: '' };
  return { trend: percent > 0 ? 'more' : 'less', amount: format.percent(Math.abs(percent) / 100) };
}

function responseParams(f: MeasureFacts['response_time'], format: Format): LevelParams['response_time'] {
  const now = duration(f.hours, format);
  const before = duration(f.earlierHours ?? 0, format);
  return {
    unit: now.unit,
    time: now.time,
    earlier: f.earlierHours === null ? 'no' : 'yes',
    earlierUnit: before.unit,
    earlierTime: before.time,
  };
}

/** Hours up to two days, then days: "30 hours", "3.5 days". */
export function duration(hours: number, format: Format): { readonly unit: Unit; readonly time: string } {
  if (hours >= 48) return { unit: 'days', time: format.number(hours / 24, 1) };
  const time = format.number(hours, hours < 10 ? 1 : 0);
  return { unit: time === '1' ? 'hour' : 'hours', time };
}
