import { createSlidingWindow } from '../common/sliding-window.ts';
import type { Timers } from '../common/timers.ts';
import type { CrmError } from '../ports/crm.ts';
import type { HubSpotCall } from './send.ts';

/** The two limits of one account: all calls in a rolling ten seconds, searches in a rolling second. */
export interface RateLimits {
  /** Waits for a place; the answer gives it back. */
  enter(kind: HubSpotCall['kind']): Promise<() => void>;
  /** Takes the size from the headers of an answer: 100, 110, 190 or 250 by plan and app, never assumed. Searches carry no such headers. */
  learn(headers: Headers): void;
  /** Nobody starts until HubSpot takes calls again. */
  pauseAfter(kind: HubSpotCall['kind'], error: CrmError): void;
}

/** The smallest plan's size, until the first answer says more. */
const carefulSize = 100;
const carefulIntervalMs = 10_000;
/** All object types together; no plan has more. */
const searchesPerSecond = 5;

export function createRateLimits(timers: Timers): RateLimits {
  const calls = createSlidingWindow({ size: carefulSize, intervalMs: carefulIntervalMs, timers });
  const searches = createSlidingWindow({ size: searchesPerSecond, intervalMs: 1_000, timers });
  return {
    enter: async (kind) => {
      if (kind !== 'search') return calls.acquire();
      const leaveSearches = await searches.acquire();
      // private apps: a search counts twice
      const leaveCalls = await calls.acquire();
      return () => {
        leaveSearches();
        leaveCalls();
      };
    },
    learn: (headers) => {
      const size = wholeNumber(headers.get('x-hubspot-ratelimit-max'));
      const intervalMs = wholeNumber(headers.get('x-hubspot-ratelimit-interval-milliseconds'));
      if (size !== null && intervalMs !== null) calls.resize(size, intervalMs);
    },
    pauseAfter: (kind, error) => {
      const window = kind === 'search' && error.details.policy === 'SECONDLY' ? searches : calls;
      window.pause(error.retryAfterMs ?? 0);
    },
  };
}

function wholeNumber(text: string | null): number | null {
  const value = Number(text ?? NaN);
  return Number.isInteger(value) && value > 0 ? value : null;
}
