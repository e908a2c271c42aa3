/** @jest-environment jsdom */
import { expect, it } from '@jest/globals';
import { createRemoteRoot } from '@remote-ui/core';
import * as RemoteUI from '@remote-ui/react';
import { createRemoteReceiver, RemoteRenderer } from '@remote-ui/react/host';
import axe from 'axe-core';
import { type ComponentType } from 'react';
import { createRoot } from 'react-dom/client';
import { book, emptyBook } from '../../hubspot-app/testing/book.ts';
import {
  assessed,
  companyProperties,
  dealProperties,
  notScoredYet,
  tooLittle,
} from '../../hubspot-app/testing/health.ts';
import { settings } from '../../hubspot-app/testing/settings.ts';
import { createCheckedController } from '../../sandbox/record-page/browser/components/checked.tsx';
import { LocaleContext, texts, TextsContext } from '../../sandbox/record-page/browser/frame/texts.ts';
import { hostileTexts } from '../fixtures/hostile-texts.ts';

/**
 * Every screen as HubSpot would draw it, without a browser: the screen itself, the SDK, remote-ui, and the components of the record page, which refuse what
 * HubSpot would not take. What axe finds in the result needs no layout; colours and sizes are checked in a real browser.
 */
type Language = 'en' | 'de';
interface Hub {
  readonly language: Language;
  /** Null: no answer ever comes. */
  readonly answer: unknown;
  readonly status: number;
  readonly properties: Readonly<Record<string, string | null>>;
}
const hub: { current: Hub } = { current: { language: 'en', answer: null, status: 200, properties: {} } };

/** What the SDK finds in the worker that HubSpot runs a card in; it looks when it is loaded. */
const context = () => ({
  location: 'crm.record.tab',
  crm: { objectId: 123, objectTypeId: '0-2' },
  user: { id: 1, email: 'kim@example.com', language: hub.current.language },
  portal: { id: 123, timezone: 'Europe/Berlin' },
  variables: { BACKEND_URL: 'https://backend.test' },
});
const actions = { addAlert: () => undefined, refreshObjectProperties: () => undefined };
Object.assign(globalThis, {
  self: globalThis,
  __HUBSPOT_EXTENSION_WORKER__: true,
  extend_V2: () => undefined,
  logger: {},
  ResizeObserver: class {
    observe() {
      return undefined;
    }
    disconnect() {
      return undefined;
    }
  },
  hsFetch: () =>
    hub.current.answer === null
      ? new Promise(() => undefined)
      : Promise.resolve({
          ok: hub.current.status < 400,
          status: hub.current.status,
          json: () => Promise.resolve(hub.current.answer),
        }),
  hsWorkerAPI: {
    useExtensionContext: context,
    useExtensionActions: () => actions,
    useExtensionApi: () => ({ context: context(), actions }),
    useAppPageLocation: () => ({ path: '/', params: {} }),
    fetchCrmProperties: () =>
      Promise.resolve({ json: () => Promise.resolve({ data: hub.current.properties, cleanup: () => undefined }) }),
  },
});

// after the globals: the SDK keeps what it finds when it is loaded
const { CompanyHealth } = await import('../../hubspot-app/src/app/cards/company/company-health.tsx');
const { CompanyGlance } = await import('../../hubspot-app/src/app/cards/company/company-glance.tsx');
const { DealRenewal } = await import('../../hubspot-app/src/app/cards/deal/deal-renewal.tsx');
const { Book } = await import('../../hubspot-app/src/app/pages/book/book.tsx');
const { ConnectionSettings } = await import('../../hubspot-app/src/app/settings/sections/connection-settings.tsx');

/** Draws a screen into the document and waits until its answer, if there is one, has been shown. */
async function show(Screen: ComponentType, state: Hub): Promise<HTMLElement> {
  hub.current = state;
  document.documentElement.lang = state.language;
  document.title = 'Renewal Health';
  document.body.innerHTML = '<main><h1>Renewal Health</h1><h2>Card</h2><div id="card"></div></main>';
  const place = document.getElementById('card');
  if (place === null) throw new Error('no place for the card');
  const receiver = createRemoteReceiver();
  const root = createRemoteRoot(receiver.receive, { strict: false });
  createRoot(place).render(
    <TextsContext.Provider value={texts[state.language]}>
      <LocaleContext.Provider value={state.language}>
        <RemoteRenderer receiver={receiver} controller={createCheckedController()} />
      </LocaleContext.Provider>
    </TextsContext.Provider>,
  );
  RemoteUI.createRoot(root).render(<Screen />);
  await root.mount();
  for (let turn = 0; turn < 200; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
    const isLoading = place.querySelector('.ux-loading') !== null;
    if (place.textContent !== '' && isLoading === (state.answer === null)) return place;
  }
  throw new Error(`still ${place.textContent}`);
}

const answered = (answer: unknown, properties: Hub['properties'] = {}): Omit<Hub, 'language'> => ({
  ...{ answer, status: 200, properties },
});
const band = (code: string, label: string, score: number) => ({ ...assessed, score, band: { code, label }, gates: [] });
const longName = { ...assessed, renewals: assessed.renewals.map((one) => ({ ...one, name: 'W'.repeat(300) })) };

const states: readonly (readonly [string, ComponentType, Omit<Hub, 'language'>])[] = [
  ['company, loading', CompanyHealth, answered(null, companyProperties)],
  ['company, not scored', CompanyHealth, answered(notScoredYet)],
  ['company, insufficient data', CompanyHealth, answered(tooLittle)],
  ['company, healthy', CompanyHealth, answered(band('healthy', 'Healthy', 91))],
  ['company, watch', CompanyHealth, answered(assessed)],
  ['company, at risk', CompanyHealth, answered(band('at_risk', 'At risk', 45))],
  ['company, critical', CompanyHealth, answered(band('critical', 'Critical', 12))],
  ['company, stale', CompanyHealth, answered({ ...assessed, stale: true })],
  ['company, long names', CompanyHealth, answered(longName)],
  ['company, backend down', CompanyHealth, { answer: {}, status: 503, properties: companyProperties }],
  ['company, no access', CompanyHealth, { answer: {}, status: 403, properties: {} }],
  [
    'company, other tenant',
    CompanyHealth,
    { answer: { error: 'x', sentence: 'Not connected.' }, status: 404, properties: {} },
  ],
  ['sidebar', CompanyGlance, answered(assessed)],
  ['sidebar, backend down', CompanyGlance, { answer: {}, status: 503, properties: companyProperties }],
  ['deal', DealRenewal, answered(assessed, dealProperties)],
  ['deal, backend down', DealRenewal, { answer: {}, status: 503, properties: dealProperties }],
  ['book', Book, answered(book)],
  ['book, empty', Book, answered(emptyBook)],
  ['book, backend down', Book, { answer: {}, status: 503, properties: {} }],
  ['settings', ConnectionSettings, answered(settings)],
];

it.each(
  states.flatMap(([name, Screen, state]) =>
    (['en', 'de'] as const).map((language) => [name, language, Screen, state] as const),
  ),
)('%s (%s) is drawn without a refusal and keeps nobody out', async (_name, language, Screen, state) => {
  const place = await show(Screen, { ...state, language });
  for (const folded of place.querySelectorAll<HTMLElement>('.ux-accordion > button[aria-expanded="false"]'))
    folded.click();
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect([...place.querySelectorAll('[data-refused]')].map((one) => one.textContent)).toEqual([]);
  // nothing has a colour here
  const { violations } = await axe.run(document, { rules: { 'color-contrast': { enabled: false } } });
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)).toEqual(
    [],
  );
});

/** The same text wherever a word of ours, of a customer or of a person may stand; codes, days and addresses stay. */
function planted<T>(value: T, text: string): T {
  const kept =
    /^(id|code|state|locale|day|date|month|tier|band|final|scorecard|assessedAt|type|kind|outcome|value|field|key|accountId|renewalId|target|currency|crmLocale)$/;
  let times = 0;
  const fill = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(fill);
    if (typeof part !== 'object' || part === null) return part;
    const entries = Object.entries(part).map(([name, inner]: [string, unknown]) => [
      name,
      typeof inner === 'string' && !kept.test(name) ? `${text} ${(times += 1)}` : fill(inner),
    ]);
    return Object.fromEntries(entries) as unknown;
  };
  return fill(value) as T;
}

const withTexts: readonly (readonly [string, ComponentType, (text: string) => Omit<Hub, 'language'>])[] = [
  ['company', CompanyHealth, (text) => answered(planted(assessed, text))],
  [
    'company from the record',
    CompanyHealth,
    (text) => ({ answer: {}, status: 503, properties: { ...companyProperties, ...written(text) } }),
  ],
  ['sidebar', CompanyGlance, (text) => answered(planted(assessed, text))],
  ['deal', DealRenewal, (text) => answered(planted(assessed, text), { ...dealProperties, renewal_tier_reason: text })],
  ['book', Book, (text) => answered(planted(book, text))],
  ['settings', ConnectionSettings, (text) => answered(planted(settings, text))],
];
const written = (text: string) => ({
  ...{ renewal_health_change_reason: text, renewal_health_drivers: text, renewal_health_next_step: text },
  ...{ renewal_health_band: text, renewal_tier: text },
});

/** As a reader sees it: one line, without the marks that only steer others. Our own screens shorten names, so the beginning has to do. */
const legible = (text: string) =>
  [
    ...text
      .normalize()
      .replace(/[\s\p{Cc}\u2066-\u2069]+/gu, ' ')
      .trim(),
  ]
    .slice(0, 60)
    .join('')
    .trim();

it.each(withTexts)(
  'C3 %s shows every hostile text as text: the same elements as for a plain one, and its letters',
  async (_name, Screen, state) => {
    const plain = (await show(Screen, { ...state('plain'), language: 'en' })).innerHTML;
    const elements = (html: string) => new Set(html.match(/<[a-z][^ >]*/gu));
    for (const text of hostileTexts) {
      const place = await show(Screen, { ...state(text), language: 'en' });
      expect([
        text,
        place.querySelectorAll('script, iframe, img[src="x"], svg[onload], [onerror], a[href^="javascript"]').length,
      ]).toEqual([text, 0]);
      expect([text, [...elements(place.innerHTML)].filter((one) => !elements(plain).has(one))]).toEqual([text, []]);
      expect(legible(place.textContent)).not.toBe('');
      expect(place.textContent.normalize().replace(/[\s\p{Cc}\u2066-\u2069]+/gu, ' ')).toContain(legible(text));
      expect([...place.querySelectorAll('[data-refused]')].map((one) => one.textContent)).toEqual([]);
    }
  },
  240_000,
);
