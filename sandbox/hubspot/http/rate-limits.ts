import { randomUUID } from 'node:crypto';
import { type VirtualClock } from '../../common/clock.ts';
import { type Reply } from './call.ts';
import { createRollingWindow } from '../../common/rolling-window.ts';

export const plans = ['professional', 'free', 'marketplace', 'unbounded'] as const;
export type Plan = (typeof plans)[number];

interface PlanLimits {
  /** Calls in any rolling ten seconds. */
  readonly burst: number;
  /** Null: OAuth apps of the marketplace have none. */
  readonly daily: number | null;
  /** Marketplace apps: searches do not count against the burst. */
  readonly burstCountsSearch: boolean;
}

/** HubSpot's usage guidelines, as of autumn 2026; `unbounded` is no plan of HubSpot's: with it load measurements measure the client, not the limit. */
export const planLimits: Readonly<Record<Plan, PlanLimits>> = {
  professional: { burst: 190, daily: 625_000, burstCountsSearch: true },
  free: { burst: 100, daily: 250_000, burstCountsSearch: true },
  marketplace: { burst: 110, daily: null, burstCountsSearch: false },
  unbounded: { burst: 100_000, daily: null, burstCountsSearch: false },
};
export const searchesPerSecond = 5;
const burstMs = 10_000;

export type Policy = 'TEN_SECONDLY_ROLLING' | 'SECONDLY' | 'DAILY';

export interface RateLimits {
  /** Null admits and counts the call; else the policy that refuses it. Refused calls do not count. */
  admit(search: boolean): Policy | null;
  headers(): Readonly<Record<string, string>>;
  usedToday(): number;
  /** Pretends that this many calls were made today. */
  useToday(calls: number): void;
  readonly enabled: boolean;
}

export interface RateLimitOptions {
  readonly plan: Plan;
  readonly enabled: boolean;
  readonly clock: VirtualClock;
  /** The day, as the account's time zone counts it. */
  readonly timeZone: string;
}

export function createRateLimits({ plan, enabled, clock, timeZone }: RateLimitOptions): RateLimits {
  const limits = planLimits[plan];
  const burst = createRollingWindow(burstMs);
  const searches = createRollingWindow(1_000);
  const dayOf = new Intl.DateTimeFormat('en-CA', { timeZone });
  let day = dayOf.format(clock.now());
  let today = 0;

  function refusal(search: boolean, now: number): Policy | null {
    if (limits.daily !== null && today >= limits.daily) return 'DAILY';
    if (search && searches.count(now) >= searchesPerSecond) return 'SECONDLY';
    if ((!search || limits.burstCountsSearch) && burst.count(now) >= limits.burst) return 'TEN_SECONDLY_ROLLING';
    return null;
  }

  return {
    enabled,
    admit(search) {
      const now = clock.now();
      const current = dayOf.format(now);
      if (current !== day) [day, today] = [current, 0];
      const refused = enabled ? refusal(search, now) : null;
      if (refused !== null) return refused;
      today += 1;
      if (search) searches.add(now);
      if (!search || limits.burstCountsSearch) burst.add(now);
      return null;
    },
    headers() {
      const remaining = Math.max(0, limits.burst - burst.count(clock.now()));
      return {
        'x-hubspot-ratelimit-max': String(limits.burst),
        'x-hubspot-ratelimit-remaining': String(remaining),
        'x-hubspot-ratelimit-interval-milliseconds': String(burstMs),
        ...(limits.daily === null
          ? {}
          : {
              'x-hubspot-ratelimit-daily': String(limits.daily),
              'x-hubspot-ratelimit-daily-remaining': String(Math.max(0, limits.daily - today)),
            }),
      };
    },
    usedToday: () => today,
    useToday: (calls) => {
      today = calls;
    },
  };
}

const messages: Readonly<Record<Policy, string>> = {
  TEN_SECONDLY_ROLLING: 'You have reached your ten_secondly_rolling limit.',
  SECONDLY: 'You have reached your secondly limit.',
  DAILY: 'You have reached your daily limit.',
};

/** The 429 of a policy. HubSpot often sends no Retry-After. */
export function rateLimitReply(policyName: Policy, retryAfterSeconds: number | null = null): Reply {
  return {
    status: 429,
    body: {
      status: 'error',
      message: messages[policyName],
      errorType: 'RATE_LIMIT',
      correlationId: randomUUID(),
      policyName,
      requestId: randomUUID(),
    },
    ...(retryAfterSeconds === null ? {} : { headers: { 'retry-after': String(retryAfterSeconds) } }),
  };
}
