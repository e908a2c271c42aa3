/** Slices of at most `size`, in order. No items, no slices. */
export function chunk<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const chunks: (readonly T[])[] = [];
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size));
  return chunks;
}

/** Maps with at most `limit` calls under way; results in the order of the items. The first failure stops new calls and is thrown once the running ones have ended. */
export async function mapConcurrent<T, R>(
  items: readonly T[],
  limit: number,
  map: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results = new Map<number, R>();
  let next = 0;
  let failed = false;
  const worker = async () => {
    for (let index = next++; !failed && index < items.length; index = next++) {
      try {
        results.set(index, await map(items[index] as T));
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.min(limit, items.length) }, worker));
  for (const end of ended) if (end.status === 'rejected') throw end.reason;
  return items.map((_, index) => results.get(index) as R);
}

/**
 * The pages of several sources as they come, each source read one page ahead: while the consumer works on a page, the next one is already on its way.
 * Holds at most one unread page per source. When the consumer stops early or a source fails, the others are closed.
 */
export async function* mergePages<T>(sources: readonly AsyncIterable<T>[]): AsyncGenerator<T> {
  const iterators = sources.map((source) => source[Symbol.asyncIterator]());
  const pending = new Map(iterators.map((iterator, index) => [index, nextPage(iterator, index)]));
  try {
    while (pending.size > 0) {
      const { index, result } = await Promise.race(pending.values());
      const iterator = iterators[index];
      if (iterator === undefined || result.done === true) {
        pending.delete(index);
        continue;
      }
      pending.set(index, nextPage(iterator, index));
      yield result.value;
    }
  } finally {
    await Promise.allSettled([...pending.keys()].map(async (index) => iterators[index]?.return?.()));
  }
}

function nextPage<T>(iterator: AsyncIterator<T>, index: number) {
  const page = iterator.next().then((result) => ({ index, result }));
  // it is awaited later, or never when the consumer stops: either way it must not end the process as unhandled
  page.catch(() => undefined);
  return page;
}

/** Groups items of an async source into arrays of `size`; the last one may be shorter. */
export async function* regroup<T>(pages: AsyncIterable<readonly T[]>, size: number): AsyncGenerator<readonly T[]> {
  let held: T[] = [];
  for await (const page of pages) {
    held.push(...page);
    while (held.length >= size) {
      yield held.slice(0, size);
      held = held.slice(size);
    }
  }
  if (held.length > 0) yield held;
}
