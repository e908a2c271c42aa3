import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * The Lightning components under the root's jest. Salesforce's own preset looks for sfdx-project.json in the working directory, which fails in workers that
 * start elsewhere: its parts are therefore named one by one, as @salesforce/sfdx-lwc-jest has them.
 */
const require = createRequire(import.meta.url);
const salesforce = require.resolve('@salesforce/sfdx-lwc-jest/package.json');
const ofSalesforce = createRequire(salesforce);
const stubs = join(dirname(salesforce), 'src/lightning-stubs');

export default {
  displayName: 'lightning',
  rootDir: import.meta.dirname,
  testMatch: ['<rootDir>/force-app/**/__tests__/*.test.js'],
  // The version that Salesforce's packages are made for; the HubSpot cards use a newer one.
  testEnvironment: ofSalesforce.resolve('jest-environment-jsdom'),
  testEnvironmentOptions: { customExportConditions: ['node', 'node-addons'] },
  moduleFileExtensions: ['js', 'cjs', 'html', 'json'],
  transform: { '^.+\\.(js|html|css)$': ofSalesforce.resolve('@lwc/jest-transformer') },
  transformIgnorePatterns: ['/node_modules/(?!(.*@lwc/state)|(.*@salesforce/sfdx-lwc-jest/src/lightning-stubs)/)'],
  resolver: ofSalesforce.resolve('@lwc/jest-resolver'),
  moduleNameMapper: {
    '^(lwc|@lwc/engine-dom)$': ofSalesforce.resolve('@lwc/engine-dom'),
    '^lightning/(.+)$': `${stubs}/$1/$1`,
    '^c/(.+)$': '<rootDir>/force-app/main/default/lwc/$1/$1',
    '^testing/(.+)$': '<rootDir>/testing/$1',
  },
  setupFilesAfterEnv: [...ofSalesforce('@lwc/jest-preset').setupFilesAfterEnv, '<rootDir>/testing/set-up.cjs'],
};
