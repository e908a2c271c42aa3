import type { MeasureFacts } from '../../accounts/measures.ts';
import { onLevel } from '../curves.ts';
import { evidenceOn } from '../evidence.ts';
import { levelsOf, type Measure, noData } from '../measure.ts';
import { observed } from '../observations.ts';
import { newestLevel } from '../observed-level.ts';

/** What the person who knows the customer feels, and no number sees. Needs an entry of the last 90 days. */
export const csmSentiment: Measure<'csm_sentiment'> = {
  id: 'csm_sentiment',
  measure: ({ snapshot, rules, card }) => {
    const newest = newestLevel(snapshot, 'csm_sentiment', levels, card.expiryDays.sentiment);
    if (newest === null) return noData(observed(snapshot, 'csm_sentiment').length > 0 ? 'expired' : 'no_observation');
    return {
      state: 'scored',
      score: onLevel(levelsOf(rules), newest.level),
      facts: { sentiment: newest.level },
      evidence: evidenceOn('observations', [newest.on]),
    };
  },
};
const levels = ['good', 'neutral', 'poor'] as const satisfies readonly MeasureFacts['csm_sentiment']['sentiment'][];
