import { createRequire } from 'node:module';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { commonTokens, declareClassPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { collectTests } from './collect-tests.js';
import { createFreshModules } from './fresh-modules.js';

const { expect } = createRequire(import.meta.url)('expect');
const here = import.meta.dirname;

/**
 * Runs the tests of an area in Stryker's own process, a tenth of a second for a change instead of the seconds that a run of jest takes to start. Only for tests
 * that need no more of jest than `describe`, `it`, `each` and `expect`, as those of scoring do; every run loads all modules anew.
 */
class ScoringTestRunner {
  static inject = tokens(commonTokens.options);
  #files;
  /** Milliseconds of each test when it last ran: the quick ones go first, and most changes never meet a slow one. */
  #times = new Map();
  #load = createFreshModules({ 'fast-check': join(here, 'fast-check.js') });
  /** What the changed code reads and counts in, by Stryker's convention. */
  #shared = (globalThis.__stryker__ ??= {});

  constructor({ scoringTests }) {
    this.#files = scoringTests.map((name) => join(process.cwd(), 'test/unit', `${name}.test.ts`));
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async dryRun() {
    this.#shared.mutantCoverage = { static: {}, perTest: {} };
    const { results, failure } = await this.#run(() => true, false);
    if (failure !== null && results.length === 0) return { status: DryRunStatus.Error, errorMessage: failure };
    return { status: DryRunStatus.Complete, tests: results, mutantCoverage: this.#shared.mutantCoverage };
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, mutantActivation, disableBail }) {
    Object.assign(this.#shared, { hitCount: hitLimit === undefined ? undefined : 0, hitLimit });
    const activate = () => (this.#shared.activeMutant = activeMutant.id);
    if (mutantActivation === 'static') activate();
    try {
      const wanted = ({ id }) => testFilter === undefined || testFilter.includes(id);
      const { results, failure } = await this.#run(wanted, !disableBail, activate);
      const timeout = determineHitLimitReached(this.#shared.hitCount, hitLimit);
      // A change that breaks a module's own top level leaves no test to fail: it is noticed all the same.
      const tests = results.length > 0 || failure === null ? results : [failed({ id: 'load', name: 'load' }, failure)];
      return toMutantRunResult(timeout ?? { status: DryRunStatus.Complete, tests });
    } finally {
      this.#shared.activeMutant = undefined;
    }
  }

  async #run(wanted, bail, whenLoaded = () => undefined) {
    const { tests, globals } = collectTests();
    Object.assign(globalThis, globals, { expect });
    const results = [];
    try {
      await this.#load(...this.#files);
    } catch (error) {
      return { results, failure: String(error) };
    }
    whenLoaded();
    const timeOf = ({ id }) => this.#times.get(id) ?? 0;
    for (const test of tests.filter(wanted).sort((a, b) => timeOf(a) - timeOf(b))) {
      const result = await this.#resultOf(test);
      results.push(result);
      if (bail && result.status === TestStatus.Failed) break;
    }
    return { results, failure: null };
  }

  async #resultOf(test) {
    const began = performance.now();
    this.#shared.currentTestId = test.id;
    try {
      await test.run();
      const timeSpentMs = Math.round(performance.now() - began);
      this.#times.set(test.id, timeSpentMs);
      return { id: test.id, name: test.name, timeSpentMs, status: TestStatus.Success };
    } catch (error) {
      return failed(test, String(error));
    } finally {
      this.#shared.currentTestId = undefined;
    }
  }
}

const failed = ({ id, name }, failureMessage) => ({
  ...{ id, name, failureMessage, timeSpentMs: 0 },
  status: TestStatus.Failed,
});

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'scoring', ScoringTestRunner)];
