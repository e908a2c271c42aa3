import { IntlMessageFormat } from 'intl-messageformat';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Locale } from '../../src/accounts/connection.ts';
import { properties } from '../../src/hubspot/properties.ts';
import type { CrmErrorCode } from '../../src/ports/crm.ts';
import type { ProgressStep } from '../../src/ports/progress.ts';
import type { RejectedRow } from '../../src/ports/signal-source.ts';
import type { StepName } from '../../src/messages/command-line.ts';
import type { UnreadableRow } from '../../src/messages/data-quality.ts';
import { german } from '../../src/messages/de/catalogue.ts';
import { english } from '../../src/messages/en/catalogue.ts';
import type { CrmFaultCode, StorageFaultKind } from '../../src/messages/errors.ts';
import { createSentences } from '../../src/messages/sentences.ts';
import type { StorageErrorKind } from '../../server/storage/storage-error.ts';
import { samples } from '../fixtures/message-samples/all.ts';
import { scoredResult } from '../fixtures/message-samples/measures.ts';
import { templatesOf, waysThrough } from '../fixtures/message-samples/templates.ts';

const locales = ['en', 'de'] as const satisfies readonly Locale[];
const sentences = { en: createSentences('en'), de: createSentences('de') };
const catalogues = { en: english, de: german };

/** What no reader may ever see: raw templates, missing values, doubled or misplaced spaces. */
const garbage = /[{}#]|undefined|null|NaN|Infinity|\[object| {2}|\s(?!\.env)[.,;:)]|\(\s|\.\./u;

const numbersReplaced = (value: unknown, by: number): unknown => {
  if (typeof value === 'number') return by;
  if (Array.isArray(value)) return value.map((item) => numbersReplaced(item, by));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, numbersReplaced(item, by)]));
};

/** Where people, files and the CRM bring in words of their own. */
const foreign = new Set(['record', 'value', 'text', 'folder', 'file', 'host']);
const namesReplaced = (value: unknown, by: string, key = ''): unknown => {
  if (typeof value === 'string') return foreign.has(key) ? by : value;
  if (Array.isArray(value)) return value.map((item) => namesReplaced(item, by, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, namesReplaced(item, by, name)]));
};

describe.each(locales)('every sentence in %s', (locale) => {
  const said = samples.map(({ title, form, input, say }) => ({ title, form, text: say(sentences[locale], input) }));

  it('reads as reviewed by a native speaker', () => {
    const file = new URL(`../fixtures/messages.${locale}.txt`, import.meta.url);
    const text = said.map((one) => `${one.title}: ${one.text.replaceAll('\n', ' | ')}\n`).join('');
    if (process.env.UPDATE_FIXTURES !== undefined) writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });

  it.each([0, 1, 2, 1e9, -3, 0.4])('holds no garbage when every number is %d', (number) => {
    const texts = samples.map(({ input, say }) => say(sentences[locale], numbersReplaced(input, number)));
    expect(texts.filter((text) => garbage.test(text))).toEqual([]);
    expect(texts.filter((text) => text === '')).toEqual([]);
  });

  it.each([
    ['of 500 letters', 'Wolfeschlegelsteinhausen'.repeat(21)],
    ['from right to left', 'שרה כהן'],
    ['with marks that turn the text around', 'A\u202eB\u2067C'],
  ])('stays readable with every name %s', (_, name) => {
    const named = createSentences(locale, { showNames: true, nameOf: () => name });
    const texts = samples.map(({ input, say }) => say(named, namesReplaced(input, name)));
    expect(texts.filter((text) => garbage.test(text))).toEqual([]);
    expect(texts.filter((text) => /[\u202a-\u202e\u2066\u2067]/u.test(text))).toEqual([]);
    const open = texts.filter((text) => text.split('\u2068').length !== text.split('\u2069').length);
    expect(open).toEqual([]);
    expect(texts.filter((text) => text.includes('W'.concat('olfeschlegelsteinhausen'.repeat(4))))).toEqual([]);
  });

  it('groups the digits of huge numbers', () => {
    const grouped = samples.filter(({ title }) => !title.startsWith('crmError'));
    const texts = grouped.map(({ input, say }) => say(sentences[locale], numbersReplaced(input, 1e9)));
    expect(texts.filter((text) => /\d{5}/.test(text.replace('99999', '')))).toEqual([]);
  });

  it('renders every branch of every template without garbage', () => {
    const broken = templatesOf(catalogues[locale]).flatMap(({ path, text }) => {
      const template = new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
      return waysThrough(template.getAst())
        .map((values) => String(template.format(values)))
        .filter((rendered) => garbage.test(rendered))
        .map((rendered) => `${path}: ${rendered}`);
    });
    expect(broken).toEqual([]);
  });

  it('ends sentences with a full stop and phrases without one', () => {
    const wrong = said.filter(({ form, text }) => form !== 'lines' && text.endsWith('.') !== (form === 'sentence'));
    expect(wrong).toEqual([]);
  });

  it('begins sentences with a capital, a digit or a quotation mark', () => {
    const wrong = said.filter(({ form, title, text }) => {
      return form === 'sentence' && title !== 'rejectedRow' && !/^[\p{Lu}\d“„]/u.test(text);
    });
    expect(wrong).toEqual([]);
  });
});

describe('the two languages', () => {
  it('have the same templates, filled with the same values', () => {
    const variablesOf = (texts: unknown) =>
      templatesOf(texts).map(({ path, text }) => {
        const ways = waysThrough(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst());
        return `${path}: ${Object.keys(ways[0] ?? {})
          .sort()
          .join(' ')}`;
      });
    expect(variablesOf(german)).toEqual(variablesOf(english));
  });

  it('keeps English words out of German, loan words of the glossary apart', () => {
    const foreign =
      /\b(the|and|of|days?|fell|rose|with|from|is|are|were|users?|seats?|renewals?|records?|scores?|tiers?|customers?|churn|health|open|data|forecast|reviews?|reached|missing|unknown|success|warning)\b/iu;
    /** Loan words of docs/glossary.md; quoted text, names of commands, fields, folders and calls are not ours to translate. */
    const loaned =
      /Renewal Health|Health-Scores?|Health-Status|Power-Usern?|Customer Success|Business-Reviews?|„[^“]*“|renewal-health|\w+_\w+|\w+\.objects\.\S+|\/crm\/\S+|(?<=ordner |in |Datenbank |Datei |kann )data\b/gu;
    const texts = samples.map(({ input, say }) => say(sentences.de, input));
    expect(texts.filter((text) => foreign.test(text.replaceAll(loaned, '')))).toEqual([]);
  });

  it('know the same codes as the ports they speak for', () => {
    type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
    const same: readonly [
      Same<CrmErrorCode, CrmFaultCode>,
      Same<StorageErrorKind, StorageFaultKind>,
      Same<ProgressStep, StepName>,
      Same<RejectedRow, UnreadableRow>,
    ] = [true, true, true, true];
    expect(same).not.toContain(false);
  });
});

describe('English labels', () => {
  it('are the ones that the CRM shows for the same options', () => {
    const { bands, trends, tiers, overrideReasons } = english.forecast;
    const ours: Readonly<Record<string, string>> = {
      ...english.gates.names,
      ...english.measures.names,
      ...bands,
      ...trends,
      ...tiers,
      ...overrideReasons,
    };
    const shown = [...properties.companies, ...properties.deals].filter(({ type }) => type === 'enumeration');
    const options = shown.flatMap(({ options: all }) => all.map(({ value, label }) => [value, label] as const));
    expect(options.length).toBeGreaterThan(40);
    expect(options.filter(([value, label]) => ours[value] !== label)).toEqual([]);
  });
});

describe('numbers, dates and money', () => {
  it.each([
    ['en', '12,500', '60%', '22 Nov 2026', '€12,500', '−9', '+1,200', '±0', 'a, b and c'],
    ['de', '12.500', '60\u00a0%', '22.11.2026', '12.500\u00a0€', '−9', '+1.200', '±0', 'a, b und c'],
  ] as const)('follow the habits of %s', (locale, number, percent, day, money, minus, plus, zero, list) => {
    const { format } = sentences[locale];
    expect(format.number(12_500)).toBe(number);
    expect(format.percent(0.6)).toBe(percent);
    expect(format.day('2026-11-22')).toBe(day);
    expect(format.money({ amount: 12_500.4, currency: 'EUR' })).toBe(money);
    expect([format.points(-9.4), format.points(1200), format.points(-0.4)]).toEqual([minus, plus, zero]);
    expect(format.list(['a', 'b', 'c'])).toBe(list);
  });

  it('prints the day that was meant in every time zone', () => {
    expect(sentences.en.format.day('2026-01-01')).toBe('1 Jan 2026');
    expect(sentences.de.format.day('2026-12-31')).toBe('31.12.2026');
  });
});

describe('plurals', () => {
  it.each([
    ['en', 0, '0 accounts'],
    ['en', 1, '1 account'],
    ['en', 2, '2 accounts'],
    ['en', 1_000_000_000, '1,000,000,000 accounts'],
    ['de', 0, '0 Verlängerungen'],
    ['de', 1, '1 Verlängerung'],
    ['de', 2, '2 Verlängerungen'],
    ['de', 1_000_000_000, '1.000.000.000 Verlängerungen'],
  ] as const)('in %s of %d: %s', (locale, count, text) => {
    const key = locale === 'en' ? 'accountsCounted' : 'renewalsCounted';
    expect(sentences[locale].cli.sentence(key, { count })).toBe(text);
  });

  it('uses the German dative after seit, vor and in', () => {
    const reason = { code: 'beyond_window', daysToRenewal: 400 } as const;
    expect(sentences.de.tierReason(reason)).toContain('in 400 Tagen');
    expect(sentences.de.tierReason({ ...reason, daysToRenewal: 1 })).toContain('in 1 Tag an');
  });

  it('counts the people of small accounts instead of giving a percentage', () => {
    const facts = { active: 1, seats: 3 };
    expect(sentences.en.measure(scoredResult('seat_adoption', facts))).not.toContain('%');
    expect(sentences.de.measure(scoredResult('seat_adoption', { ...facts, seats: 4 }))).toContain('(25\u00a0%)');
  });
});
