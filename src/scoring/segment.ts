import type { Account, Segment } from '../accounts/account.ts';
import type { Scorecard, ScorecardMeasure } from '../accounts/scorecard.ts';

/** Size class by annual contract value. Null without one, or with one in a foreign currency, which is reported: what the CRM converts comes in the home currency. */
export function segmentOf(account: Account | null, homeCurrency: string, card: Scorecard): Segment | null {
  const acv = account?.acv ?? null;
  return segmentByValue(acv?.currency === homeCurrency ? acv.amount : NaN, card);
}

/** `acv` in the home currency; NaN = not known. Both edges belong to the mid-market. */
export function segmentByValue(acv: number, { segments }: Scorecard): Segment | null {
  if (Number.isNaN(acv)) return null;
  if (acv < segments.smbBelow) return 'smb';
  return acv > segments.enterpriseAbove ? 'enterprise' : 'mid_market';
}

/** The measures that are on, with their weights for this segment: a segment's group weights are shared out in the default's proportions inside the group. */
export function measuresFor(card: Scorecard, segment: Segment | null): readonly ScorecardMeasure[] {
  const bySegment = weighted.get(card) ?? new Map<Segment | null, readonly ScorecardMeasure[]>();
  weighted.set(card, bySegment);
  const measures = bySegment.get(segment) ?? weightedFor(card, segment);
  bySegment.set(segment, measures);
  return measures;
}
const weighted = new WeakMap<Scorecard, Map<Segment | null, readonly ScorecardMeasure[]>>();

function weightedFor(card: Scorecard, segment: Segment | null): readonly ScorecardMeasure[] {
  const on = card.measures.filter(({ weight }) => weight > 0);
  const groupWeights = segment === null ? undefined : card.segmentWeights[segment];
  if (groupWeights === undefined) return on;
  const inGroup = (group: ScorecardMeasure['group']): number =>
    on.filter((measure) => measure.group === group).reduce((sum, { weight }) => sum + weight, 0);
  return on
    .map((measure) => ({
      ...measure,
      weight: (measure.weight * groupWeights[measure.group]) / inGroup(measure.group),
    }))
    .filter(({ weight }) => weight > 0);
}
