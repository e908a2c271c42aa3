import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createSentences } from '../../src/messages/sentences.ts';
import type { ProgressStep } from '../../src/ports/progress.ts';
import type { SandboxHubSpot } from '../helpers/sandbox-program.ts';
import { atMost, type BenchResult, readable } from './bench-result.ts';
import { usageOf, watchProcess } from './process-usage.ts';
import { askPortal, type BaseSpec, type Calls, startPortal } from './sync-base.ts';

/** What the product promises for the larger of the two sizes. */
const limits = { seconds: 300, peakMiB: 1536 };
const main = join(import.meta.dirname, '../../server/main.ts');

/** The whole program, `serve --once`, against portals of two sizes: is the time in proportion, and does the memory stay flat? */
export async function largeSync(activityPercent: number): Promise<BenchResult> {
  const small = await syncOf({ companies: 2000, deals: 3000, contacts: 6000, tickets: 2000, activityPercent });
  const large = await syncOf({ companies: 20_000, deals: 30_000, contacts: 60_000, tickets: 20_000, activityPercent });
  const both = (of: (each: Run) => number): string => `${readable(of(small))}, ${readable(of(large))}`;
  return {
    lines: [
      { what: 'companies', value: both(({ records }) => records.companies ?? NaN) },
      { what: 'CRM calls', value: both(({ calls }) => calls) },
      { what: 'processor seconds', value: both(({ cpuSeconds }) => cpuSeconds ?? NaN) },
      { what: 'seconds of reading', value: both(({ stages }) => stages.refresh) },
      { what: 'seconds of scoring', value: both(({ stages }) => stages.recompute) },
      { what: 'seconds of writing', value: both(({ stages }) => stages.writeBackAndEnd) },
      { what: 'peak MiB', value: both(({ peakMiB }) => peakMiB) },
      atMost('seconds for 20,000 companies', large.seconds, limits.seconds),
      atMost('peak MiB for 20,000 companies', large.peakMiB, limits.peakMiB),
    ],
    details: { small, large, limits },
  };
}

type Run = Awaited<ReturnType<typeof syncOf>>;

async function syncOf(spec: BaseSpec) {
  const portal = await startPortal(spec, 'unbounded');
  const folder = mkdtempSync(join(tmpdir(), 'renewal-health-bench-'));
  try {
    const run = await runProgram(portal.said, folder);
    const calls = await askPortal<Calls>(portal.said.controlUrl, 'calls');
    const records = await askPortal<Readonly<Record<string, number>>>(portal.said.controlUrl, 'counts');
    return {
      records,
      ...run,
      calls: calls.total,
      callsASecond: Math.round(calls.total / run.seconds),
      rateLimited: Object.values(calls.rateLimited).reduce((sum, count) => sum + count, 0),
      sandboxPeakMiB: usageOf(portal.child.pid ?? 0)?.peakMiB ?? null,
    };
  } finally {
    await portal.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A first start on an empty folder: the database is made, the portal connected, everything read, scored and written. */
async function runProgram(portal: SandboxHubSpot, folder: string) {
  const env = {
    ...process.env,
    HUBSPOT_BASE_URL: portal.url,
    HUBSPOT_ACCESS_TOKEN: portal.accessToken,
    DATA_FOLDER: folder,
  };
  const startedAt = performance.now();
  const seconds = () => (performance.now() - startedAt) / 1000;
  const child = spawn(process.execPath, [main, 'serve', '--once', '--locale', 'en'], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const watch = watchProcess(child, 100);
  const begins = new Map<ProgressStep, number>();
  const said: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => {
    said.push(line);
    const step = stepIn(line);
    if (step === null || begins.has(step)) return;
    if (begins.size === 0) watch.forgetPeak();
    begins.set(step, seconds());
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`the program ended with ${String(code)}: ${said.slice(-5).join(' | ')}`);
  const { startPeakMiB, workPeakMiB, cpuSeconds } = watch.seen();
  return {
    ...{ seconds: round(seconds()), cpuSeconds, stages: stagesOf(begins, seconds()) },
    ...{ startPeakMiB, workPeakMiB, peakMiB: Math.max(startPeakMiB ?? 0, workPeakMiB ?? 0) },
  };
}

const read = ['accounts', 'renewals', 'contacts', 'tickets', 'interactions'] as const satisfies readonly ProgressStep[];
const steps = [...read, 'recompute', 'write_back'] as const satisfies readonly ProgressStep[];
const { cli } = createSentences('en');
const stepIn = (line: string): ProgressStep | null => steps.find((step) => line.includes(`${cli.step(step)} `)) ?? null;

/** A step begins with its first line of progress and ends where the next one begins. */
function stagesOf(begins: ReadonlyMap<ProgressStep, number>, end: number) {
  const firstRead = Math.min(...read.map((step) => begins.get(step) ?? end));
  const [scores, writes] = [begins.get('recompute') ?? end, begins.get('write_back') ?? end];
  return {
    start: round(firstRead),
    refresh: round(scores - firstRead),
    recompute: round(writes - scores),
    writeBackAndEnd: round(end - writes),
  };
}

const round = (value: number): number => Math.round(value * 10) / 10;
