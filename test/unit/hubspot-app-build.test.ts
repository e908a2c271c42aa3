import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createContext, runInContext } from 'node:vm';
import * as RemoteUI from '@remote-ui/react';
import { ESLint } from 'eslint';
import * as React from 'react';
import { z } from 'zod';
import { projectFolder } from '../../hubspot-app/build.ts';
import { contractFile, generateContract } from '../../hubspot-app/generate-contract.ts';
import { type Contract } from '../../hubspot-app/shared/contract-shape.ts';
import * as shapes from '../../hubspot-app/shared/generated/contract.ts';
import { localeOf, wordsOf } from '../../hubspot-app/shared/words.ts';
import { book, emptyBook } from '../../hubspot-app/testing/book.ts';
import {
  assessed,
  companyProperties,
  dealProperties,
  notScoredYet,
  tooLittle,
} from '../../hubspot-app/testing/health.ts';
import { plan, settings } from '../../hubspot-app/testing/settings.ts';
import { properties } from '../../src/hubspot/properties.ts';
import { forecast as germanForecast } from '../../src/messages/de/forecast.ts';
import { forecast as englishForecast } from '../../src/messages/en/forecast.ts';
import { accountHealthAnswer } from '../../src/views/contract/account-health.ts';
import { dryRun, hubspotSettings } from '../../src/views/contract/hubspot-settings.ts';
import { renewalBook } from '../../src/views/contract/renewal-book.ts';

describe('contract of the screens', () => {
  it('is what the generator makes of the backend’s contracts', async () => {
    expect(await readFile(contractFile, 'utf8')).toBe(generateContract());
  });

  const examples: readonly [string, z.ZodType, Contract<unknown>, object][] = [
    ['an assessed account', accountHealthAnswer, shapes.accountHealthAnswer, assessed],
    ['too little data', accountHealthAnswer, shapes.accountHealthAnswer, tooLittle],
    ['an account without a score', accountHealthAnswer, shapes.accountHealthAnswer, notScoredYet],
    ['a book', renewalBook, shapes.renewalBook, book],
    ['an empty book', renewalBook, shapes.renewalBook, emptyBook],
    ['settings', hubspotSettings, shapes.hubspotSettings, settings],
    ['a dry run', dryRun, shapes.dryRun, plan],
  ];

  it.each(examples)('accepts %s as the backend’s contract does', (_what, schema, shape, example) => {
    expect(schema.safeParse(example).error?.message).toBeUndefined();
    expect(shape(example)).toBe(true);
  });

  it.each(examples)('refuses %s with any field missing or of another kind', (_what, _schema, shape, example) => {
    for (const name of Object.keys(example)) {
      expect([name, shape({ ...example, [name]: undefined })]).toEqual([name, false]);
      expect([name, shape({ ...example, [name]: Symbol.iterator })]).toEqual([name, false]);
    }
  });

  it('lets fields pass that only a newer backend knows', () => {
    expect(shapes.renewalBook({ ...book, outlook: 'bright' })).toBe(true);
  });
});

describe('words of the screens', () => {
  it.each([['en', englishForecast] as const, ['de', germanForecast] as const])(
    'call tiers, bands and reasons in %s what the sentences call them',
    (locale, forecast) => {
      const { tiers, bands, renewal } = wordsOf[locale];
      expect(forecast.tiers).toMatchObject(tiers);
      expect(forecast.bands).toEqual(bands);
      expect(forecast.overrideReasons).toEqual(renewal.reasons);
    },
  );

  it('address the reader formally in German', () => {
    expect(JSON.stringify(wordsOf.de)).not.toMatch(/\b(du|dein|deine|deinen|dir|dich)\b/i);
  });

  it.each([
    [{ language: 'de', locale: 'en-us' }, 'de'],
    [{ locale: 'de-at' }, 'de'],
    [{ language: 'fr', locale: 'fr-fr' }, 'en'],
    [{}, 'en'],
  ])('choose the language of %j', (user, locale) => {
    expect(localeOf(user)).toBe(locale);
  });
});

describe('HubSpot’s production build', () => {
  const names = ['CompanyHealthCard', 'CompanyHealthSidebar', 'DealRenewalCard', 'RenewalBook', 'Settings'];
  let folder = '';
  let printed = '';
  const read = (file: string) => readFile(join(folder, file), 'utf8');

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hubspot-app-bundles-'));
    // in a process of its own: Vite reads NODE_ENV, which is "test" here and is not when HubSpot builds
    const { NODE_ENV: _test, ...env } = process.env;
    printed = (await promisify(execFile)(process.execPath, [join(projectFolder, 'build.ts'), folder], { env })).stdout;
  }, 60_000);
  afterAll(() => rm(folder, { recursive: true }));

  it('prints the size of each bundle, none above 48 kB', () => {
    const sizes = [...printed.matchAll(/^(\w+) .* ([\d.]+) kB$/gm)].map(
      ([, name, size]) => [name, Number(size)] as const,
    );
    expect(sizes.map(([name]) => name)).toEqual(names);
    for (const [name, size] of sizes) expect([name, size < 48]).toEqual([name, true]);
  });

  it.each(names)('%s registers with HubSpot, and brings neither React nor zod along', async (name) => {
    const text = await read(`${name}.js`);
    const registered: unknown[] = [];
    const globals = {
      __HUBSPOT_EXTENSION_WORKER__: true,
      extend_V2: (render: unknown) => registered.push(render),
      logger: {},
      hsWorkerAPI: {},
      React,
      RemoteUI,
    };
    runInContext(text, createContext({ ...globals, self: globals, Intl, URLSearchParams }));
    expect(registered).toHaveLength(1);
    expect(text).not.toContain('ZodError');
    expect(text).not.toContain('react.production');
  });

  const manifest = z.object({
    dataDeps: z.array(z.object({ properties: z.object({ recordProperties: z.array(z.string()) }) })),
    variables: z.object({ BACKEND_URL: z.string() }),
  });
  it.each([
    ['CompanyHealthCard', properties.companies, companyProperties],
    ['CompanyHealthSidebar', properties.companies, companyProperties],
    ['DealRenewalCard', properties.deals, dealProperties],
  ] as const)('%s has its properties loaded beforehand, all of them provisioned ones', async (name, known, used) => {
    const { dataDeps, variables } = manifest.parse(JSON.parse(await read(`${name}-manifest.json`)));
    const wanted = dataDeps.flatMap((dependency) => dependency.properties.recordProperties);
    const provisioned = known.map((property) => property.name);
    expect(wanted.filter((property) => !provisioned.includes(property))).toEqual([]);
    expect(wanted).toEqual(expect.arrayContaining(Object.keys(used)));
    expect(variables.BACKEND_URL).toMatch(/^https:/);
  });
});

describe('HubSpot’s lint rules', () => {
  const rulesOn = async (text: string) => {
    const linter = new ESLint({ cwd: join(projectFolder, '..') });
    const results = await linter.lintText(text, {
      filePath: join(projectFolder, 'src/app/cards/CompanyHealthCard.tsx'),
    });
    return results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));
  };

  it('catch plain HTML, native requests, browser storage and imports from a parent folder', async () => {
    const found = await rulesOn(
      [
        "import { words } from '../../../shared/words.ts';",
        'export const Card = () => <div>{String(words)}</div>;',
        "export const ask = () => fetch('https://x.test');",
        "export const keep = () => { localStorage.setItem('a', 'b'); };",
      ].join('\n'),
    );
    for (const rule of ['no-html-elements', 'no-native-http', 'no-browser-storage', 'no-parent-imports'])
      expect(found).toContain(`@hubspot/ui-extensions/${rule}`);
  }, 30_000);
});
