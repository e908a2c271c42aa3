import { onCurve } from '../curves.ts';
import { evidenceOn } from '../evidence.ts';
import { curveOf, type Measure, noData } from '../measure.ts';
import { observed, observedWithin } from '../observations.ts';

/** A threefold return is hardly ever questioned. Needs the multiple as somebody entered it; it expires as outcomes do. */
export const roiMultiple: Measure<'roi_multiple'> = {
  id: 'roi_multiple',
  measure: ({ snapshot, rules, card }) => {
    const newest = observedWithin(snapshot, 'roi_multiple', card.expiryDays.outcome).at(-1);
    if (newest === undefined)
      return noData(observed(snapshot, 'roi_multiple').length > 0 ? 'expired' : 'no_observation');
    const multiple = Number(newest.value);
    const score = onCurve(curveOf(rules), multiple);
    return { state: 'scored', score, facts: { multiple }, evidence: evidenceOn('observations', [newest.on]) };
  },
};
