import { onCurve } from '../curves.ts';
import { evidenceOn } from '../evidence.ts';
import { curveOf, type Measure, noData } from '../measure.ts';

/**
 * A customer who no longer answers has often decided. Needs interactions in the CRM. Where nobody ever answered, the silence is as old as the first attempt
 * on record.
 */
export const twoWayContact: Measure<'two_way_contact'> = {
  id: 'two_way_contact',
  measure: ({ snapshot, rules }) => {
    const { interactions, todayNumber } = snapshot;
    const answered = interactions.filter(({ outcome }) => outcome === 'held' || outcome === 'received');
    const since = (answered.at(-1) ?? interactions[0])?.on;
    if (since === undefined) return noData('no_interactions');
    const days = todayNumber - since;
    const counted = (answered.length > 0 ? answered : interactions).map(({ on }) => on);
    return {
      state: 'scored',
      score: onCurve(curveOf(rules), days),
      facts: { days },
      evidence: evidenceOn('crm_interactions', counted),
    };
  },
};
