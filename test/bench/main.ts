import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { largeSync } from './large-sync.ts';
import { syncBesideNaive } from './sync-beside-naive.ts';

/** `npm run bench [name...]`: all benchmarks, or those named. Each result is printed and kept in reports/bench.json beside the results of earlier runs. */
const benchmarks: Readonly<Record<string, () => Promise<object>>> = {
  'sync-beside-naive': syncBesideNaive,
  'large-sync': () => largeSync(10),
};

const file = join(import.meta.dirname, '../../reports/bench.json');
const asked = process.argv.slice(2);
for (const name of asked.length === 0 ? Object.keys(benchmarks) : asked) {
  const run = benchmarks[name];
  if (run === undefined) throw new Error(`no benchmark ${name}: there are ${Object.keys(benchmarks).join(', ')}`);
  const machine = { cpus: cpus().length, node: process.version, loadBefore: loadavg()[0] };
  const result = { at: new Date().toISOString(), machine, ...(await run()) };
  console.log(`${name} ${JSON.stringify(result, null, 2)}`);
  keep(name, result);
  if ('isWithin' in result && result.isWithin !== true) process.exitCode = 1;
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
