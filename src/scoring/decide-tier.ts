import type { ForecastTier } from '../accounts/account.ts';
import type { MachineTier, RenewalForecast, TierReason } from '../accounts/health.ts';
import type { Scorecard } from '../accounts/scorecard.ts';
import type { GateCap } from './gate-caps.ts';
import { heldTier, type TierMemory } from './hysteresis.ts';
import { outsideWindow } from './renewal-date.ts';
import { cappedTier } from './tier-order.ts';
import { coversCommit, tierByRules, type TierFacts } from './tier-rules.ts';

export type Decision = Pick<RenewalForecast, 'machine' | 'candidate' | 'ungated' | 'ungatedCandidate' | 'reason'>;
export interface Circumstances {
  readonly caps: readonly GateCap[];
  readonly memory: TierMemory;
  readonly card: Scorecard;
}

/** The machine's tier: rules, then hysteresis, then the lids. A gate's fact stands above missing data, which else gives no tier. */
export function decideTier(facts: TierFacts, daysToRenewal: number | null, given: Circumstances): Decision {
  const outside = outsideWindow(daysToRenewal, given.card.forecast);
  if (outside !== null || daysToRenewal === null)
    return settled('not_in_window', outside ?? { code: 'no_renewal_date' });
  const ruled = tierByRules(facts, daysToRenewal, given.card);
  const worst = given.caps[0];
  if (ruled.tier === 'insufficient_data')
    return worst?.cap === 'at_risk'
      ? { ...settled('at_risk', { code: 'gate', gate: worst.gate }), ungated: ruled.tier, ungatedCandidate: ruled.tier }
      : settled(ruled.tier, ruled.reason);
  return tierOf(ruled.tier, ruled.reason, facts, given);
}

function tierOf(
  ruled: ForecastTier,
  because: TierReason,
  facts: TierFacts,
  { caps, memory, card }: Circumstances,
): Decision {
  const gateCap = caps[0]?.cap ?? 'commit';
  const candidate = cappedTier(ruled, gateCap);
  const reason: TierReason =
    caps[0] !== undefined && candidate === gateCap ? { code: 'gate', gate: caps[0].gate } : because;
  const { shown } = facts;
  // Without a score nothing can pass a line: what is unknown takes effect at once.
  const held =
    shown === null ? ruled : heldTier(ruled, { shown, gated: caps.length > 0, memory, rules: card.forecast });
  // Hysteresis never keeps a commit that lacks the coverage for one.
  const coverageCap = coversCommit(facts.coverage, card) ? 'commit' : 'best_case';
  const ungated = cappedTier(held, coverageCap);
  const machine = cappedTier(ungated, gateCap);
  const why: TierReason = machine === candidate ? reason : { code: 'waiting_to_move', candidate };
  return { machine, candidate, ungated, ungatedCandidate: ruled, reason: why };
}

const settled = (tier: MachineTier, reason: TierReason): Decision => ({
  machine: tier,
  candidate: tier,
  ungated: tier,
  ungatedCandidate: tier,
  reason,
});
