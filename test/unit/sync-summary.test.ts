import type { HealthAssessment, RenewalForecast } from '../../src/accounts/health.ts';
import { accountId, renewalId } from '../../src/accounts/ids.ts';
import { printBook } from '../../server/cli/print-book.ts';
import { createSentences } from '../../src/messages/sentences.ts';
import { callsFloor, pageSizes } from '../../src/sync/calls-floor.ts';
import { createReadDataQuality } from '../../src/sync/data-quality.ts';
import { dayStart } from '../../src/sync/day-start.ts';
import { accountHealthValues, renewalHealthValues } from '../../src/sync/health-values.ts';
import { createBookSummary } from '../../src/sync/summary/book-summary.ts';
import { changedValues } from '../../src/sync/write-back/changed-values.ts';
import { companyOf, renewalOf } from '../helpers/sync-book.ts';
import { connection, createSyncWorld, rowsOf } from '../helpers/sync-world.ts';

/** Thriving, without usage, thriving, fading: what `createSyncWorld` makes of four companies. */
const assessed = async (): Promise<readonly HealthAssessment[]> => {
  const world = createSyncWorld(4);
  await world.sync({ kind: 'full' });
  return await rowsOf(world.stores.assessments.all(connection, 10));
};
const book = await assessed();
const company = (n: number): HealthAssessment => {
  const found = book.find(({ accountId: id }) => id === `a${n}`);
  if (found === undefined) throw new Error(`no company ${n}`);
  return found;
};
const [thriving, unknown, fading] = [company(1), company(2), company(4)];
const forecastOf = ({ renewals: [first] }: HealthAssessment): RenewalForecast => {
  if (first === undefined) throw new Error('no renewal');
  return first;
};
const english = createSentences('en');

describe('the book', () => {
  test('counts by band and tier and adds up the ARR of the home currency', () => {
    const sum = createBookSummary('EUR');
    sum.add(book);
    expect(sum.result()).toMatchObject({
      accounts: 4,
      scored: 3,
      insufficient: 1,
      byBand: { healthy: 2, watch: 0, at_risk: 1, critical: 0, insufficient_data: 1 },
      byTier: {
        commit: { renewals: 2, arr: 48_000, withoutArr: 0 },
        best_case: { renewals: 0, arr: 0, withoutArr: 0 },
        at_risk: { renewals: 2, arr: 72_000, withoutArr: 0 },
      },
      arrAtRisk: 72_000,
    });
  });

  test('lists where people and the rules differ and what has run out, the nearest dates first', () => {
    const forecast = forecastOf(thriving);
    const by = (id: string, date: string, changes: Partial<RenewalForecast>): RenewalForecast => ({
      ...forecast,
      ...{ renewalId: renewalId(id), name: id, date, machine: 'best_case', ...changes },
    });
    const valid = { state: 'valid', tier: 'commit', reason: null, until: '2027-01-01' } as const;
    const sum = createBookSummary('EUR');
    const late = Array.from({ length: 10 }, (_, day) => by(`late${day}`, `2027-03-1${day}`, { human: valid }));
    sum.add([
      {
        ...thriving,
        renewals: [
          ...late,
          by('first', '2027-02-01', { human: valid }),
          by('agrees', '2027-01-01', { human: { ...valid, tier: 'best_case' } }),
          by('unset', '2027-01-01', { human: { state: 'none' } }),
          by('over', '2027-01-01', { human: { ...valid, state: 'expired' } }),
          by('gone', '2026-01-01', { human: { ...valid, state: 'expired' }, machine: 'not_in_window' }),
        ],
      },
    ]);
    const { disagreements, expired } = sum.result().humanTiers;
    expect(disagreements.count).toBe(11);
    expect(disagreements.nearest.map(({ renewal }) => renewal.name)).toEqual([
      'first',
      ...late.slice(0, 9).map(({ name }) => name),
    ]);
    expect(expired).toMatchObject({
      count: 1,
      nearest: [{ account: thriving.accountName, renewal: { name: 'over' } }],
    });
  });

  test.each([
    [
      english,
      'Calculated and manual tier differ (1)',
      'Calculated tier: Best case',
      'Set by hand to “Commit” until 1 Jan 2027.',
    ],
    [
      createSentences('de'),
      'Berechnete und manuelle Stufe weichen ab (1)',
      'Berechnete Stufe: Best Case',
      'Bis zum 01.01.2027 manuell auf „Commit“ gesetzt.',
    ],
  ])('is printed with the disagreements of both languages %#', async (sentences, head, machine, human) => {
    const world = createSyncWorld(1);
    const { connection: connected } = await world.sync({ kind: 'full' });
    const sum = createBookSummary('EUR');
    const set = { state: 'valid', tier: 'commit', reason: null, until: '2027-01-01' } as const;
    sum.add([{ ...thriving, renewals: [{ ...forecastOf(thriving), machine: 'best_case', human: set }] }]);
    const lines: string[] = [];
    const plain = (text: string): string => text;
    const terminal = {
      ...{ columns: 100, bold: plain, dim: plain },
      print: (text: string) => void lines.push(text),
      byTier: (_: unknown, text: string) => text,
      byBand: (_: unknown, text: string) => text,
    };
    printBook(terminal, sentences, { connection: connected, book: sum.result(), today: [] });
    const text = lines.join('\n');
    expect(text).toContain(head);
    expect(text).toContain(machine);
    expect(text).toContain(human);
  });

  test('counts a foreign amount and adds nothing', () => {
    const sum = createBookSummary('USD');
    sum.add([fading]);
    expect(sum.result().byTier.at_risk).toEqual({ renewals: 1, arr: 0, withoutArr: 1 });
  });

  test('is the same whether it comes in one page or in four', () => {
    const [whole, pages] = [createBookSummary('EUR'), createBookSummary('EUR')];
    whole.add(book);
    for (const each of book) pages.add([each]);
    expect(pages.result()).toEqual(whole.result());
  });
});

describe('needs someone today', () => {
  const near = (health: HealthAssessment, id: string, daysToRenewal: number, arr: number): HealthAssessment => ({
    ...health,
    accountId: accountId(id),
    arrInWindow: arr,
    renewals: [{ ...forecastOf(health), daysToRenewal }],
  });
  const order = (...given: readonly HealthAssessment[]) => {
    const sum = createBookSummary('EUR');
    sum.add(given);
    return sum.result().needToday.map(({ accountId: id }) => id);
  };

  test('whoever has a warning or a renewal at risk, and nobody else', () => {
    expect(order(...book)).toEqual(['a4', 'a2']);
  });
  test('a warning before a low score, the nearer before the later, the larger before the smaller', () => {
    expect(order(near(unknown, 'score', 20, 1000), near(fading, 'warning', 20, 1000))).toEqual(['warning', 'score']);
    expect(order(near(fading, 'later', 120, 1000), near(fading, 'nearer', 20, 1000))).toEqual(['nearer', 'later']);
    expect(order(near(fading, 'small', 20, 1000), near(fading, 'large', 20, 9000))).toEqual(['large', 'small']);
  });
  test('large sums far away do not hide behind small ones that are near', () => {
    expect(order(near(fading, 'tiny', 10, 500), near(unknown, 'large', 120, 200_000))).toEqual(['large', 'tiny']);
  });
  test('without any ARR the order still is by warning, then by nearness', () => {
    expect(order(near(unknown, 'b', 10, 0), near(fading, 'c', 120, 0), near(fading, 'a', 10, 0))).toEqual([
      'a',
      'b',
      'c',
    ]);
  });
  test('five at most, in the same order whichever way they come', () => {
    const many = Array.from({ length: 9 }, (_, i) => near(fading, `x${i}`, 20, 100 * i));
    expect(order(...many)).toEqual(['x8', 'x7', 'x6', 'x5', 'x4']);
    expect(order(...many.toReversed())).toEqual(order(...many));
  });
});

describe('the fewest calls for a run', () => {
  const nothing = { account: 0, renewal: 0, contact: 0, ticket: 0, interaction: 0 };
  const noLinks = { renewal: 0, contact: 0, ticket: 0, interaction: 0 };
  const base = { linksAsked: noLinks, readById: 0, written: { account: 0, renewal: 0 } };

  test.each([
    ['an empty portal', { kind: 'full', connected: true, read: nothing }, 8 + 7],
    [
      '10,000 companies with three deals, five contacts and four tickets each, all written',
      {
        kind: 'full',
        connected: true,
        read: { account: 10_000, renewal: 30_000, contact: 50_000, ticket: 40_000, interaction: 0 },
        written: { account: 10_000, renewal: 30_000 },
      },
      8 + 1300 + 3 + 400,
    ],
    ['an idle quarter of an hour', { kind: 'incremental', connected: false, read: nothing }, 7],
    [
      'a busy one',
      {
        kind: 'incremental',
        connected: false,
        read: { ...nothing, account: 201, renewal: 1 },
        linksAsked: { renewal: 1000, contact: 1001, ticket: 0, interaction: 0 },
        readById: 101,
        written: { account: 1, renewal: 101 },
      },
      2 + 1 + 1 + 1 + 3 + (2 + 2) + 2 + (1 + 2),
    ],
  ] as const)('%s', (_, volume, calls) => {
    expect(callsFloor({ ...base, ...volume }, pageSizes.hubspot)).toBe(calls);
  });

  test('is what a sync reports beside its calls', async () => {
    const world = createSyncWorld(3);
    const summary = await world.sync({ kind: 'full' });
    expect(summary.callsFloor).toBe(8 + 7 + 2);
    expect(summary.calls.total).toBe(world.crm.calls().total);
    const [run] = await world.stores.runs.latest(connection, 1);
    expect(run?.stats).toMatchObject({ accountsRead: 3, written: 6, callsFloor: 17, calls: summary.calls.total });
  });
});

describe('data quality', () => {
  test('names what each account lacks, and nothing for a complete one', async () => {
    const world = createSyncWorld(4);
    world.crm.put('account', companyOf(1, { seats: null, ownerId: null }));
    world.crm.put('renewal', renewalOf(3, { renewalDate: null, closeDate: '2027-01-05', arr: null }));
    world.crm.put('renewal', renewalOf(4, { arr: { amount: 3, currency: 'USD' }, status: 'open' }));
    world.crm.put(
      'renewal',
      renewalOf(2, { problems: [{ code: 'not_a_date', field: 'renewal_date', value: 'soon' }] }),
    );
    await world.sync({ kind: 'full' });
    const quality = createReadDataQuality(world)(connection);
    const accounts = await rowsOf(quality.accounts());
    expect(accounts.map(({ accountId: id, gaps }) => [id, gaps])).toEqual([
      ['a1', ['no_seats', 'no_owner']],
      ['a2', ['no_usage', 'insufficient_data']],
      ['a3', ['renewal_date_by_fallback', 'no_arr']],
      ['a4', ['foreign_arr']],
    ]);
    expect(await rowsOf(quality.problems())).toEqual([
      { type: 'renewal', id: 'd2', name: 'Renewal 2', code: 'not_a_date', field: 'renewal_date', value: 'soon' },
    ]);
    expect(await quality.unresolvedKeys()).toEqual([]);
    expect(await quality.rejectedRows()).toEqual([]);
  });
});

describe('what is written', () => {
  test('are whole points, codes and sentences', () => {
    expect(accountHealthValues(thriving, english)).toMatchObject({
      score: thriving.shown,
      band: 'healthy',
      topRisk: null,
      tier: 'commit',
      nextDate: '2027-01-01',
      scorecard: 'default-1',
    });
    expect(accountHealthValues(fading, english)).toMatchObject({ topRisk: 'power_user_silent', change30d: -23 });
    expect(accountHealthValues(fading, createSentences('de')).changeReason).toContain('gefallen');
  });

  test('an account without enough data shows no score and no group score', () => {
    const values = accountHealthValues(unknown, english);
    expect(values).toMatchObject({
      score: null,
      band: 'insufficient_data',
      product: null,
      support: null,
      changeReason: '',
    });
  });

  test.each(['not_in_window', 'insufficient_data'] as const)(
    'a renewal that is %s has no tier but a reason',
    (tier) => {
      const renewal = { ...forecastOf(thriving), final: tier, machine: tier };
      const values = renewalHealthValues(renewal, thriving, english, 'Europe/Berlin');
      expect(values).toMatchObject({ tier: null, tierMachine: null, tierChangedAt: null });
      expect(values.tierReason).not.toBe('');
    },
  );

  test.each([
    ['2026-11-22', 'Europe/Berlin', '2026-11-21T23:00:00.000Z'],
    ['2026-11-22', 'America/New_York', '2026-11-22T05:00:00.000Z'],
    ['2026-11-22', 'Asia/Kolkata', '2026-11-21T18:30:00.000Z'],
    ['2026-11-22', 'Pacific/Kiritimati', '2026-11-21T10:00:00.000Z'],
    ['2026-11-22', 'UTC', '2026-11-22T00:00:00.000Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z'],
  ])('%s begins in %s at %s', (day, zone, instant) => {
    expect(dayStart(day, zone)).toBe(instant);
  });
});

describe('a difference that is worth a write', () => {
  const presented = { followers: ['scored_at', 'rev'], revision: { account: 'rev', renewal: 'rev' } };
  const changed = (type: 'account' | 'renewal', before: string, after: string) =>
    changedValues({ type, id: '1', name: '', values: { text: after } }, { text: before }, presented) !== null;

  test.each([
    ['another score', '67', '68'],
    ['a tier', 'commit', 'at_risk'],
    ['a date', '2027-01-01', '2027-01-02'],
    ['a first sentence', '', 'Silent for 3 days.'],
    ['a cleared sentence', 'Silent for 3 days.', ''],
    ['other words', 'Silent for 3 days.', 'Active for 3 days.'],
  ])('%s', (_, before, after) => {
    expect([changed('account', before, after), changed('renewal', before, after)]).toEqual([true, true]);
  });

  test('a count of days that moved by itself waits for a week on an account and for another change on a renewal', () => {
    expect(changed('account', 'Silent for 3 days.', 'Silent for 9 days.')).toBe(false);
    expect(changed('account', 'Silent for 3 days.', 'Silent for 10 days.')).toBe(true);
    expect(changed('renewal', '300 days away.', '200 days away.')).toBe(false);
  });

  test('followers come along and never cause one', () => {
    const desired = { type: 'account', id: '1', name: '', values: { score: '5', scored_at: 'new' } } as const;
    expect(changedValues(desired, { score: '5', scored_at: 'old' }, presented)).toBeNull();
    expect(changedValues(desired, { score: '4', scored_at: 'old', rev: '3' }, presented)).toMatchObject({
      before: { score: '4', scored_at: 'old' },
      after: { score: '5', scored_at: 'new' },
      shownRevision: 3,
    });
  });
});
