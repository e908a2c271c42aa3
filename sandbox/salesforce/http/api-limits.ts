import { type VirtualClock } from '../../common/clock.ts';
import { createRollingWindow } from '../../common/rolling-window.ts';

/** The org's request limit over any rolling 24 hours. */
export interface ApiLimits {
  readonly max: number;
  used(): number;
  count(): void;
  /** As if so many calls had been made already: those of the customer's other integrations. */
  use(others: number): void;
  setMax(max: number): void;
  isSpent(): boolean;
  /** Value of the header Sforce-Limit-Info. */
  header(): string;
}

export function createApiLimits(clock: VirtualClock, dailyLimit: number): ApiLimits {
  const calls = createRollingWindow(86_400_000);
  let max = dailyLimit;
  let others = 0;
  const used = (): number => others + calls.count(clock.now());
  return {
    get max() {
      return max;
    },
    used,
    count: () => calls.add(clock.now()),
    use: (count) => {
      others = count;
    },
    setMax: (value) => {
      max = value;
    },
    isSpent: () => used() >= max,
    header: () => `api-usage=${used()}/${max}`,
  };
}
