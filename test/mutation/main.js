import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { areas } from './areas.js';
import { createTypeCheck } from './type-check.js';

/**
 * `npm run mutation [area...]`: changes src/scoring in thousands of small ways and looks whether its tests or the compiler notice. One area after the other, or
 * those that are named; ends with what nobody noticed and the share of all reports there are. Fails below 90 %.
 */
const root = join(import.meta.dirname, '../..');
/** What is run too long or breaks a module on loading is noticed. */
const by = { Killed: 'tests', Timeout: 'tests', CompileError: 'compiler', Survived: 'nobody', NoCoverage: 'nobody' };
const asked = process.argv.slice(2);
for (const area of asked.length > 0 ? asked : Object.keys(areas)) {
  const { status } = spawnSync(join(root, 'node_modules/.bin/stryker'), ['run', 'test/mutation/stryker.config.js'], {
    cwd: root,
    env: { ...process.env, MUTATION_AREA: area },
    stdio: 'inherit',
  });
  if (status === 0) askCompiler(area);
  else process.exitCode = 1;
}

const total = { tests: 0, compiler: 0, nobody: 0 };
for (const area of Object.keys(areas)) {
  const counts = { tests: 0, compiler: 0, nobody: 0 };
  for (const { file, location, mutatorName, replacement, status } of mutantsOf(area)) {
    const noticedBy = by[status];
    if (noticedBy === undefined) continue;
    counts[noticedBy]++;
    total[noticedBy]++;
    if (noticedBy === 'nobody')
      console.log(`${file}:${location.start.line}:${location.start.column} ${mutatorName} ${replacement ?? ''}`);
  }
  console.log(`${area}: ${summary(counts)}\n`);
}
console.log(`All areas: ${summary(total)}`);
if (total.nobody > 0.1 * (total.tests + total.compiler + total.nobody)) process.exitCode = 1;

function summary({ tests, compiler, nobody }) {
  const all = tests + compiler + nobody;
  const percent = (noticed) => `${((100 * noticed) / Math.max(1, all)).toFixed(1)} %`;
  return `${all} changes, ${tests} noticed by tests (${percent(tests)}), ${compiler} more by the compiler (${percent(tests + compiler)})`;
}

/** None for an area that has not been run yet. */
function mutantsOf(area) {
  try {
    const { files } = JSON.parse(readFileSync(reportOf(area), 'utf8'));
    return Object.entries(files).flatMap(([file, { mutants }]) => mutants.map((mutant) => ({ file, ...mutant })));
  } catch {
    return [];
  }
}

/** The compiler is slow: it is asked about what no test noticed only, and its verdict is kept in the report. */
function askCompiler(area) {
  const compiles = createTypeCheck(root);
  const report = JSON.parse(readFileSync(reportOf(area), 'utf8'));
  for (const [file, { mutants }] of Object.entries(report.files))
    for (const mutant of mutants)
      if (by[mutant.status] === 'nobody' && !compiles({ file, ...mutant })) mutant.status = 'CompileError';
  writeFileSync(reportOf(area), JSON.stringify(report));
}

function reportOf(area) {
  return join(root, `reports/mutation/${area}.json`);
}
