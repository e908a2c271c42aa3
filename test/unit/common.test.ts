import { bisect } from '../../src/common/bisect.ts';
import { chunk, mapConcurrent, mergePages, regroup } from '../../src/common/batch.ts';
import { retry } from '../../src/common/retry.ts';
import { createSlidingWindow } from '../../src/common/sliding-window.ts';
import type { Timers } from '../../src/common/timers.ts';

/** Time that moves only when everybody waits: sleepers wake in order of their time. */
function createFakeTimers() {
  let now = 0;
  let sleepers: { at: number; wake: () => void }[] = [];
  const timers: Timers = {
    now: () => now,
    sleep: (ms) => new Promise((wake) => sleepers.push({ at: now + ms, wake })),
  };
  const settle = async () => {
    for (let i = 0; i < 20; i += 1) await Promise.resolve();
  };
  return {
    timers,
    advanceTo: async (until: number) => {
      await settle();
      for (;;) {
        const next = sleepers.sort((a, b) => a.at - b.at)[0];
        if (next === undefined || next.at > until) break;
        sleepers = sleepers.slice(1);
        now = next.at;
        next.wake();
        await settle();
      }
      now = until;
    },
  };
}

async function collect<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}

async function* pagesOf<T>(...pages: T[]): AsyncGenerator<T> {
  for (const page of pages) {
    await Promise.resolve();
    yield page;
  }
}

describe('retry', () => {
  const flaky = (failures: number) => {
    let calls = 0;
    return () => {
      calls += 1;
      return calls <= failures ? Promise.reject(new Error(`call ${calls}`)) : Promise.resolve(calls);
    };
  };
  const setUp = (options: { random?: number; afterMs?: number; repeat?: boolean }) => {
    const waits: number[] = [];
    const { random = 0.5, afterMs = 0, repeat = true } = options;
    const deps = {
      policy: { attempts: 4, baseMs: 100, capMs: 250 },
      timers: { sleep: (ms: number) => Promise.resolve(void waits.push(ms)) },
      random: () => random,
      judge: () => (repeat ? ({ repeat: true, afterMs } as const) : ({ repeat: false } as const)),
    };
    return { waits, deps };
  };

  it('repeats until it succeeds, waiting longer each time up to the cap', async () => {
    const { waits, deps } = setUp({ random: 1 });
    await expect(retry(flaky(3), deps)).resolves.toBe(4);
    expect(waits).toEqual([100, 200, 250]);
  });
  it('draws the wait from zero to the full step', async () => {
    const { waits, deps } = setUp({ random: 0 });
    await retry(flaky(2), deps);
    expect(waits).toEqual([0, 0]);
  });
  it('never waits less than the other side asks for', async () => {
    const { waits, deps } = setUp({ random: 0.5, afterMs: 2000 });
    await retry(flaky(1), deps);
    expect(waits).toEqual([2050]);
  });
  it('throws the last error when the attempts are used up', async () => {
    await expect(retry(flaky(9), setUp({}).deps)).rejects.toThrow('call 4');
  });
  it('throws at once what is not safe to repeat', async () => {
    const { waits, deps } = setUp({ repeat: false });
    await expect(retry(flaky(1), deps)).rejects.toThrow('call 1');
    expect(waits).toEqual([]);
  });
});

describe('sliding window', () => {
  const setUp = (size = 3) => {
    const { timers, advanceTo } = createFakeTimers();
    const window = createSlidingWindow({ size, intervalMs: 1000, timers });
    const started: [string, number][] = [];
    const run = (name: string, takesMs = 0) =>
      window.acquire().then(async (release) => {
        started.push([name, timers.now()]);
        if (takesMs > 0) await timers.sleep(takesMs);
        release();
      });
    return { window, run, started, advanceTo, timers };
  };

  it('starts as many calls as fit, and the next ones a window and its margin later, in order', async () => {
    const { run, started, advanceTo } = setUp(2);
    for (const name of ['a', 'b', 'c', 'd', 'e']) void run(name);
    await advanceTo(5000);
    expect(started).toEqual([
      ['a', 0],
      ['b', 0],
      ['c', 1030],
      ['d', 1030],
      ['e', 2060],
    ]);
  });
  it('counts a call until a window after its answer: a slow one may have been counted late', async () => {
    const { run, started, advanceTo } = setUp(1);
    void run('slow', 400);
    void run('next');
    await advanceTo(5000);
    expect(started).toEqual([
      ['slow', 0],
      ['next', 1430],
    ]);
  });
  it('starts waiting calls when it grows, and holds them back when it shrinks', async () => {
    const { window, run, started, advanceTo } = setUp(1);
    for (const name of ['a', 'b', 'c', 'd']) void run(name);
    await advanceTo(100);
    window.resize(2, 1000);
    await advanceTo(200);
    expect(started.map(([name]) => name)).toEqual(['a', 'b']);
    window.resize(1, 1000);
    await advanceTo(10_000);
    expect(started).toEqual([
      ['a', 0],
      ['b', 100],
      ['c', 1130],
      ['d', 2160],
    ]);
  });
  it('starts nothing during a pause', async () => {
    const { window, run, started, advanceTo } = setUp();
    window.pause(4000);
    window.pause(10);
    void run('a');
    await advanceTo(9000);
    expect(started).toEqual([['a', 4000]]);
  });
  it('counts a place once however often it is given back', async () => {
    const { window, run, started, advanceTo } = setUp(1);
    const release = await window.acquire();
    release();
    release();
    void run('b');
    void run('c');
    await advanceTo(5000);
    expect(started).toEqual([
      ['b', 1030],
      ['c', 2060],
    ]);
  });
  it('never has more than its size in any window, whatever the calls take', async () => {
    const { run, started, advanceTo } = setUp(5);
    for (let i = 0; i < 100; i += 1) void run(String(i), (i * 137) % 700);
    await advanceTo(120_000);
    const times = started.map(([, at]) => at);
    expect(times).toHaveLength(100);
    for (const [index, at] of times.entries()) {
      const next = times[index + 5];
      if (next !== undefined) expect(next - at).toBeGreaterThanOrEqual(1030);
    }
  });
});

describe('batches', () => {
  it('cuts into slices, the last one shorter', () => {
    expect(chunk([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(chunk([], 2)).toEqual([]);
  });
  it('maps a few at a time and keeps the order', async () => {
    let running = 0;
    let most = 0;
    const results = await mapConcurrent([5, 1, 4, 2], 2, async (n) => {
      most = Math.max(most, (running += 1));
      for (let i = 0; i < n; i += 1) await Promise.resolve();
      running -= 1;
      return n * 10;
    });
    expect(results).toEqual([50, 10, 40, 20]);
    expect(most).toBe(2);
  });
  it('throws the failure after the running ones ended, and starts no more', async () => {
    const seen: number[] = [];
    const work = mapConcurrent([1, 2, 3, 4], 2, async (n) => {
      await Promise.resolve();
      seen.push(n);
      if (n === 1) throw new Error('first');
      return n;
    });
    await expect(work).rejects.toThrow('first');
    expect(seen).toEqual([1, 2]);
  });
  it('merges the pages of several sources', async () => {
    const pages = await collect(mergePages([pagesOf('a1', 'a2'), pagesOf('b1'), pagesOf<string>()]));
    expect(pages.sort()).toEqual(['a1', 'a2', 'b1']);
  });
  it('reads one page ahead, and not two', async () => {
    const made: number[] = [];
    async function* source() {
      for (let page = 1; page <= 4; page += 1) {
        await Promise.resolve();
        made.push(page);
        yield page;
      }
    }
    const merged = mergePages([source()]);
    await merged.next();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(made).toEqual([1, 2]);
    await merged.return(undefined);
  });
  it('closes the other sources when one fails', async () => {
    let closed = false;
    async function* endless() {
      try {
        for (;;) {
          await Promise.resolve();
          yield 'page';
        }
      } finally {
        closed = true;
      }
    }
    async function* failing(): AsyncGenerator<string> {
      await Promise.resolve();
      yield 'one';
      throw new Error('lost');
    }
    await expect(collect(mergePages([endless(), failing()]))).rejects.toThrow('lost');
    expect(closed).toBe(true);
  });
  it('regroups pages into full ones', async () => {
    expect(await collect(regroup(pagesOf([1, 2, 3], [], [4], [5, 6, 7, 8, 9]), 4))).toEqual([
      [1, 2, 3, 4],
      [5, 6, 7, 8],
      [9],
    ]);
  });
});

describe('bisect', () => {
  const bad = (items: readonly number[], options: { names?: boolean } = {}) => {
    let calls = 0;
    const attempt = (part: readonly number[]) => {
      calls += 1;
      const found = part.filter((item) => items.includes(item));
      return found.length > 0 ? Promise.reject(new Error(found.join(','))) : Promise.resolve(part.map((n) => n * 2));
    };
    const named = (error: unknown, part: readonly number[]) =>
      options.names === true ? part.filter((item) => String(error).split(/\D+/).includes(String(item))) : [];
    return { deps: { attempt, named, isContentError: () => true }, calls: () => calls };
  };
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
  const guiltyOf = async (wrong: readonly number[], options: { names?: boolean } = {}) => {
    const { deps, calls } = bad(wrong, options);
    const { results, guilty } = await bisect(hundred, deps);
    return { accepted: results.length, guilty: guilty.map(({ item }) => item), calls: calls() };
  };

  it('takes one call when nothing is wrong', async () => {
    await expect(guiltyOf([])).resolves.toEqual({ accepted: 100, guilty: [], calls: 1 });
  });
  it('finds the one bad item wherever it stands, within 14 calls more', async () => {
    for (const wrong of hundred) {
      const found = await guiltyOf([wrong]);
      expect(found).toMatchObject({ accepted: 99, guilty: [wrong] });
      expect(found.calls).toBeLessThanOrEqual(15);
    }
  });
  it('drops what the error names and goes on with the rest: one call more', async () => {
    await expect(guiltyOf([17, 80], { names: true })).resolves.toEqual({ accepted: 98, guilty: [17, 80], calls: 2 });
  });
  it('lets every good item through, however many bad ones stand in front', async () => {
    const wrong = [...hundred.slice(0, 10), 13, 100];
    const found = await guiltyOf(wrong);
    expect(found.accepted).toBe(88);
    expect(found.guilty.sort((a, b) => a - b)).toEqual(wrong);
  });
  it('gives up early when everything is refused', async () => {
    const found = await guiltyOf(hundred);
    expect(found).toMatchObject({ accepted: 0 });
    expect(found.guilty.sort((a, b) => a - b)).toEqual(hundred);
    expect(found.calls).toBeLessThan(40);
  });
  it('throws on an error that is not about the items', async () => {
    const { deps } = bad([3]);
    await expect(bisect(hundred, { ...deps, isContentError: () => false })).rejects.toThrow('3');
  });
});
