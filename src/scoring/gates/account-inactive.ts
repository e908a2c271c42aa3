import { evidence } from '../evidence.ts';
import type { GateCheck } from '../gate.ts';
import { limitOf } from '../limits.ts';

/** Nobody at the account has used the product for two weeks. Only where its use has been heard of and its source delivers: silence of a source says nothing. */
export const accountInactive: GateCheck<'account_inactive'> = {
  id: 'account_inactive',
  check: ({ snapshot, usage, rules, daysToRenewal }) => {
    if (usage.heard !== 'current' || usage.newest === null) return null;
    const days = snapshot.todayNumber - usage.newest;
    if (days < limitOf(rules, 'days')) return null;
    const near = daysToRenewal !== null && daysToRenewal <= limitOf(rules, 'near_days');
    return {
      id: 'account_inactive',
      caps: near ? 'at_risk' : 'best_case',
      facts: { days, daysToRenewal },
      evidence: evidence('usage', usage.users.length, usage.newest),
    };
  },
};
