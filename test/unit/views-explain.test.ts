import { createExplain, type ExplainOptions } from '../../server/cli/explain.ts';
import { createTerminal } from '../../server/cli/terminal.ts';
import type { Connection } from '../../src/accounts/connection.ts';
import { accountId, connectionId } from '../../src/accounts/ids.ts';
import { createSentences } from '../../src/messages/sentences.ts';
import { assessAccount } from '../../src/scoring/assess-account.ts';
import { accountHealth } from '../../src/views/contract/account-health.ts';
import { explainAccount } from '../../src/views/explain-account.ts';
import { createMemoryStores } from '../fakes/memory-stores.ts';
import { ago, at, inForce } from '../fixtures/account-case.ts';
import {
  readOf,
  sampleAccount,
  sampleConnection,
  sampleContact,
  sampleMeeting,
  sampleRenewal,
} from '../fixtures/store-samples.ts';

const id = connectionId('hubspot', '7');
const nordlicht = accountId('100');
/** 15 June 2026, noon in Berlin. */
const now = at(0, '10:00');
const usage = (days: number, users: number) =>
  Array.from({ length: users }, (_, user) => ({
    kind: 'usage' as const,
    account: 'C-1',
    day: ago(days),
    user: `user${user}@x.example`,
    event: 'run_workflow',
    count: 3,
  }));
/** Somebody else works on every day: the source of usage delivers. */
const othersUse = (days: number) => usage(days, 1).map((signal) => ({ ...signal, account: '101' }));
const nps = (days: number, value: string) => ({
  kind: 'observation' as const,
  account: 'C-1',
  name: 'nps' as const,
  value,
  on: ago(days),
  about: 'user0@x.example',
});

/** An account that is assessed on four days, at night and when facts have come in: a late one about an early day among them. */
const lived = async (changes: Partial<Connection> = {}) => {
  const stores = createMemoryStores();
  const connection = { ...sampleConnection(id), ...changes };
  await stores.connections.add(connection);
  await stores.scorecards.publish(id, inForce);
  const meeting = { ...sampleMeeting('meeting:1', ['100'], at(20)), outcome: 'held' as const };
  const first = [
    readOf('account', sampleAccount('100', { name: 'Nordlicht GmbH', externalKey: 'C-1', seats: 10 })),
    readOf('account', sampleAccount('101', { name: 'Südwind AG' })),
    readOf('account', sampleAccount('102', { name: 'Südwind AG' })),
    readOf('renewal', sampleRenewal('900', '100', { renewalDate: ago(-60), arr: { amount: 12_000, currency: 'EUR' } })),
    readOf('contact', sampleContact('300', ['100'], { email: 'user0@x.example', role: 'champion', name: 'Ina Berg' })),
    readOf('interaction', meeting),
  ];
  await stores.records.save(id, first, { learnedAt: at(5, '00:30'), backfill: true });
  const learn = (signals: Parameters<typeof stores.signals.save>[2], days: number) =>
    stores.signals.save(id, 'csv', signals, { learnedAt: at(days, '12:00'), backfill: false });
  await stores.signals.save(
    id,
    'csv',
    [
      ...[10, 20, 40, 50].flatMap((days) => usage(days, 8)),
      ...Array.from({ length: 90 }, (_, days) => othersUse(days + 5)).flat(),
    ],
    {
      learnedAt: at(5, '00:30'),
      backfill: true,
    },
  );
  const nights = new Map<string, ReturnType<typeof assessAccount>>();
  const assess = async (asOf: string) => {
    const [known] = await stores.inputs.some(id, [nordlicht]);
    if (known === undefined) throw new Error('no inputs');
    const assessment = assessAccount({ inputs: known, asOf, scorecards: [inForce] });
    await stores.assessments.save(id, [assessment], asOf);
    nights.set(assessment.today, assessment);
  };
  for (const days of [4, 3, 2, 1]) {
    await assess(at(days, '01:00'));
    await learn(othersUse(days), days);
    if (days === 4) await learn([nps(4, '3')], days);
    if (days === 3) await learn(usage(60, 10), days);
    if (days === 2) await learn([nps(2, '9'), ...usage(2, 9)], days);
    await assess(at(days, '12:15'));
  }
  const printed: string[] = [];
  const terminal = {
    ...createTerminal(process.stdout),
    columns: 110,
    print: (text: string) => void printed.push(text),
  };
  const explain = createExplain({ stores, clock: { now: () => new Date(now) }, terminal });
  const ask = async (options: Partial<ExplainOptions>) => {
    printed.length = 0;
    await explain(connection, { account: 'C-1', asOf: null, since: null, locale: 'en', json: false, ...options });
    return printed.join('\n');
  };
  return {
    stores,
    connection,
    nights,
    ask,
    json: async (options: Partial<ExplainOptions>) =>
      accountHealth.parse(JSON.parse(await ask({ ...options, json: true }))),
  };
};

describe('explain --as-of', () => {
  it('prints what was stored on that day, whatever was learnt later', async () => {
    const { json, nights, stores } = await lived();
    const [known] = await stores.inputs.some(id, [nordlicht]);
    for (const [day, assessment] of nights) {
      const shown = await json({ asOf: day });
      const { assessedAt, stale } = shown;
      const sentences = createSentences('en');
      const stored = explainAccount({ assessment, points: known?.points ?? [], sentences, locale: 'en', now });
      expect(shown).toEqual({ ...stored, assessedAt, stale });
    }
    expect(new Set([...nights.values()].map(({ shown }) => shown)).size).toBeGreaterThan(1);
  });

  it('takes the end of the day in the time zone of the connection', async () => {
    const { json } = await lived();
    expect((await json({ asOf: ago(3) })).assessedAt).toBe(at(3, '21:59').replace('00.000', '59.999'));
    expect((await json({ asOf: ago(0) })).assessedAt).toBe(now);
    expect((await json({ asOf: ago(-9) })).assessedAt).toBe(now);
  });

  it('refuses what is no day', async () => {
    const { ask } = await lived();
    const refusal = await ask({ asOf: '15.06.2026' }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ name: 'CommandError' });
  });
});

describe('explain --since', () => {
  it('compares with the end of any day, in points that sum', async () => {
    const { json } = await lived();
    const [then, today] = [await json({ asOf: ago(4) }), await json({ since: ago(4) })];
    expect(today.change.points).toBe((today.score ?? 0) - (then.score ?? 0));
    expect(today.change.points).not.toBe(0);
    expect(today.change.lines.reduce((sum, { points }) => sum + points, 0)).toBe(today.change.points);
    expect(today.change.sentence).toMatch(/ in 4 days: /);
  });
});

describe('explain', () => {
  it('prints every part of the card, in both languages', async () => {
    const { ask } = await lived();
    const [en, de] = [await ask({}), await ask({ locale: 'de' })];
    for (const part of [
      'Nordlicht GmbH',
      'As of 15 Jun 2026',
      'Why this score',
      'Total',
      'What is missing',
      'Next step',
      'Renewals',
    ])
      expect(en).toContain(part);
    expect(de).toContain('Stand: 15.06.2026');
    expect(en).not.toMatch(/undefined|null|NaN/);
    expect(en.split('\n').filter((line) => line.startsWith('  ') && line.length > 112)).toEqual([]);
  });

  it('sums the printed points in its total row', async () => {
    const { ask, json } = await lived();
    const { score, measures } = await json({});
    const total = measures.reduce((sum, { points }) => sum + (points ?? 0), 0);
    expect(total).toBe(score);
    expect(await ask({})).toMatch(new RegExp(`^Total +${score} +−${100 - (score ?? 0)}$`, 'm'));
  });

  it('calls people by name only where the connection allows it', async () => {
    const hidden = await lived();
    const shown = await lived({ showNames: true });
    expect(await hidden.ask({})).not.toContain('Ina Berg');
    expect(await shown.ask({})).toContain('Ina Berg');
  });

  it('finds an account by id, customer number and name, and says when there are several or none', async () => {
    const { json, ask } = await lived();
    for (const account of ['100', 'C-1', 'nordlicht gmbh']) expect((await json({ account })).account.id).toBe('100');
    for (const [account, wording] of [
      ['Südwind AG', '2 accounts match “Südwind AG”. Give the CRM id of one of them.'],
      ['Acme', 'No account matches “Acme”.'],
    ] as const) {
      const refusal = await ask({ account }).catch((error: unknown) => error);
      expect(refusal).toMatchObject({ name: 'CommandError' });
      const { wording: words } = refusal as { wording: (s: ReturnType<typeof createSentences>) => string };
      expect(words(createSentences('en'))).toContain(wording);
    }
  });
});
