import { evidenceOn } from '../evidence.ts';
import type { GateCheck } from '../gate.ts';
import { limitOf } from '../limits.ts';
import { sponsorLevel } from '../sponsor-level.ts';

/** Somebody looked and there is no sponsor, and the renewal is near: nobody will defend the budget. A level nobody has entered is no finding. */
export const noSponsorNearRenewal: GateCheck<'no_sponsor_near_renewal'> = {
  id: 'no_sponsor_near_renewal',
  check: ({ snapshot, rules, card, daysToRenewal }) => {
    if (daysToRenewal === null || daysToRenewal > limitOf(rules, 'days')) return null;
    const sponsor = sponsorLevel(snapshot, card);
    if (sponsor?.level !== 'none') return null;
    return {
      id: 'no_sponsor_near_renewal',
      caps: 'best_case',
      facts: { daysToRenewal },
      evidence: evidenceOn('observations', [sponsor.on]),
    };
  },
};
