import { areaOf } from './areas.js';

const { name, mutate, tests } = areaOf(process.env);
const needed = ['src/accounts', 'src/scoring', 'src/scorecards', 'test/unit', 'test/fixtures', 'test/mutation'];

/** One area of src/scoring, chosen by MUTATION_AREA (areas.js). */
export default {
  testRunner: 'scoring',
  plugins: ['./test/mutation/runner.js'],
  scoringTests: tests,
  testRunnerNodeArgs: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
  coverageAnalysis: 'perTest',
  mutate: mutate.map((file) => `src/scoring/${file}.ts`),
  // Only what scoring and its tests read is copied: the rest of the tree changes while others work on it.
  ignorePatterns: ['*', '!package.json', ...needed.flatMap((path) => [`!${path.split('/')[0]}`, `!${path}/**`])],
  // Types are checked by tsc; a change that does not compile is a change all the same.
  disableTypeChecks: false,
  reporters: ['progress-append-only', 'json'],
  jsonReporter: { fileName: `reports/mutation/${name}.json` },
  tempDirName: `reports/mutation/sandbox-${name}`,
  concurrency: 2,
  timeoutMS: 8_000,
  warnings: { slow: false },
  thresholds: { high: 95, low: 90, break: null },
};
