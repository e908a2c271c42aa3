import { type VirtualClock } from '../../common/clock.ts';

/** Something no correct client and no faithful server does: HubSpot may pass over it, our tests must not. */
export interface Violation {
  readonly at: string;
  readonly route: string;
  readonly side: 'request' | 'response';
  readonly what: string;
}

export interface Violations {
  add(route: string, side: Violation['side'], what: string): void;
  all(): readonly Violation[];
  clear(): void;
}

const mostKept = 1_000;

export function createViolations(clock: VirtualClock): Violations {
  let kept: Violation[] = [];
  return {
    add(route, side, what) {
      if (kept.length < mostKept) kept.push({ at: new Date(clock.now()).toISOString(), route, side, what });
    },
    all: () => kept,
    clear: () => {
      kept = [];
    },
  };
}
