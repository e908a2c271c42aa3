import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { cases } from './cases.ts';

/** `npm run acceptance [id...]`: runs the tests whose names begin with a case's id and prints one line for each case. Fails when one failed or has no test. */
const root = join(import.meta.dirname, '../..');
const asked = process.argv.slice(2);
const ids = asked.length > 0 ? asked : Object.keys(cases);
const results = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string(), duration: z.number().nullish() })),
    }),
  ),
});

const folder = mkdtempSync(join(tmpdir(), 'acceptance-'));
const output = join(folder, 'results.json');
const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
const pattern = `(^| )(${ids.join('|')}) `;
spawnSync(process.execPath, [...jest, '--silent', '--json', `--outputFile=${output}`, '-t', pattern], {
  cwd: root,
  // More of each than `npm test` has time for.
  env: { SCHEDULES: '100000', HTTP_SCHEDULES: '1000', KILL_POINTS: '50', ...process.env },
  stdio: ['ignore', 'ignore', 'inherit'],
});
const { testResults } = results.parse(JSON.parse(readFileSync(output, 'utf8')));
rmSync(folder, { recursive: true });
const tests = testResults.flatMap(({ assertionResults }) => assertionResults);

let good = 0;
for (const id of ids) {
  const own = tests.filter(({ fullName, status }) => status !== 'pending' && new RegExp(`(^| )${id} `).test(fullName));
  const failed = own.filter(({ status }) => status !== 'passed');
  const seconds = own.reduce((sum, { duration }) => sum + (duration ?? 0), 0) / 1000;
  const state = own.length === 0 ? 'NO TEST' : failed.length === 0 ? 'passed' : `${failed.length} FAILED`;
  if (state === 'passed') good++;
  console.log(
    `${id.padEnd(4)} ${state.padEnd(9)} ${String(own.length).padStart(3)} tests ${seconds.toFixed(1).padStart(7)} s  ${cases[id] ?? ''}`,
  );
  for (const { fullName } of failed) console.log(`       ${fullName}`);
}
console.log(`\n${good} of ${ids.length} cases passed`);
if (good < ids.length) process.exitCode = 1;
