import { z } from 'zod';
import { seededChance } from './seeded-chance.ts';

const matchSchema = z.strictObject({
  method: z.string().optional(),
  /** Part of the route as the call log names it; `*` stands for anything. */
  route: z.string().optional(),
  /** Part of the request body, such as a record id. */
  mentions: z.string().optional(),
  /** Fires on the n-th matching call only, counted from 1. */
  nth: z.number().int().min(1).optional(),
  every: z.number().int().min(1).optional(),
  probability: z.number().min(0).max(1).optional(),
  seed: z.number().int().optional(),
});

export interface PlannedFault<Fault> {
  readonly match: z.infer<typeof matchSchema>;
  readonly fault: Fault;
  /** How often it fires; without it the fault stays until it is removed. */
  readonly times?: number | undefined;
}

/** What the control endpoint takes: a list of faults of one CRM's kinds, each with the calls it is for. */
export const planOf = <Fault>(fault: z.ZodType<Fault>) =>
  z.array(z.strictObject({ match: matchSchema.default({}), fault, times: z.number().int().min(1).optional() }));

/** Decides which call meets which fault. The same plan and the same calls give the same faults. */
export interface Faults<Fault> {
  add(plan: readonly PlannedFault<Fault>[]): void;
  clear(): void;
  /** The first planned fault that this call meets, or null. */
  next(template: string, body: string): Fault | null;
  /** How often faults fired, by kind. */
  fired(): Readonly<Record<string, number>>;
}

export function createFaults<Fault extends { readonly kind: string }>(): Faults<Fault> {
  let armed: ArmedFault<Fault>[] = [];
  const counts = new Map<string, number>();
  return {
    add: (plan) => void armed.push(...plan.map((planned) => arm(planned))),
    clear: () => {
      armed = [];
    },
    next(template, body) {
      let hit: Fault | null = null;
      // every matching fault counts the call, also those behind the one that fires
      for (const candidate of armed) {
        const fires = candidate.meets(template, body, hit !== null);
        if (fires && hit === null) hit = candidate.fault;
      }
      if (hit !== null) counts.set(hit.kind, (counts.get(hit.kind) ?? 0) + 1);
      return hit;
    },
    fired: () => Object.fromEntries(counts),
  };
}

interface ArmedFault<Fault> {
  readonly fault: Fault;
  /** Counts a matching call; true when the fault fires on it. `taken`: another fault fires already. */
  meets(template: string, body: string, taken: boolean): boolean;
}

function arm<Fault>({ match, fault, times = Infinity }: PlannedFault<Fault>): ArmedFault<Fault> {
  const route = match.route === undefined ? null : routePattern(match.route);
  const chance = seededChance(match.seed ?? 1);
  let calls = 0;
  let left = times;
  const matches = (template: string, body: string): boolean =>
    (match.method === undefined || template.startsWith(`${match.method.toUpperCase()} `)) &&
    (route === null || route.test(template)) &&
    (match.mentions === undefined || body.includes(match.mentions));
  const turn = (): boolean =>
    (match.nth === undefined || calls === match.nth) &&
    (match.every === undefined || calls % match.every === 0) &&
    (match.probability === undefined || chance() < match.probability);
  return {
    fault,
    meets(template, body, taken) {
      if (left === 0 || !matches(template, body)) return false;
      calls += 1;
      if (!turn() || taken) return false;
      left -= 1;
      return true;
    },
  };
}

function routePattern(route: string): RegExp {
  return new RegExp(
    route
      .split('*')
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*'),
  );
}
