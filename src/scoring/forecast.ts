import type { TierState } from '../accounts/account-inputs.ts';
import type { Account, ForecastTier, Renewal, Segment } from '../accounts/account.ts';
import type { Gate, HealthBand, MachineTier, Milestone, MeasureResult, RenewalForecast } from '../accounts/health.ts';
import type { Scorecard } from '../accounts/scorecard.ts';
import type { Day, Instant } from '../accounts/time.ts';
import { decideTier } from './decide-tier.ts';
import { gateCapsOf } from './gate-caps.ts';
import { tierMemoryOf } from './hysteresis.ts';
import { humanTierOf } from './human-tier.ts';
import { type Lifting, liftingOf } from './lift.ts';
import { isLateToClose, milestoneAt } from './milestones.ts';
import { renewalDateOf } from './renewal-date.ts';
import type { TierFacts } from './tier-rules.ts';
import { compareTiers, isForecastTier } from './tier-order.ts';
import { finalTierOf, finalTierSince } from './tier-since.ts';

/** All that the forecast of one account's renewals depends on. */
export interface ForecastInput {
  readonly today: Day;
  readonly asOf: Instant;
  /** Live at `asOf`, open and closed: closed ones are not forecast. */
  readonly renewals: readonly Renewal[];
  readonly account: Account;
  readonly segment: Segment | null;
  readonly shown: number | null;
  readonly score: number | null;
  readonly coverage: number;
  readonly band: HealthBand;
  /** In shown points; null when there is nothing to compare with. */
  readonly change30d: number | null;
  readonly gates: readonly Gate[];
  readonly card: Scorecard;
  readonly tierStates: readonly TierState[];
  readonly homeCurrency: string;
  readonly measures: readonly MeasureResult[];
  /** The day from which each renewal's override has been known (`overridesSince`); without it an override that names no end starts today. */
  readonly overrideSince?: ReadonlyMap<string, Day>;
  /** Calibrated chance of renewal, 0 to 1; absent where no calibration exists. */
  readonly probability?: number;
}

/** The forecast of every open renewal, nearest date first, those without a date last. Docs/scoring.md "Renewal forecast tier". */
export function forecastRenewals(input: ForecastInput): readonly RenewalForecast[] {
  const { shown, coverage, change30d, probability = null, card, measures } = input;
  const facts: TierFacts = { shown, coverage, change30d, probability };
  // One account, one way up: several renewals share it, and most accounts need none.
  let lifting: Lifting | null = null;
  const lift = (): Lifting => (lifting ??= liftingOf({ ...facts, card, measures }));
  return input.renewals
    .filter(({ status }) => status === 'open')
    .map((renewal) => forecastRenewal(renewal, { ...input, facts, lift }))
    .sort(byDate);
}

interface Shared extends ForecastInput {
  readonly facts: TierFacts;
  readonly lift: () => Lifting;
}

/** Machine, human and final tier of one renewal, with what follows from them. */
function forecastRenewal(renewal: Renewal, shared: Shared): RenewalForecast {
  const { today, asOf, card, facts } = shared;
  const when = renewalDateOf(renewal, shared.account, today);
  const caps = gateCapsOf(shared.gates, when.daysToRenewal, card);
  const gates = caps.map(({ gate }) => gate);
  const memory = tierMemoryOf(shared.tierStates, { renewalId: renewal.id, asOf, today });
  const decision = decideTier(facts, when.daysToRenewal, { caps, memory, card });
  const since = shared.overrideSince?.get(renewal.id) ?? null;
  const human = humanTierOf(renewal.override, { today, since, overrideDays: card.forecast.overrideDays });
  const final = finalTierOf(decision.machine, human);
  return {
    renewalId: renewal.id,
    name: renewal.name,
    ownerId: renewal.ownerId,
    ...when,
    arr: renewal.arr,
    ...decision,
    gates,
    human,
    final,
    changedOn: finalTierSince(decision.machine, human, memory, since),
    milestone: milestoneOf(when.daysToRenewal, shared),
    lateToClose: when.daysToRenewal !== null && isLateToClose(when.daysToRenewal),
    leadBy: leadBy(final, shared),
    lift: canBeLifted(decision.candidate) ? { gates, ...shared.lift() } : null,
    probability: facts.probability,
  };
}

const canBeLifted = (candidate: MachineTier): boolean => candidate !== 'commit' && candidate !== 'not_in_window';

/** None without a date, and none for a renewal so long overdue that it has left the forecast. */
function milestoneOf(daysToRenewal: number | null, { segment, card }: Shared): Milestone | null {
  if (daysToRenewal === null || -daysToRenewal > card.forecast.overdueDays) return null;
  return milestoneAt(daysToRenewal, segment);
}

/** Big contracts and endangered ones are sales' to renew. A value in a foreign currency is not compared. */
function leadBy(final: MachineTier, { account, card, homeCurrency }: Shared): RenewalForecast['leadBy'] {
  const acv = account.acv?.currency === homeCurrency ? account.acv.amount : 0;
  return acv > card.salesLeadsAbove || final === 'at_risk' ? 'sales' : 'customer_success';
}

/** Dates of the form YYYY-MM-DD sort as text. Renewals of one day stand by id, so that the order never depends on what changed last. */
const byDate = (a: RenewalForecast, b: RenewalForecast): number =>
  compareText(a.date ?? '9999-99-99', b.date ?? '9999-99-99') || compareText(a.renewalId, b.renewalId);
const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What the account record says of all its open renewals. */
export interface RenewalSummary {
  /** Worst final tier inside the window; null when none has a tier. */
  readonly tier: ForecastTier | null;
  /** Nearest date, those long overdue left out. */
  readonly nextDate: Day | null;
  /** Sums inside the window, in the home currency only. */
  readonly arrInWindow: number;
  readonly arrAtRisk: number;
}

export function summariseRenewals(forecasts: readonly RenewalForecast[], homeCurrency: string): RenewalSummary {
  const inWindow = forecasts.filter(({ machine }) => machine !== 'not_in_window');
  const tiers = inWindow.map(({ final }) => final).filter(isForecastTier);
  const dates = forecasts.filter(({ reason }) => reason.code !== 'long_overdue').flatMap(({ date }) => date ?? []);
  const sum = (some: readonly RenewalForecast[]): number =>
    some.reduce((total, { arr }) => total + (arr?.currency === homeCurrency ? arr.amount : 0), 0);
  return {
    tier: tiers.sort(compareTiers)[0] ?? null,
    nextDate: dates.sort()[0] ?? null,
    arrInWindow: sum(inWindow),
    arrAtRisk: sum(inWindow.filter(({ final }) => final === 'at_risk')),
  };
}
