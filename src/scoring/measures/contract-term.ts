import type { Account } from '../../accounts/account.ts';
import type { MeasureFacts } from '../../accounts/measures.ts';
import type { ScorecardMeasure } from '../../accounts/scorecard.ts';
import { daysBetween } from '../calendar.ts';
import { onLevel } from '../curves.ts';
import { evidence, evidenceOn } from '../evidence.ts';
import { limitOf } from '../limits.ts';
import { levelsOf, type Measure, noData } from '../measure.ts';
import { newestLevel } from '../observed-level.ts';

/** The longer the contract, the fewer the exits. Needs the term as observed, else the contract's start and end in the CRM. */
export const contractTerm: Measure<'contract_term'> = {
  id: 'contract_term',
  measure: ({ snapshot, rules }) => {
    const observed = newestLevel(snapshot, 'contract_term', terms, Infinity);
    const term = observed?.level ?? termOf(snapshot.account, rules);
    if (term === null) return noData('no_observation');
    return {
      state: 'scored',
      score: onLevel(levelsOf(rules), term),
      facts: { term },
      evidence: observed === null ? evidence('crm_fields', 1, null) : evidenceOn('observations', [observed.on]),
    };
  },
};

const terms = ['multi_year', 'annual', 'monthly'] as const satisfies readonly MeasureFacts['contract_term']['term'][];

function termOf(account: Account | null, rules: ScorecardMeasure): (typeof terms)[number] | null {
  const { contractStart = null, contractEnd = null } = account ?? {};
  if (contractStart === null || contractEnd === null) return null;
  const days = daysBetween(contractStart, contractEnd);
  if (days >= limitOf(rules, 'multi_year_days')) return 'multi_year';
  return days >= limitOf(rules, 'annual_days') ? 'annual' : 'monthly';
}
