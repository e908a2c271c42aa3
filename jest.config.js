/** Jest runs the TypeScript sources as they are: Node strips the types, so there is no second compiler to disagree with tsc. */
const project = (name, extra = {}) => ({
  displayName: name,
  testEnvironment: 'node',
  testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
  transform: {},
  extensionsToTreatAsEsm: ['.ts'],
  ...extra,
});

export default {
  projects: [project('unit'), project('contract'), project('walkthrough'), project('faults')],
  maxWorkers: 2,
};
