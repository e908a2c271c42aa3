/* global jest, expect */
const { registerSa11yMatcher } = require('@sa11y/jest');
const { labelTexts } = require('./label-texts.cjs');

registerSa11yMatcher();

/** The platform says a user's language when a module loads, and modules load once: a test file is in one language, by its name. */
const language = expect.getState().testPath.endsWith('.de.test.js') ? 'de' : 'en-US';
const platform = [
  ...[...labelTexts(language)].map(([name, text]) => [`label/c.${name}`, text]),
  ['i18n/lang', language],
  ['i18n/timeZone', 'Europe/Berlin'],
];
for (const [path, value] of platform)
  jest.mock(`@salesforce/${path}`, () => ({ __esModule: true, default: value }), { virtual: true });
