import type { Expansion, ExpansionReason, Gate, HealthBand } from '../accounts/health.ts';
import type { AccountSnapshot } from './account-snapshot.ts';
import { observedWithin } from './observations.ts';
import { seatsNow } from './seats.ts';
import { type UsageRollUp, usageWindow } from './usage.ts';

/** Seats count as full from this share on, when advanced features are used too (docs/scoring.md, "Expansion"). */
const fullFrom = 0.8;

/** Whether the customer shows that it wants more: only for a healthy account without any gate, since an offer to an unhappy customer does harm. */
export function expansionOf(
  snapshot: AccountSnapshot,
  usage: UsageRollUp,
  health: { readonly band: HealthBand; readonly gates: readonly Gate[] },
): Expansion {
  const because = health.band === 'healthy' && health.gates.length === 0 ? reasons(snapshot, usage) : [];
  return { signal: because.length > 0, because };
}

function reasons(snapshot: AccountSnapshot, usage: UsageRollUp): readonly ExpansionReason[] {
  const seats = seatsNow(snapshot) ?? 0;
  const { active, lockedClicks: clicks, upgradeVisits: visits } = usage;
  const questions = observedWithin(snapshot, 'higher_tier_question', usageWindow).length;
  const full = seats > 0 && active >= seats * fullFrom && usage.advancedRecent > 0;
  return [
    ...(full ? [{ code: 'seats_full', active, seats } as const] : []),
    ...(clicks > 0 ? [{ code: 'locked_features', clicks } as const] : []),
    ...(visits > 0 ? [{ code: 'upgrade_page', visits } as const] : []),
    ...(questions > 0 ? [{ code: 'higher_tier_questions', questions } as const] : []),
  ];
}
