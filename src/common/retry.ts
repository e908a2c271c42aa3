import type { Timers } from './timers.ts';

export interface RetryPolicy {
  /** All attempts, the first included. */
  readonly attempts: number;
  readonly baseMs: number;
  readonly capMs: number;
}

/** What the caller knows of an error: whether repeating is safe, and the shortest wait the other side asked for. */
export type RetryVerdict = { readonly repeat: false } | { readonly repeat: true; readonly afterMs: number };

export interface RetryDependencies {
  readonly policy: RetryPolicy;
  readonly timers: Pick<Timers, 'sleep'>;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  readonly judge: (error: unknown, attempt: number) => RetryVerdict;
}

/**
 * Repeats `action` while `judge` calls that safe, at most `policy.attempts` times; the last error is thrown.
 * The wait is drawn from [0, base * 2^n] ("full jitter": many callers that failed together do not come back together), never below what the other side asked for.
 */
export async function retry<T>(action: () => Promise<T>, deps: RetryDependencies): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await action();
    } catch (error) {
      const verdict = deps.judge(error, attempt);
      if (!verdict.repeat || attempt >= deps.policy.attempts) throw error;
      await deps.timers.sleep(waitMs(deps, attempt, verdict.afterMs));
    }
  }
}

function waitMs({ policy, random }: RetryDependencies, attempt: number, afterMs: number): number {
  const jitter = random() * Math.min(policy.capMs, policy.baseMs * 2 ** (attempt - 1));
  return Math.round(afterMs + jitter);
}
