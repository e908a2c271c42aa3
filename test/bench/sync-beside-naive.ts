import { atLeast, type BenchResult, readable } from './bench-result.ts';
import { naiveSync } from './naive-sync.ts';
import { openSyncBase, type SyncBase } from './sync-base.ts';

const workload = { companies: 1000, deals: 1500, contacts: 5000, tickets: 4000, activityPercent: 10 } as const;
/** Calls a professional account allows in ten seconds. */
const [burst, burstSeconds] = [190, 10];

/** A full sync of ours beside the naive script on the same portal without bounds; what each would take at the limit of an account is calculated from its calls. */
export async function syncBesideNaive(): Promise<BenchResult> {
  const base = await openSyncBase(workload, 'unbounded');
  try {
    const ours = await measured(base, () =>
      base.product.runSync({ kind: 'full', dryRun: false, connection: null, locale: 'en' }),
    );
    const naive = await measured(base, () => naiveSync(base.portal));
    const both = (of: (each: Measured) => number): string => `${readable(of(ours))}, ${readable(of(naive))}`;
    return {
      lines: [
        { what: 'CRM calls: ours, naive script', value: both(({ calls }) => calls) },
        { what: 'of them on companies and deals', value: both(({ onCompaniesAndDeals }) => onCompaniesAndDeals) },
        { what: 'seconds without limits', value: both(({ seconds }) => seconds) },
        { what: 'seconds at 190 calls in 10 s', value: both(({ secondsAt190In10s }) => secondsAt190In10s) },
        atLeast('times fewer calls', naive.calls / ours.calls, 20),
      ],
      details: { workload, ours, naive },
    };
  } finally {
    await base.close();
  }
}

type Measured = Awaited<ReturnType<typeof measured>>;

async function measured(base: SyncBase, work: () => Promise<unknown>) {
  const startedAt = performance.now();
  const { calls } = await base.counting(work);
  const seconds = (performance.now() - startedAt) / 1000;
  // a full window is free at the start; after it each call waits for its share of the next
  const atLimit = (Math.max(0, calls.total - burst) / burst) * burstSeconds;
  // ours also reads contacts, tickets and activities, which the naive script leaves out
  const onCompaniesAndDeals = Object.entries(calls.byRoute).reduce(
    (sum, [route, count]) => sum + (/\/(companies|deals)\b/.test(route) ? count : 0),
    0,
  );
  return {
    calls: calls.total,
    onCompaniesAndDeals,
    seconds: round(seconds),
    secondsAt190In10s: round(Math.max(seconds, atLimit)),
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;
