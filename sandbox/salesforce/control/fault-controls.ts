import { z } from 'zod';
import { faultPlanSchema } from '../faults/fault.ts';
import { type ControlActions, type ControlParts } from './control-parts.ts';

const lockBody = z.strictObject({ ids: z.array(z.string()), times: z.number().int().min(1).default(1) });
const bulkBody = z.strictObject({ polls: z.number().int().min(0).nullable() });
const limitsBody = z.strictObject({ usedToday: z.number().int().min(0).optional(), max: z.number().int().optional() });

/** Making things go wrong: faults, locked rows, quotas. */
export function faultControls({ faults, limits, rules, pace }: ControlParts): ControlActions {
  return {
    'POST faults': ({ body }) => faults.add(faultPlanSchema.parse(body)),
    'DELETE faults': () => faults.clear(),
    'POST locks': ({ body }) => {
      const { ids, times } = lockBody.parse(body);
      for (const id of ids) rules.locks.set(id, times);
    },
    'DELETE locks': () => rules.locks.clear(),
    /** How many polls a bulk job takes; null: it never ends. */
    'POST bulk': ({ body }) => {
      pace.polls = bulkBody.parse(body).polls ?? Infinity;
    },
    'POST limits': ({ body }) => {
      const { usedToday, max } = limitsBody.parse(body);
      if (max !== undefined) limits.setMax(max);
      if (usedToday !== undefined) limits.use(usedToday);
      return { used: limits.used(), max: limits.max };
    },
  };
}
