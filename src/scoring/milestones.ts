import type { Segment } from '../accounts/account.ts';
import type { Milestone } from '../accounts/health.ts';
import type { Day } from '../accounts/time.ts';
import { addDays } from './calendar.ts';

/** The renewal timeline: each step with the day, counted back from the renewal, on which it begins. Docs/scoring.md "Timeline". */
const timeline = [
  ['health_check', 180],
  ['stakeholder_map', 120],
  ['value_review', 90],
  ['price_talk', 60],
  ['contract_out', 30],
  ['close', 14],
  ['renewal_day', 0],
  ['after_renewal', -1],
] as const satisfies readonly (readonly [Milestone, number])[];

/** The bigger the contract, the earlier the work begins. A customer of unknown size is treated as mid-market. */
const startDays: Readonly<Record<Segment, number>> = { smb: 90, mid_market: 120, enterprise: 180 };
const startOf = (segment: Segment | null): number => startDays[segment ?? 'mid_market'];

/** The step a renewal stands at: the latest one that has begun. */
export function milestoneAt(daysToRenewal: number, segment: Segment | null): Milestone {
  if (daysToRenewal > startOf(segment)) return 'not_yet';
  return timeline.findLast(([, from]) => daysToRenewal <= from)?.[0] ?? 'not_yet';
}

/**
 * The day by which a step is to be done: the day on which the next one begins, since nobody tells us when a step is finished. The renewal day and the
 * day after are their own. Null for `not_yet`.
 */
export function milestoneDue(milestone: Milestone, renewalDate: Day): Day | null {
  const at = timeline.findIndex(([step]) => step === milestone);
  if (at < 0) return null;
  const [, from] = timeline[at] ?? [];
  const [, next] = timeline[at + 1] ?? [];
  const due = from !== undefined && from <= 0 ? from : next;
  return due === undefined ? null : addDays(renewalDate, -due);
}

/** An SMB customer hears no price before the contract is out: the price talk is internal preparation only. */
export const isInternalOnly = (milestone: Milestone, segment: Segment | null): boolean =>
  milestone === 'price_talk' && segment === 'smb';

const lateFrom = 14;
/** Two weeks before its date a renewal is still open: an exception to flag. */
export const isLateToClose = (daysToRenewal: number): boolean => daysToRenewal <= lateFrom;
