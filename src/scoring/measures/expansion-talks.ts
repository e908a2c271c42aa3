import type { MeasureFacts } from '../../accounts/measures.ts';
import { onLevel } from '../curves.ts';
import { evidenceOn } from '../evidence.ts';
import { limitOf } from '../limits.ts';
import { levelsOf, type Measure, noData } from '../measure.ts';
import { observed } from '../observations.ts';
import { newestLevel } from '../observed-level.ts';

/** Who talks about more does not think about less. Needs the tone of the talks of the last 180 days. */
export const expansionTalks: Measure<'expansion_talks'> = {
  id: 'expansion_talks',
  measure: ({ snapshot, rules }) => {
    const newest = newestLevel(snapshot, 'expansion_talk', levels, limitOf(rules, 'days'));
    if (newest === null) return noData(observed(snapshot, 'expansion_talk').length > 0 ? 'expired' : 'no_observation');
    return {
      state: 'scored',
      score: onLevel(levelsOf(rules), newest.level),
      facts: { tone: newest.level },
      evidence: evidenceOn('observations', [newest.on]),
    };
  },
};
const levels = ['positive', 'neutral', 'none'] as const satisfies readonly MeasureFacts['expansion_talks']['tone'][];
