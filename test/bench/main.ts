import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import type { BenchResult } from './bench-result.ts';
import { deliveries } from './deliveries.ts';
import { largeSync } from './large-sync.ts';
import { openCard } from './open-card.ts';
import { printTable } from './print-table.ts';
import { rescoreBook } from './rescore-book.ts';
import { scoreQuality } from './score-quality.ts';
import { syncBesideNaive } from './sync-beside-naive.ts';
import { workers } from './workers.ts';
import { burst } from './workers-burst.ts';

/**
 * `npm run bench [name...]`: all benchmarks, or those named. Each is printed as a table and kept in reports/bench.json beside the results of earlier runs;
 * the exit code is 1 when a gate does not hold.
 */
const benchmarks: Readonly<Record<string, () => BenchResult | Promise<BenchResult>>> = {
  'rescore-book': rescoreBook,
  'score-quality': scoreQuality,
  'open-card': openCard,
  'sync-beside-naive': syncBesideNaive,
  'large-sync': () => largeSync(10),
  deliveries: () => deliveries(60),
  burst,
  workers,
};

const file = join(import.meta.dirname, '../../reports/bench.json');
const asked = process.argv.slice(2);
for (const name of asked.length === 0 ? Object.keys(benchmarks) : asked) {
  const run = benchmarks[name];
  if (run === undefined) throw new Error(`no benchmark ${name}: there are ${Object.keys(benchmarks).join(', ')}`);
  const machine = { cpus: cpus().length, node: process.version, loadBefore: loadavg()[0] };
  const at = new Date().toISOString();
  const { lines, details } = await run();
  printTable(`${name}, node ${machine.node}, load before ${machine.loadBefore?.toFixed(1) ?? 'unknown'}`, lines);
  keep(name, { at, machine, lines, details });
  if (lines.some(({ gate }) => gate?.holds === false)) process.exitCode = 1;
}

function keep(name: string, result: object): void {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ ...earlier(), [name]: result }, null, 2)}\n`);
}

function earlier(): object {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as object;
  } catch {
    return {}; // the first run
  }
}
