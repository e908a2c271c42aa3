export interface Bisection<T, R> {
  readonly results: readonly R[];
  /** Items the other side refuses, each with the error that named it or that it caused alone. */
  readonly guilty: readonly { readonly item: T; readonly error: unknown }[];
}

export interface BisectDependencies<T, R> {
  readonly attempt: (items: readonly T[]) => Promise<readonly R[]>;
  /** True when the content of some item caused the error; any other error is thrown on. */
  readonly isContentError: (error: unknown) => boolean;
  /** The items that the error itself names: they are guilty without another call. */
  readonly named: (error: unknown, items: readonly T[]) => readonly T[];
}

/** So many single items refused before anything was accepted: the fault is hardly in single items, and halving only costs calls. */
const hopelessAfter = 8;

/**
 * Runs a batch that is refused as a whole when one item is bad: named items leave it, else it is halved until the guilty ones are alone. One unnamed bad
 * item of 100 costs at most 14 calls more than the batch. Errors that are not about content are thrown on.
 */
export async function bisect<T, R>(items: readonly T[], deps: BisectDependencies<T, R>): Promise<Bisection<T, R>> {
  const results: R[] = [];
  const guilty: { item: T; error: unknown }[] = [];
  const settled = new Set<T>();
  let outlook: 'open' | 'mixed' | 'hopeless' = 'open';

  const run = async (given: readonly T[]): Promise<void> => {
    const part = given.filter((item) => !settled.has(item));
    if (part.length === 0) return;
    try {
      results.push(...(await deps.attempt(part)));
      for (const item of part) settled.add(item);
      outlook = 'mixed';
    } catch (error) {
      if (!deps.isContentError(error)) throw error;
      await divide(part, error);
    }
  };

  const divide = async (part: readonly T[], error: unknown): Promise<void> => {
    const named = part.length === 1 ? part : deps.named(error, part);
    blame(named, error);
    if (named.length > 0) return run(part);
    const half = Math.ceil(part.length / 2);
    await run(part.slice(0, half));
    if (outlook === 'open' && guilty.length >= hopelessAfter) await lookFurther();
    if (outlook === 'hopeless') return blame(part.slice(half), error);
    await run(part.slice(half));
  };

  /** Tries items far from those refused so far: bad ones may just stand together. */
  const lookFurther = async (): Promise<void> => {
    outlook = 'hopeless';
    await run(items.slice(-1));
    await run(items.slice(items.length / 2).slice(0, 1));
  };

  const blame = (part: readonly T[], error: unknown): void => {
    for (const item of part) {
      if (settled.has(item)) continue;
      settled.add(item);
      guilty.push({ item, error });
    }
  };

  await run(items);
  return { results, guilty };
}
