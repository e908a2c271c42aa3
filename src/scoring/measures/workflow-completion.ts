import { onCurve } from '../curves.ts';
import { evidence } from '../evidence.ts';
import { curveOf, type Measure, noData } from '../measure.ts';
import { usageGap } from '../usage.ts';

/** Processes begun and given up are value not received. Needs events of 90 days whose names end in "started" and "completed". */
export const workflowCompletion: Measure<'workflow_completion'> = {
  id: 'workflow_completion',
  measure: ({ usage, rules }) => {
    const { started } = usage.workflows;
    const gap = usageGap(usage, 0);
    if (gap !== null || started === 0) return noData(gap ?? 'no_usage');
    const completed = Math.min(usage.workflows.completed, started);
    const score = onCurve(curveOf(rules), completed / started);
    return {
      state: 'scored',
      score,
      facts: { completed, started },
      evidence: evidence('usage', started, usage.newest),
    };
  },
};
