import { onCurve } from '../curves.ts';
import { evidenceOn } from '../evidence.ts';
import { limitOf } from '../limits.ts';
import { curveOf, type Measure, noData } from '../measure.ts';

/**
 * A customer who no longer answers has often decided. Needs interactions in the CRM. Where nobody ever answered, the silence is at least as old as the first
 * attempt on record; a young attempt says nothing yet, and would else score as if it had been answered (docs/adr/0004).
 */
export const twoWayContact: Measure<'two_way_contact'> = {
  id: 'two_way_contact',
  measure: ({ snapshot, rules }) => {
    const { interactions, todayNumber } = snapshot;
    const answered = interactions.filter(({ outcome }) => outcome === 'held' || outcome === 'received');
    const last = answered.at(-1) ?? interactions[0];
    if (last === undefined) return noData('no_interactions');
    const days = todayNumber - last.on;
    if (answered.length === 0 && days < limitOf(rules, 'unanswered_days')) return noData('no_answer_yet');
    const counted = (answered.length > 0 ? answered : interactions).map(({ on }) => on);
    return {
      state: 'scored',
      score: onCurve(curveOf(rules), days),
      facts: { days, answered: answered.length > 0 },
      evidence: evidenceOn('crm_interactions', counted),
    };
  },
};
