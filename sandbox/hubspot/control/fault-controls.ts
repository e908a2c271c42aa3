import { z } from 'zod';
import { faultPlanSchema } from '../faults/fault.ts';
import { type Requirement } from '../http/call.ts';
import { typeNamed } from '../routes/object-call.ts';
import { type ControlActions, type ControlParts } from './control-parts.ts';

const scopesBody = z.strictObject({ remove: z.array(z.string()).default([]), add: z.array(z.string()).default([]) });
const rotateBody = z.strictObject({ on: z.boolean() });
const limitsBody = z.strictObject({ usedToday: z.number().int().min(0) });
const lagBody = z.strictObject({ ms: z.number().min(0) });
const requirement = z.strictObject({
  objectType: z.string(),
  id: z.string(),
  property: z.string(),
  fails: z.enum(['batch', 'record']).default('batch'),
});

/** Making things go wrong: faults, scopes, tokens, quotas, index lag, admin rules. */
export function faultControls({ faults, tokens, limits, portal, requirements }: ControlParts): ControlActions {
  return {
    'POST faults': ({ body }) => faults.add(faultPlanSchema.parse(body)),
    'DELETE faults': () => faults.clear(),
    'POST scopes': ({ body }) => {
      const { remove, add } = scopesBody.parse(body);
      for (const scope of remove) tokens.scopes.delete(scope);
      for (const scope of add) tokens.scopes.add(scope);
      return { scopes: [...tokens.scopes] };
    },
    'POST token/revoke': () => tokens.revoke(),
    'POST token/issue': () => ({ accessToken: tokens.issue().token }),
    'POST token/rotate': ({ body }) => tokens.rotate(rotateBody.parse(body).on),
    'POST limits': ({ body }) => limits.useToday(limitsBody.parse(body).usedToday),
    'POST search-lag': ({ body }) => {
      portal.index.lagMs = lagBody.parse(body).ms;
    },
    'POST required': ({ body }) => {
      const rule = requirement.parse(body);
      const made: Requirement = { ...rule, objectType: typeNamed(rule.objectType) };
      requirements.push(made);
    },
    'DELETE required': () => void requirements.splice(0),
  };
}
