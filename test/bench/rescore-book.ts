import { healthBands } from '../../src/accounts/health.ts';
import type { Scorecard } from '../../src/accounts/scorecard.ts';
import type { BookSheet } from '../../src/scoring/book/book-sheet.ts';
import { factGates } from '../../src/scoring/book/gate-columns.ts';
import { rescore, type Rescored } from '../../src/scoring/book/rescore.ts';
import { card } from '../fixtures/account-case.ts';
import { atLeast, type BenchLine, type BenchResult, exactly, median, readable } from './bench-result.ts';
import { type DuckRow, openDuckBook } from './rescore/duckdb-rules.ts';
import { jsonFacts, openRulesEngine, rulesOf } from './rescore/json-rules.ts';
import { rollUpAt } from './rescore/roll-ups.ts';
import { drawnSheet } from './rescore/sheet-of.ts';

const accounts = 100_000;
const sample = 2_000;
const rounds = 9;

/**
 * A whole book scored by a scorecard from its roll-ups: ours, the same rules as one SQL statement of DuckDB over the same table, and the same rules in
 * json-rules-engine. Interleaved in one process, on processor time, median of the rounds; results are compared before the clock runs.
 */
export async function rescoreBook(): Promise<BenchResult> {
  const sheet = drawnSheet(accounts, 5_000, card);
  const duck = await openDuckBook(
    Array.from({ length: accounts }, (_, row) => rollUpAt(sheet, row)),
    card,
  );
  const run = openRulesEngine(card);
  const facts = Array.from({ length: sample }, (_, row) => jsonFacts(rollUpAt(sheet, row), card));
  await duck.rescore();
  const different = await differences(sheet, await duck.rows(sample), (row) => run(facts[row] ?? {}));
  const engines = {
    ours: () => Promise.resolve(everyBandOf(sheet, card)),
    duckdb: () => duck.rescore(),
    jsonRules: async () => {
      for (const each of facts) await run(each);
    },
  };
  const perAccount = { ours: [] as number[], duckdb: [] as number[], jsonRules: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    perAccount.ours.push(await cpuTime(engines.ours, 10, accounts));
    perAccount.duckdb.push(await cpuTime(engines.duckdb, 3, accounts));
    perAccount.jsonRules.push(await cpuTime(engines.jsonRules, 1, sample));
  }
  duck.close();
  return report(perAccount, different);
}

/** Bands are worked out when they are asked for: here of all rows, as the others do. */
function everyBandOf(sheet: BookSheet, by: Scorecard): number {
  const { bandAt } = rescore(sheet, by);
  let healthy = 0;
  for (let row = 0; row < accounts; row++) if (bandAt(row) === 'healthy') healthy++;
  return healthy;
}

/** Microseconds of processor time for one account, user and system. */
async function cpuTime(work: () => Promise<unknown>, times: number, size: number): Promise<number> {
  const before = process.cpuUsage();
  for (let time = 0; time < times; time++) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / times / size;
}

async function differences(
  sheet: BookSheet,
  duck: readonly DuckRow[],
  jsonRules: (row: number) => Promise<Omit<DuckRow, 'row'>>,
): Promise<{ readonly duckdb: number; readonly jsonRules: number }> {
  const rescored = rescore(sheet, card);
  const found = { duckdb: 0, jsonRules: 0 };
  for (let row = 0; row < sample; row++) {
    const ours = rowOf(rescored, row);
    if (!isSame(ours, duck[row])) found.duckdb++;
    if (!isSame(ours, await jsonRules(row))) found.jsonRules++;
  }
  return found;
}

function rowOf({ score, coverage, bandAt, gatesAt }: Rescored, row: number): Omit<DuckRow, 'row'> {
  const value = score[row] ?? NaN;
  return {
    score: Number.isNaN(value) ? null : value,
    coverage: coverage[row] ?? NaN,
    band: healthBands.indexOf(bandAt(row)),
    gates: gatesAt(row).reduce((bits, gate) => bits | (1 << factGates.indexOf(gate)), 0),
  };
}

const isSame = (a: Omit<DuckRow, 'row'>, b: Omit<DuckRow, 'row'> | undefined): boolean =>
  b !== undefined &&
  (a.score === null || b.score === null ? a.score === b.score : Math.abs(a.score - b.score) < 1e-9) &&
  Math.abs(a.coverage - b.coverage) < 1e-12 &&
  a.band === b.band &&
  a.gates === b.gates;

function report(
  perAccount: Readonly<Record<'ours' | 'duckdb' | 'jsonRules', readonly number[]>>,
  different: { readonly duckdb: number; readonly jsonRules: number },
): BenchResult {
  const times = (other: readonly number[]): number =>
    median(other.map((micros, round) => micros / (perAccount.ours[round] ?? NaN)));
  const line = (name: string, micros: readonly number[]): BenchLine => ({
    what: `${name}: µs an account, median (fastest, slowest round)`,
    value: `${readable(median(micros))} (${readable(Math.min(...micros))}, ${readable(Math.max(...micros))}): ${readable(1e6 / median(micros))} accounts/s`,
  });
  return {
    lines: [
      {
        what: 'accounts, rounds, rules in json-rules-engine',
        value: `${readable(accounts)}, ${rounds}, ${rulesOf(card).length}`,
      },
      exactly(`results of ${readable(sample)} that differ in DuckDB`, different.duckdb, 0),
      exactly(`results of ${readable(sample)} that differ in json-rules-engine`, different.jsonRules, 0),
      line('ours', perAccount.ours),
      line('DuckDB, one SQL statement', perAccount.duckdb),
      line('json-rules-engine', perAccount.jsonRules),
      atLeast('times as fast as DuckDB', times(perAccount.duckdb), 3),
      atLeast('times as fast as json-rules-engine', times(perAccount.jsonRules), 50),
    ],
    details: { accounts, rounds, microsPerAccount: perAccount },
  };
}
