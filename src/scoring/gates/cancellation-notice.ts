import { dayOf } from '../calendar.ts';
import { evidenceOn } from '../evidence.ts';
import type { GateCheck } from '../gate.ts';
import { observed } from '../observations.ts';

/** Notice was given and not withdrawn: the newest word counts. */
export const cancellationNotice: GateCheck<'cancellation_notice'> = {
  id: 'cancellation_notice',
  check: ({ snapshot }) => {
    const newest = observed(snapshot, 'cancellation_notice').at(-1);
    if (newest?.value !== 'given') return null;
    return {
      id: 'cancellation_notice',
      caps: 'at_risk',
      facts: { on: dayOf(newest.on) },
      evidence: evidenceOn('observations', [newest.on]),
    };
  },
};
