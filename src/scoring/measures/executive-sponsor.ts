import { onLevel } from '../curves.ts';
import { evidenceOn } from '../evidence.ts';
import { levelsOf, type Measure, noData } from '../measure.ts';
import { observed } from '../observations.ts';
import { sponsorLevel } from '../sponsor-level.ts';

/** A sponsor at the table defends the budget when it is cut. Needs the level as somebody entered it in the last 180 days. */
export const executiveSponsor: Measure<'executive_sponsor'> = {
  id: 'executive_sponsor',
  measure: ({ snapshot, rules, card }) => {
    const sponsor = sponsorLevel(snapshot, card);
    if (sponsor === null)
      return noData(observed(snapshot, 'sponsor_level').length > 0 ? 'expired' : 'no_sponsor_level');
    return {
      state: 'scored',
      score: onLevel(levelsOf(rules), sponsor.level),
      facts: { level: sponsor.level },
      evidence: evidenceOn('observations', [sponsor.on]),
    };
  },
};
