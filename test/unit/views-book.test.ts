import type { HealthAssessment, RenewalForecast } from '../../src/accounts/health.ts';
import { accountId, connectionId, renewalId } from '../../src/accounts/ids.ts';
import { assessAccount } from '../../src/scoring/assess-account.ts';
import { renewalBook } from '../../src/views/contract/renewal-book.ts';
import type { BookFilters } from '../../src/views/book/book-filters.ts';
import { explainWeek } from '../../src/views/book/explain-week.ts';
import { createReadAccountHealth } from '../../src/views/read-account-health.ts';
import { createReadRenewalBook } from '../../src/views/read-renewal-book.ts';
import { defaultDescription } from '../fakes/fake-crm.ts';
import { createMemoryStores } from '../fakes/memory-stores.ts';
import { ago, asOf, inForce, inputs, renewal } from '../fixtures/account-case.ts';
import { flavours, portfolio } from '../fixtures/portfolios/portfolio.ts';
import { readOf, sampleAccount, sampleAssessment, sampleConnection, sampleRenewal } from '../fixtures/store-samples.ts';

const id = connectionId('hubspot', '4711');
const none: BookFilters = { owner: null, segment: null, tier: null, band: null, milestone: null };
const [base] = assessAccount({ inputs: inputs({ renewals: [renewal()] }), asOf, scorecards: [inForce] }).renewals;
if (base === undefined) throw new Error('no renewal');

const due = (name: string, days: number, changes: Partial<RenewalForecast> = {}): RenewalForecast => ({
  ...base,
  ...{ renewalId: renewalId(name), name, date: ago(-days), daysToRenewal: days },
  ...{ machine: 'best_case', final: 'best_case', human: { state: 'none' }, arr: { amount: 1000, currency: 'EUR' } },
  ...changes,
});
const assessed = (name: string, changes: Partial<HealthAssessment> = {}): HealthAssessment =>
  sampleAssessment(id, name, { ...{ assessedAt: asOf, today: ago(0), renewals: [] }, ...changes });

/** A connection whose newest assessments are these; `before` are the shown scores of a week ago. */
const bookOf = async (assessments: readonly HealthAssessment[], before: Readonly<Record<string, number>> = {}) => {
  const stores = createMemoryStores();
  await stores.connections.add(sampleConnection(id));
  await stores.portals.save({ ...defaultDescription, owners: [{ id: 'o1', name: 'Mia Kern' }] }, asOf);
  const accounts = assessments.map(({ accountId: account }) => readOf('account', sampleAccount(account)));
  await stores.records.save(id, accounts, { learnedAt: asOf, backfill: false });
  await stores.assessments.save(id, assessments, asOf);
  const points = Object.entries(before).map(([account, shown]) => ({
    ...{ accountId: accountId(account), day: ago(8), knownAt: `${ago(8)}T02:00:00.000Z`, score: shown, shown },
    ...{ band: 'watch' as const, coverage: 1, scorecard: 'default-1' },
  }));
  await stores.assessments.savePoints(id, points);
  const read = createReadRenewalBook({ stores, clock: { now: () => new Date(asOf) } });
  return async (filters: Partial<BookFilters> = {}, locale: 'en' | 'de' = 'en') => {
    const book = await read(id, { ...none, ...filters }, locale);
    if (book === null) throw new Error('not connected');
    return renewalBook.parse(book);
  };
};

describe('the renewal book', () => {
  it('holds the renewals of 180 days and the overdue ones, nearest first', async () => {
    const read = await bookOf([
      assessed('a1', { renewals: [due('far', 181), due('edge', 180), due('soon', 3)] }),
      assessed('a2', {
        renewals: [due('late', -10), due('later', -61, { machine: 'not_in_window', final: 'not_in_window' })],
      }),
      assessed('a3', { renewals: [due('unknown', 120, { machine: 'insufficient_data', final: 'insufficient_data' })] }),
    ]);
    const book = await read();
    expect(book.rows.map(({ renewal: name }) => name)).toEqual(['late', 'soon', 'edge']);
    expect(book.months.map(({ month, label }) => `${month} ${label}`)).toEqual([
      'overdue Overdue',
      '2026-06 June 2026',
      '2026-12 December 2026',
    ]);
    expect(book.asOfText).toBe('15 Jun 2026');
  });

  it('sums ARR by month and tier in the home currency and counts what it cannot add', async () => {
    const read = await bookOf([
      assessed('a1', { renewals: [due('r1', 10), due('r2', 12), due('r3', 12, { final: 'commit' })] }),
      assessed('a2', {
        renewals: [due('r4', 12, { arr: { amount: 900, currency: 'USD' } }), due('r5', 12, { arr: null })],
      }),
    ]);
    const { months, totals, rows } = await read();
    expect(months[0]?.tiers).toEqual([
      { tier: 'commit', renewals: 1, arr: 1000, arrText: '€1,000' },
      { tier: 'best_case', renewals: 4, arr: 2000, arrText: '€2,000' },
    ]);
    expect(totals).toEqual([
      { tier: 'commit', label: 'Commit', renewals: 1, arr: 1000, withoutArr: 0, arrText: '€1,000' },
      { tier: 'best_case', label: 'Best case', renewals: 4, arr: 2000, withoutArr: 2, arrText: '€2,000' },
      { tier: 'at_risk', label: 'At risk', renewals: 0, arr: 0, withoutArr: 0, arrText: '€0' },
    ]);
    expect(rows.find(({ renewalId: row }) => row === 'r4')).toMatchObject({ arr: null, arrText: 'US$900' });
  });

  it('cuts at 200 rows and says how many are left; sums know them all', async () => {
    const read = await bookOf(
      Array.from({ length: 230 }, (_, index) =>
        assessed(`a${index}`, { renewals: [due(`r${index}`, 1 + (index % 150))] }),
      ),
    );
    const { rows, more, totals } = await read();
    expect([rows.length, more]).toEqual([200, 30]);
    expect(rows.map(({ days }) => days)).toEqual(rows.map(({ days }) => days).sort((a, b) => a - b));
    expect(totals[1]?.renewals).toBe(230);
  });

  it('is empty without renewals and null without a connection', async () => {
    const read = await bookOf([]);
    expect(await read()).toMatchObject({ rows: [], months: [], more: 0, today: [], atRisk: [] });
    const stores = createMemoryStores();
    const unknown = createReadRenewalBook({ stores, clock: { now: () => new Date(asOf) } });
    expect(await unknown(id, none, 'en')).toBeNull();
  });
});

describe('filters', () => {
  const book = [
    assessed('a1', {
      ownerId: 'o1',
      segment: 'smb',
      band: 'healthy',
      renewals: [due('r1', 10, { ownerId: 'o1', milestone: 'close' })],
    }),
    assessed('a2', {
      ...{ ownerId: 'o2', segment: 'enterprise', band: 'watch' },
      renewals: [
        due('r2', 20, { ownerId: null, final: 'at_risk', milestone: 'price_talk' }),
        due('r3', 30, { ownerId: 'o1' }),
      ],
    }),
  ] as const;

  it.each([
    [{ owner: 'o1' }, ['r1', 'r3']],
    [{ owner: 'o2' }, ['r2']],
    [{ segment: 'enterprise' }, ['r2', 'r3']],
    [{ tier: 'at_risk' }, ['r2']],
    [{ band: 'healthy' }, ['r1']],
    [{ milestone: 'close' }, ['r1']],
    [{ owner: 'o1', band: 'watch' }, ['r3']],
    [{ owner: 'nobody' }, []],
  ])('narrow rows and sums alike: %j', async (filters, expected) => {
    const { rows, totals, months } = await (await bookOf(book))(filters);
    expect(rows.map(({ renewalId: row }) => row)).toEqual(expected);
    expect(totals.reduce((sum, { renewals }) => sum + renewals, 0)).toBe(expected.length);
    expect(months.flatMap(({ tiers }) => tiers).reduce((sum, { renewals }) => sum + renewals, 0)).toBe(expected.length);
  });

  it('offer every value of the whole book, worded, owners by name where it is known', async () => {
    const { filters } = await (await bookOf(book))({ owner: 'nobody' }, 'de');
    expect(filters.owners).toEqual([
      { value: 'o1', label: 'Mia Kern' },
      { value: 'o2', label: 'o2' },
    ]);
    expect(filters.segments.map(({ label }) => label)).toEqual(['Großkunden', 'Kleinkunden']);
    expect(filters.tiers.map(({ value }) => value)).toEqual(['best_case', 'at_risk']);
    expect(filters.bands.map(({ label }) => label)).toEqual(['Gesund', 'Beobachten']);
    expect(filters.milestones).toHaveLength(3);
  });
});

describe('the lists of the book', () => {
  it('name accounts at risk with what fires and the next step, most money first', async () => {
    const whole = flavours.flatMap(portfolio).map((known) => {
      const assessment = assessAccount({ inputs: known, asOf, scorecards: [inForce] });
      return { ...assessment, connectionId: id };
    });
    const book = await (await bookOf(whole))();
    const risky = whole.filter(
      ({ tier, renewals }) => tier === 'at_risk' && (renewals[0]?.daysToRenewal ?? 999) <= 180,
    );
    expect(book.atRisk).toHaveLength(risky.length);
    const late = book.atRisk.find(({ account }) => account === 'mid-market paying late');
    expect(late?.sentence).toBe('An invoice is 33 days overdue.');
    expect(late?.nextStep).toContain('accounts department');
    expect(book.today).toHaveLength(5);
    expect(book.today.every(({ sentence, nextStep }) => sentence !== '' && nextStep !== '')).toBe(true);
    expect(book.expansion.map(({ account }) => account)).toContain('mid-market full and asking for more');
  });

  it('set the manual tier against the calculated one where they differ', async () => {
    const human = { state: 'valid', tier: 'commit', reason: 'verbal_commitment', until: ago(-20) } as const;
    const expired = { ...human, state: 'expired' } as const;
    const read = await bookOf([
      assessed('a1', { renewals: [due('r1', 10, { human, final: 'commit' }), due('r2', 10, { human: expired })] }),
      assessed('a2', { renewals: [due('r3', 10, { human, machine: 'commit', final: 'commit' })] }),
    ]);
    const { disagreements } = await read();
    expect(disagreements).toHaveLength(1);
    expect(disagreements[0]).toMatchObject({ renewalId: 'r1', machine: 'Best case', human: 'Commit' });
    expect(disagreements[0]?.sentence).toMatch(/Verbal commitment.*\. .+\.$/);
  });

  it('show who moved since a week ago, largest move first', async () => {
    const read = await bookOf(
      [assessed('a1', { shown: 70 }), assessed('a2', { shown: 40 }), assessed('a3'), assessed('a4', { shown: 61 })],
      {
        ...{ a1: 65, a2: 80, a4: 61 },
      },
    );
    expect((await read()).moved.map(({ accountId: account, from, to }) => [account, from, to])).toEqual([
      ['a2', 80, 40],
      ['a1', 65, 70],
    ]);
  });

  it('explain the week of a mover, not its month, in points that sum to the move', async () => {
    const [facts] = flavours.flatMap(portfolio).flatMap((known) => {
      const month = assessAccount({ inputs: known, asOf, scorecards: [inForce] }).change30d;
      return month.state === 'compared' && Math.abs(month.shownChange) > 5 ? [known] : [];
    });
    if (facts === undefined) throw new Error('nobody moved');
    const stores = {
      inputs: { ...createMemoryStores().inputs, some: () => Promise.resolve([facts]) },
      scorecards: { ...createMemoryStores().scorecards, inForce: () => Promise.resolve([inForce]) },
    };
    const now = assessAccount({ inputs: facts, asOf, scorecards: [inForce] });
    const since = `${ago(7)}T10:00:00.000Z`;
    const before = assessAccount({ inputs: facts, asOf: since, scorecards: [inForce] });
    const week = (await explainWeek(stores, facts.connectionId, [now])).get(facts.accountId);
    if (week?.state !== 'compared') throw new Error('not compared');
    expect([week.since, week.until]).toEqual([since, asOf]);
    expect(week.shownChange).toBe((now.shown ?? 0) - (before.shown ?? 0));
    expect(week.lines.reduce((sum, { shown }) => sum + shown, 0)).toBe(week.shownChange);
    expect(week).not.toEqual(now.change30d);
  });

  it('leave out what the filters leave out', async () => {
    const read = await bookOf(
      [assessed('a1', { segment: 'smb', shown: 70 }), assessed('a2', { segment: 'enterprise', shown: 40 })],
      { a1: 60, a2: 60 },
    );
    expect((await read({ segment: 'smb' })).moved.map(({ accountId: account }) => account)).toEqual(['a1']);
    expect((await read({ tier: 'commit' })).moved).toEqual([]);
  });
});

const unscored = { score: null, shown: null, band: 'insufficient_data' } as const;

describe('the health of one account', () => {
  it('is read by account and by renewal, and says when there is none', async () => {
    const stores = createMemoryStores();
    await stores.connections.add(sampleConnection(id));
    const reads = [
      readOf('account', sampleAccount('a1')),
      readOf('account', sampleAccount('a2')),
      readOf('renewal', sampleRenewal('r1', 'a1')),
    ];
    await stores.records.save(id, reads, { learnedAt: asOf, backfill: false });
    await stores.assessments.save(id, [assessed('a1', { ...unscored, renewals: [due('r1', 10)] })], asOf);
    const read = createReadAccountHealth({ screens: stores.screens, clock: { now: () => new Date(asOf) } });
    expect(await read(id, { account: accountId('a1') }, 'de')).toMatchObject({ state: 'assessed', locale: 'de' });
    expect(await read(id, { renewal: renewalId('r1') }, 'en')).toMatchObject({
      state: 'assessed',
      account: { id: 'a1' },
    });
    const missing = { state: 'not_scored_yet', sentence: 'This account has not been scored yet.' };
    expect(await read(id, { account: accountId('a2') }, 'en')).toEqual(missing);
    expect(await read(id, { renewal: renewalId('r9') }, 'en')).toEqual(missing);
    expect(await read(connectionId('hubspot', '1'), { account: accountId('a1') }, 'en')).toEqual(missing);
  });
});
