import type { ForecastTier, Money, OverrideReason, Segment } from './account.ts';
import type { AccountId, ConnectionId, RenewalId } from './ids.ts';
import type {
  Evidence,
  GateFacts,
  GateId,
  Group,
  MeasureFacts,
  MeasureId,
  NoDataReason,
  NotApplicableReason,
} from './measures.ts';
import type { Day, Instant } from './time.ts';

export type HealthBand = 'healthy' | 'watch' | 'at_risk' | 'critical' | 'insufficient_data';
export const healthBands = [
  'healthy',
  'watch',
  'at_risk',
  'critical',
  'insufficient_data',
] as const satisfies readonly HealthBand[];
export type Trend = 'rising' | 'steady' | 'falling';

/** What the rules alone say about a renewal. `insufficient_data` carries no tier; `not_in_window` means no date within 365 days ahead or 60 behind. */
export type MachineTier = ForecastTier | 'not_in_window' | 'insufficient_data';

/** One measure of the scorecard, scored or not. Contributions of the scored ones sum to the score, `missing` to 100 minus the score. Full precision. */
export type MeasureResult = { readonly [K in MeasureId]: MeasureResultOf<K> }[MeasureId];
export type MeasureResultOf<K extends MeasureId> = {
  readonly id: K;
  readonly group: Group;
  readonly weight: number;
} & (
  | {
      readonly state: 'scored';
      readonly score: number;
      readonly facts: MeasureFacts[K];
      readonly evidence: Evidence;
      readonly contribution: number;
      readonly missing: number;
    }
  | { readonly state: 'no_data'; readonly reason: NoDataReason }
  | { readonly state: 'not_applicable'; readonly reason: NotApplicableReason }
);

export type Gate = {
  readonly [K in GateId]: {
    readonly id: K;
    readonly facts: GateFacts[K];
    readonly evidence: Evidence;
    /** Tier cap; account_inactive and fast_drop and power_user_silent decide it by their facts, per renewal where the date matters. */
    readonly caps: 'at_risk' | 'best_case';
  };
}[GateId];

/** A measure pulling the level up or down against 75 points: `effect` = weight x (score - 75) / total weight of the scored measures. */
export interface Driver {
  readonly measure: MeasureId;
  readonly effect: number;
}

/** The exact split of a score change. `points` are unrounded and sum to `to - from`; `shown` are integers that sum to the shown change. */
export interface ScoreChange {
  readonly since: Instant;
  readonly until: Instant;
  readonly from: number;
  readonly to: number;
  readonly shownChange: number;
  readonly lines: readonly ChangeLine[];
}
export type ChangeLine = {
  readonly points: number;
  readonly shown: number;
} & (
  | { readonly cause: 'scorecard'; readonly before: string; readonly after: string }
  | { readonly cause: 'ageing' | 'evidence'; readonly detail: MeasureChange }
  /** Measures of one source that appeared or vanished: one outage is one line. `silent`: the source has stopped delivering, for all accounts. */
  | {
      readonly cause: 'data_gained' | 'data_lost';
      readonly source: Evidence['source'];
      readonly measures: readonly MeasureId[];
      readonly silent?: true;
    }
);
export type MeasureChange = {
  readonly [K in MeasureId]: { readonly measure: K; readonly before: MeasureFacts[K]; readonly after: MeasureFacts[K] };
}[MeasureId];

/** Comparison with an earlier day, or why there is none. */
export type ChangeSince = ({ readonly state: 'compared' } & ScoreChange) | { readonly state: 'no_comparable_score' };

export type TierReason =
  | { readonly code: 'gate'; readonly gate: GateId }
  | { readonly code: 'low_score'; readonly shown: number }
  | { readonly code: 'low_probability'; readonly probability: number }
  | { readonly code: 'insufficient_data_near_renewal'; readonly daysToRenewal: number; readonly coverage: number }
  | { readonly code: 'all_commit_rules_hold'; readonly shown: number }
  | { readonly code: 'score_below_commit'; readonly shown: number; readonly needed: number }
  | { readonly code: 'falling'; readonly change: number }
  | { readonly code: 'low_coverage'; readonly coverage: number; readonly needed: number }
  /** Hysteresis: `candidate` has not yet held long enough or passed the line far enough. */
  | { readonly code: 'waiting_to_move'; readonly candidate: ForecastTier }
  | { readonly code: 'no_renewal_date' }
  | { readonly code: 'beyond_window'; readonly daysToRenewal: number }
  | { readonly code: 'long_overdue'; readonly daysOverdue: number }
  | { readonly code: 'insufficient_data'; readonly coverage: number };

export type HumanTier =
  | { readonly state: 'none' }
  | {
      readonly state: 'valid';
      readonly tier: ForecastTier;
      readonly reason: OverrideReason | null;
      readonly until: Day;
    }
  /** Reported, never silently dropped. */
  | {
      readonly state: 'expired';
      readonly tier: ForecastTier;
      readonly reason: OverrideReason | null;
      readonly until: Day;
    };

export type Milestone =
  | 'not_yet'
  | 'health_check'
  | 'stakeholder_map'
  | 'value_review'
  | 'price_talk'
  | 'contract_out'
  | 'close'
  | 'renewal_day'
  | 'after_renewal';

export interface RenewalForecast {
  readonly renewalId: RenewalId;
  readonly name: string;
  readonly ownerId: string | null;
  /** Mapped field, else contract end, else close date; `dateFrom` says which. */
  readonly date: Day | null;
  readonly dateFrom: 'renewal_date' | 'contract_end' | 'close_date' | null;
  readonly daysToRenewal: number | null;
  readonly arr: Money | null;
  readonly machine: MachineTier;
  /** The tier the rules alone gave, before hysteresis. */
  readonly candidate: MachineTier;
  /** Both of them, gates apart: what the next run remembers. */
  readonly ungated: MachineTier;
  readonly ungatedCandidate: MachineTier;
  readonly reason: TierReason;
  readonly gates: readonly GateId[];
  readonly human: HumanTier;
  readonly final: MachineTier;
  /** The day from which the final tier has been what it is. */
  readonly changedOn: Day;
  readonly milestone: Milestone | null;
  /** Still open 14 days before its date or later. */
  readonly lateToClose: boolean;
  readonly leadBy: 'sales' | 'customer_success';
  readonly lift: Lift | null;
  /** Only when a calibration exists. */
  readonly probability: number | null;
}

/** The smallest change that would make the tier commit, in raw units. Blocking gates first. */
export interface Lift {
  readonly gates: readonly GateId[];
  readonly steps: readonly LiftStep[];
  /** What no measure can lift: data that is not there, or a calibrated probability below the commit line. Then `steps` is empty. */
  readonly blockedBy: readonly LiftBlock[];
  /** False when blocked, or when no single measure or pair reaches commit: then `steps` is empty. */
  readonly reachable: boolean;
}
export type LiftBlock = 'low_coverage' | 'low_probability';
export type LiftStep = {
  readonly [K in MeasureId]: { readonly measure: K; readonly from: MeasureFacts[K]; readonly to: MeasureFacts[K] };
}[MeasureId];

export interface PersonHealth {
  readonly contactId: string | null;
  /** The usage key when no contact is known. */
  readonly user: string;
  readonly role: 'champion' | 'sponsor' | 'admin' | 'user' | null;
  readonly powerUser: boolean;
  /** 0-100 against the account's median active user; null without usage. */
  readonly score: number | null;
  readonly lastActive: Day | null;
  readonly daysSinceActive: number | null;
}

export type NextStep =
  | { readonly kind: 'gate'; readonly gate: GateId; readonly within: 'now' | '48_hours' | 'week' }
  | {
      readonly kind: 'milestone';
      readonly milestone: Milestone;
      readonly renewalId: RenewalId;
      readonly due: Day;
      readonly internalOnly: boolean;
    }
  | { readonly kind: 'cadence'; readonly band: Exclude<HealthBand, 'insufficient_data'> }
  | { readonly kind: 'collect_data'; readonly missing: readonly MeasureId[] };

export interface Expansion {
  readonly signal: boolean;
  readonly because: readonly ExpansionReason[];
}
export type ExpansionReason =
  | { readonly code: 'seats_full'; readonly active: number; readonly seats: number }
  | { readonly code: 'locked_features'; readonly clicks: number }
  | { readonly code: 'upgrade_page'; readonly visits: number }
  | { readonly code: 'higher_tier_questions'; readonly questions: number };

export interface GroupScore {
  readonly group: Group;
  readonly weight: number;
  /** Null when nothing in the group is scored. */
  readonly score: number | null;
  readonly coverage: number;
}

/** The whole answer for one account at one instant: what is stored, written back and explained. The same inputs give the same bytes. */
export interface HealthAssessment {
  readonly connectionId: ConnectionId;
  readonly accountId: AccountId;
  readonly accountName: string;
  readonly ownerId: string | null;
  readonly segment: Segment | null;
  readonly assessedAt: Instant;
  readonly today: Day;
  readonly scorecard: { readonly version: string; readonly hash: string };
  readonly engine: string;
  readonly inputsHash: string;
  /** Full precision; null when the band is insufficient_data. */
  readonly score: number | null;
  readonly shown: number | null;
  readonly band: HealthBand;
  readonly coverage: number;
  readonly bounds: { readonly low: number; readonly high: number };
  readonly groups: readonly GroupScore[];
  readonly measures: readonly MeasureResult[];
  readonly gates: readonly Gate[];
  readonly up: readonly Driver[];
  readonly down: readonly Driver[];
  /** Against the score shown 30 days before. */
  readonly change30d: ChangeSince;
  readonly trend: Trend | null;
  readonly renewals: readonly RenewalForecast[];
  /** Worst final tier of the open renewals in the window, nearest date, and the home-currency sums. */
  readonly tier: ForecastTier | null;
  readonly nextDate: Day | null;
  readonly arrInWindow: number;
  readonly arrAtRisk: number;
  readonly people: readonly PersonHealth[];
  readonly nextStep: NextStep;
  readonly expansion: Expansion;
}
