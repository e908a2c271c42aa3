import { join } from 'node:path';
import lightning from './salesforce-lwc-bridge/jest.config.js';

// A hundred programs are started by tests: what Node has compiled once, types stripped, is half of such a start.
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/compiled');

/** Jest runs the TypeScript sources as they are: Node strips the types, so there is no second compiler to disagree with tsc. */
const project = (name, extra = {}) => ({
  displayName: name,
  testEnvironment: '<rootDir>/test/helpers/plain-globals.js',
  testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
  transform: {},
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^fast-check$': '<rootDir>/test/helpers/fast-check.js' },
  // What mutation testing leaves behind holds copies of package.json files.
  modulePathIgnorePatterns: ['<rootDir>/reports/'],
  ...extra,
});

/** Cards and pages are TSX, which Node does not run: swc turns them into JavaScript, everything else stays as above. */
const hubspotApp = project('hubspot-app', {
  testMatch: ['<rootDir>/hubspot-app/**/__tests__/*.test.tsx', '<rootDir>/test/screens/*.test.tsx'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  transform: {
    '\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', tsx: true },
          transform: { react: { runtime: 'automatic' } },
          target: 'es2024',
          experimental: { keepImportAttributes: true },
        },
        module: { type: 'es6' },
      },
    ],
  },
});

export default {
  projects: [
    project('unit'),
    project('contract'),
    project('walkthrough'),
    project('faults'),
    project('bench'),
    project('browser'),
    hubspotApp,
    lightning,
  ],
  testSequencer: './test/helpers/slowest-first.js',
  // One more than the cores of a small machine: programs under test also wait, for time limits, for each other, for a browser.
  maxWorkers: 3,
  // A test waits for facts, not for a busy machine: every shorter limit was a guess about somebody else's load.
  testTimeout: 300_000,
};
