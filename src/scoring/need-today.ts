import type { ForecastTier } from '../accounts/account.ts';
import type { Gate, HealthAssessment, HealthBand, NextStep } from '../accounts/health.ts';
import type { AccountId } from '../accounts/ids.ts';
import type { GateId } from '../accounts/measures.ts';
import type { Day } from '../accounts/time.ts';

export interface NeedsSomeone {
  readonly accountId: AccountId;
  readonly name: string;
  readonly ownerId: string | null;
  readonly shown: number | null;
  readonly band: HealthBand;
  readonly tier: ForecastTier | null;
  readonly arrAtRisk: number;
  readonly arrInWindow: number;
  readonly nextDate: Day | null;
  readonly daysToRenewal: number | null;
  readonly gates: readonly GateId[];
  readonly nextStep: NextStep;
}

const listed = 5;

/**
 * The accounts that need someone today, most urgent first. Candidates have a gate that fires, a renewal at risk, or one that is still open shortly before
 * its date. They are ordered by the ARR in the window times how bad it is times how near it is:
 *   bad: a gate that caps at at_risk 3, final tier at_risk 2, another gate or a late close 1;
 *   near: 30 days or less (or overdue) 3, up to 90 days 2, later 1.
 * Equal products (above all: no ARR known) go by badness times nearness, then by the earlier date, then by id.
 */
export function createNeedToday(): { add(assessment: HealthAssessment): void; result(): readonly NeedsSomeone[] } {
  let top: readonly Ranked[] = [];
  return {
    add: (assessment) => {
      const ranked = rank(assessment);
      if (ranked === null) return;
      top = [...top, ranked].sort(compare).slice(0, listed);
    },
    result: () => top.map(({ item }) => item),
  };
}

interface Ranked {
  readonly item: NeedsSomeone;
  readonly pressure: number;
  readonly stake: number;
}

function rank(assessment: HealthAssessment): Ranked | null {
  const bad = badness(assessment);
  if (bad === 0) return null;
  const daysToRenewal = soonest(assessment);
  const pressure = bad * nearness(daysToRenewal);
  return { item: itemOf(assessment, daysToRenewal), pressure, stake: pressure * assessment.arrInWindow };
}

function badness({ gates, tier, renewals }: HealthAssessment): number {
  if (gates.some(({ caps }: Gate) => caps === 'at_risk')) return 3;
  if (tier === 'at_risk') return 2;
  return gates.length > 0 || renewals.some(({ lateToClose }) => lateToClose) ? 1 : 0;
}

function nearness(days: number | null): number {
  if (days === null || days > 90) return 1;
  return days <= 30 ? 3 : 2;
}

function soonest({ renewals }: HealthAssessment): number | null {
  const days = renewals.flatMap(({ final, daysToRenewal }) =>
    final === 'not_in_window' || daysToRenewal === null ? [] : [daysToRenewal],
  );
  return days.length === 0 ? null : Math.min(...days);
}

const itemOf = (assessment: HealthAssessment, daysToRenewal: number | null): NeedsSomeone => ({
  accountId: assessment.accountId,
  name: assessment.accountName,
  ownerId: assessment.ownerId,
  shown: assessment.shown,
  band: assessment.band,
  tier: assessment.tier,
  arrAtRisk: assessment.arrAtRisk,
  arrInWindow: assessment.arrInWindow,
  nextDate: assessment.nextDate,
  daysToRenewal,
  gates: assessment.gates.map(({ id }) => id),
  nextStep: assessment.nextStep,
});

function compare(a: Ranked, b: Ranked): number {
  return (
    b.stake - a.stake ||
    b.pressure - a.pressure ||
    byText(a.item.nextDate ?? '~', b.item.nextDate ?? '~') ||
    byText(a.item.accountId, b.item.accountId)
  );
}

/** By code units: the same order in every locale. `~` sorts after every date. */
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
