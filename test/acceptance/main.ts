import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { cases } from './cases.ts';

/**
 * `npm run acceptance -- [--database embedded|postgres|both] [id...]`: runs the tests whose names begin with a case's id and prints one line for each case,
 * with the database that its tests were seen to store in. Without `--database` each test has what is quickest for it. Fails when a case failed or has no test.
 */
const root = join(import.meta.dirname, '../..');
const { values, positionals } = parseArgs({ options: { database: { type: 'string' } }, allowPositionals: true });
const databases = z.enum(['embedded', 'postgres', 'both']).optional().parse(values.database);
const ids = positionals.length > 0 ? positionals : Object.keys(cases);
/** The batteries run each of their tests once for every database: those of the others are left out. */
const batteries = { embedded: 'storage-(memory|postgres)', postgres: 'storage-(memory|embedded)' };

const results = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string(), duration: z.number().nullish() })),
    }),
  ),
});
/** One line for each database that a test opened, or a hook for several tests: then the name is none or another's. */
const seen = z.object({ database: z.string(), path: z.string(), test: z.string().nullable() });

interface Test {
  readonly path: string;
  readonly name: string;
  readonly passed: boolean;
  readonly seconds: number;
}
interface Ran {
  readonly tests: readonly Test[];
  readonly opened: readonly z.infer<typeof seen>[];
}

function run(database: 'embedded' | 'postgres' | undefined): Ran {
  const folder = mkdtempSync(join(tmpdir(), 'acceptance-'));
  const [output, opened] = [join(folder, 'results.json'), join(folder, 'opened.jsonl')];
  const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
  const only = database === undefined ? [] : ['--testPathIgnorePatterns', '/node_modules/', batteries[database]];
  // a database and a busy machine take their time: what a test promises about time it measures itself
  const asked = [
    '--testTimeout=600000',
    '--silent',
    '--json',
    `--outputFile=${output}`,
    '-t',
    `(^| )(${ids.join('|')}) `,
  ];
  spawnSync(process.execPath, [...jest, ...asked, ...only], {
    cwd: root,
    env: {
      // More of each than `npm test` has time for.
      ...{ SCHEDULES: '100000', HTTP_SCHEDULES: '1000', KILL_POINTS: '50' },
      ...process.env,
      ...(database === undefined ? {} : { TEST_DATABASE: database }),
      DATABASES_SEEN: opened,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const { testResults } = results.parse(JSON.parse(readFileSync(output, 'utf8')));
  const lines = existsSync(opened) ? readFileSync(opened, 'utf8').trim().split('\n') : [];
  rmSync(folder, { recursive: true });
  const tests = testResults.flatMap(({ name: path, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status !== 'pending')
      .map(({ fullName: name, status, duration }) => ({
        ...{ path, name, passed: status === 'passed', seconds: (duration ?? 0) / 1000 },
      })),
  );
  return { tests, opened: lines.map((line) => seen.parse(JSON.parse(line))) };
}

/** Databases of a test: those it opened itself, else those of its file. */
const databasesOf = ({ path, name }: Test, opened: Ran['opened']): readonly string[] => {
  const inFile = opened.filter((each) => each.path === path);
  const own = inFile.filter(({ test }) => test === name);
  return (own.length > 0 ? own : inFile).map(({ database }) => database);
};

/** Prints the lines of one run; answers how many cases passed. */
function report({ tests, opened }: Ran): number {
  let good = 0;
  for (const id of ids) {
    const own = tests.filter(({ name }) => new RegExp(`(^| )${id} `).test(name));
    const failed = own.filter(({ passed }) => !passed);
    const seconds = own.reduce((sum, test) => sum + test.seconds, 0).toFixed(1);
    const state = own.length === 0 ? 'NO TEST' : failed.length === 0 ? 'passed' : `${failed.length} FAILED`;
    if (state === 'passed') good++;
    const stored = [...new Set(own.flatMap((test) => databasesOf(test, opened)))].sort().join(', ') || '-';
    const counted = `${String(own.length).padStart(3)} tests ${seconds.padStart(7)} s`;
    console.log(`${id.padEnd(4)} ${state.padEnd(9)} ${counted}  ${stored.padEnd(20)} ${cases[id] ?? ''}`);
    for (const { name } of failed) console.log(`       ${name}`);
  }
  console.log(`\n${good} of ${ids.length} cases passed; - = no database in it\n`);
  return good;
}

for (const database of databases === 'both' ? (['embedded', 'postgres'] as const) : [databases]) {
  if (database !== undefined) console.log(`Database: ${database}\n`);
  if (report(run(database)) < ids.length) process.exitCode = 1;
}
