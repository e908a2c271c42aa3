/* global __dirname */
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { XMLParser } = require('fast-xml-parser');

const folder = join(__dirname, '../force-app/main/default');
const read = (path) => new XMLParser().parse(readFileSync(join(folder, path), 'utf8'));

/** Label name → text, as Salesforce shows it to a user of that language: English where there is no translation. */
exports.labelTexts = (language) => {
  const english = read('labels/CustomLabels.labels-meta.xml').CustomLabels.labels;
  const german = read('translations/de.translation-meta.xml').Translations.customLabels;
  return new Map([
    ...english.map(({ fullName, value }) => [fullName, String(value)]),
    ...(language === 'de' ? german.map(({ name, label }) => [name, String(label)]) : []),
  ]);
};
