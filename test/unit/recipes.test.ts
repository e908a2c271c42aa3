import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { illustrations } from '../browser/illustrations/illustrations.ts';
import { menuWords } from '../browser/illustrations/menu-words.ts';
import { properties } from '../../src/hubspot/properties.ts';

const docs = join(import.meta.dirname, '../../docs');
const files = { en: 'recipes.md', de: 'recipes.de.md' } as const;
const read = (locale: 'en' | 'de') => readFile(join(docs, files[locale]), 'utf8');
/** Everything in code type; the introduction shows the type itself once. */
const named = (text: string) =>
  [...text.matchAll(/`([^`]+)`/g)].flatMap(([, label = '']) =>
    /^(this type|dieser Schrift)$/.test(label) ? [] : [label],
  );
const provisioned = [...properties.companies, ...properties.deals];

describe.each(['en', 'de'] as const)('recipes (%s)', (locale) => {
  it('name only properties that provisioning creates', async () => {
    const labels = new Set(provisioned.map(({ label }) => label));
    const used = named(await read(locale));
    expect(used.length).toBeGreaterThan(30);
    expect(used.filter((label) => !labels.has(label))).toEqual([]);
  });

  it('name only options that those properties have', async () => {
    const options = new Set(provisioned.flatMap((property) => property.options.map(({ label }) => label)));
    const quoted = [...(await read(locale)).matchAll(/[“„]([^”“]+)[”“]/g)].map(([, text]) => text ?? '');
    const names = /^(Accounts at risk|Forecast call|Gefährdete Accounts|Prognoserunde)$/;
    expect(quoted.filter((text) => !names.test(text) && !options.has(text))).toEqual([]);
    expect(quoted).toContain('Critical');
  });

  it('show every illustration, and no picture that is not there', async () => {
    const shown = [...(await read(locale)).matchAll(/\(pictures\/([^)]+)\)/g)].map(([, file]) => file ?? '');
    expect(shown).toEqual(Object.keys(illustrations(locale)).map((name) => `${name}.${locale}.png`));
    expect(shown.filter((file) => !existsSync(join(docs, 'pictures', file)))).toEqual([]);
  });

  it('call the places in HubSpot what the illustrations call them', async () => {
    const text = await read(locale);
    const { addView, advancedFilters, editColumns, save, createReport, boardView, xAxis, yAxis, breakDown, filters } =
      menuWords[locale];
    for (const word of [
      addView,
      advancedFilters,
      editColumns,
      save,
      createReport,
      boardView,
      xAxis,
      yAxis,
      breakDown,
      filters,
    ])
      expect(text).toContain(`**${word}**`);
    for (const way of [menuWords[locale].companies, menuWords[locale].deals, menuWords[locale].reports])
      expect(text).toContain(
        way
          .split(' › ')
          .map((word) => `**${word}**`)
          .join(', '),
      );
  });
});

describe('recipes', () => {
  it('name the same properties in both languages, in the same order', async () => {
    expect(named(await read('de'))).toEqual(named(await read('en')));
  });
});
