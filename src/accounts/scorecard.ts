import type { Segment } from './account.ts';
import type { GateId, Group, MeasureId } from './measures.ts';

/** The versioned declaration of how facts become a score: the only home of weights, curves, limits and event classes. YAML at the edge, this type inside. */
export interface Scorecard {
  /** The version's name, such as "default-1". */
  readonly version: string;
  readonly measures: readonly ScorecardMeasure[];
  readonly bands: { readonly healthy: number; readonly watch: number; readonly atRisk: number };
  readonly coverage: { readonly minimum: number; readonly commit: number };
  readonly forecast: ForecastRules;
  readonly gates: Readonly<Partial<Record<GateId, GateRules>>>;
  readonly events: readonly EventClassRule[];
  readonly powerUser: {
    readonly windowDays: number;
    readonly activeDays: number;
    readonly coreDays: number;
    readonly silentDays: number;
  };
  readonly expiryDays: {
    readonly nps: number;
    readonly sponsor: number;
    readonly outcome: number;
    readonly sentiment: number;
  };
  readonly halfLifeDays: number;
  /** When the newest usage of any account is older than so many days, the source is silent: use is unknown then, not zero. */
  readonly usageSilentDays: number;
  readonly segments: { readonly smbBelow: number; readonly enterpriseAbove: number };
  /** Group weights that replace the default by segment; measure weights keep their proportions inside the group. */
  readonly segmentWeights: Readonly<Partial<Record<Segment, Readonly<Record<Group, number>>>>>;
  readonly smallAccountSeats: number;
  readonly salesLeadsAbove: number;
}

export interface ScorecardMeasure {
  readonly id: MeasureId;
  readonly group: Group;
  /** Points of 100; 0 = in the catalogue, off. */
  readonly weight: number;
  /** [raw, score] points, ascending in raw; piecewise linear, clamped. Null for measures that score by a table or by deductions. */
  readonly curve: readonly (readonly [number, number])[] | null;
  /** level → score, for ordered levels; null where a curve applies. */
  readonly levels: Readonly<Record<string, number>> | null;
  /** Named numbers of this measure (limits, deductions), each with its default in the shipped file. */
  readonly limits: Readonly<Record<string, number>>;
}

export type EventClass = 'login' | 'view' | 'standard' | 'core' | 'advanced' | 'locked_feature' | 'upgrade_page';
/** First match wins; `*` stands for any run of characters. */
export interface EventClassRule {
  readonly pattern: string;
  readonly class: EventClass;
  readonly points: number;
}

export interface GateRules {
  readonly on: boolean;
  readonly limits: Readonly<Record<string, number>>;
}

export interface ForecastRules {
  readonly atRiskBelow: number;
  readonly commitFrom: number;
  readonly fallingBelow: number;
  readonly windowDays: number;
  readonly overdueDays: number;
  readonly nearDays: number;
  readonly holdRuns: number;
  readonly passBy: number;
  readonly commitProbability: number;
  readonly riskProbability: number;
  readonly overrideDays: number;
}

/** Scorecards by the instant from which each was in force, oldest first. */
export interface ScorecardInForce {
  readonly since: string;
  readonly hash: string;
  readonly card: Scorecard;
}
