import type { ForecastTier, OverrideReason, Segment } from '../accounts/account.ts';
import type { Locale } from '../accounts/connection.ts';
import type {
  ExpansionReason,
  HealthBand,
  HumanTier,
  MachineTier,
  RenewalForecast,
  TierReason,
  Trend,
} from '../accounts/health.ts';
import type { GateId } from '../accounts/measures.ts';
import { formatOf, type Format } from './format.ts';
import { createSay, type Labels, type Texts } from './templates.ts';

export interface ReasonParams {
  readonly gate: { gate: string };
  readonly low_score: { shown: number };
  readonly low_probability: { probability: string };
  readonly insufficient_data_near_renewal: { days: number; coverage: string };
  readonly all_commit_rules_hold: { shown: number };
  readonly score_below_commit: { shown: number; needed: number };
  readonly falling: { points: number };
  readonly low_coverage: { coverage: string; needed: string };
  readonly waiting_to_move: { tier: string };
  readonly no_renewal_date: { none: string };
  readonly beyond_window: { days: number };
  readonly long_overdue: { days: number };
  readonly insufficient_data: { coverage: string };
}
export interface ExpansionParams {
  readonly seats_full: { active: number; seats: number; share: string };
  readonly locked_features: { clicks: number };
  readonly upgrade_page: { visits: number };
  readonly higher_tier_questions: { questions: number };
}
interface FrameParams {
  readonly human: { state: HumanTier['state']; tier: string; reason: string; withReason: 'yes' | 'no'; until: string };
  readonly expansion: { reasons: string };
}
export interface ForecastTexts {
  readonly tiers: Labels<MachineTier>;
  readonly bands: Labels<HealthBand>;
  readonly trends: Labels<Trend>;
  readonly segments: Labels<Segment>;
  readonly leads: Labels<RenewalForecast['leadBy']>;
  readonly overrideReasons: Labels<OverrideReason>;
  readonly noExpansion: string;
  readonly reasons: Texts<ReasonParams>;
  readonly expansionReasons: Texts<ExpansionParams>;
  readonly frames: Texts<FrameParams>;
}

/** Bands, tiers and the reasons for them. */
export function createForecastSentences(locale: Locale, texts: ForecastTexts, gateName: (id: GateId) => string) {
  const format = formatOf(locale);
  const reason = createSay(locale, texts.reasons);
  const frame = createSay(locale, texts.frames);
  const expansionReason = createSay(locale, texts.expansionReasons);
  const params = reasonParams(format, gateName, texts.tiers);
  return {
    tier: (tier: MachineTier) => texts.tiers[tier],
    band: (band: HealthBand) => texts.bands[band],
    trend: (trend: Trend) => texts.trends[trend],
    segment: (segment: Segment) => texts.segments[segment],
    leadBy: (lead: RenewalForecast['leadBy']) => texts.leads[lead],
    overrideReason: (code: OverrideReason) => texts.overrideReasons[code],
    /** Why the rules put a renewal where it is: one sentence. */
    tierReason: (why: TierReason) => reason(why.code, params(why)),
    /** The tier set by people, or that there is none, or that it has run out. */
    human(human: HumanTier): string {
      if (human.state === 'none') return frame('human', { ...noHuman });
      return frame('human', {
        state: human.state,
        tier: texts.tiers[human.tier],
        reason: human.reason === null ? '' : texts.overrideReasons[human.reason],
        withReason: human.reason === null ? 'no' : 'yes',
        until: format.day(human.until),
      });
    },
    /** Why the account looks ready to grow, or that it does not. */
    expansion(reasons: readonly ExpansionReason[]): string {
      if (reasons.length === 0) return texts.noExpansion;
      const listed = reasons.map((why) => expansionReason(why.code, expansionParams(why, format)));
      return frame('expansion', { reasons: format.list(listed) });
    },
  };
}

const noHuman = { state: 'none', tier: '', reason: '', withReason: 'no', until: '' } as const;

function reasonParams(format: Format, gateName: (id: GateId) => string, tiers: Labels<ForecastTier>) {
  return (why: TierReason): ReasonParams[TierReason['code']] => {
    switch (why.code) {
      case 'gate':
        return { gate: gateName(why.gate) };
      case 'low_score':
      case 'all_commit_rules_hold':
        return { shown: why.shown };
      case 'low_probability':
        return { probability: format.percent(why.probability) };
      case 'insufficient_data_near_renewal':
        return { days: why.daysToRenewal, coverage: format.percent(why.coverage) };
      case 'score_below_commit':
        return { shown: why.shown, needed: why.needed };
      case 'falling':
        return { points: Math.abs(Math.round(why.change)) };
      case 'low_coverage':
        return { coverage: format.percent(why.coverage), needed: format.percent(why.needed) };
      case 'waiting_to_move':
        return { tier: tiers[why.candidate] };
      case 'no_renewal_date':
        return { none: '' };
      case 'beyond_window':
        return { days: why.daysToRenewal };
      case 'long_overdue':
        return { days: why.daysOverdue };
      case 'insufficient_data':
        return { coverage: format.percent(why.coverage) };
    }
  };
}

function expansionParams(why: ExpansionReason, format: Format): ExpansionParams[ExpansionReason['code']] {
  switch (why.code) {
    case 'seats_full':
      return { ...why, share: format.percent(why.seats > 0 ? why.active / why.seats : 0) };
    case 'locked_features':
      return { clicks: why.clicks };
    case 'upgrade_page':
      return { visits: why.visits };
    case 'higher_tier_questions':
      return { questions: why.questions };
  }
}
