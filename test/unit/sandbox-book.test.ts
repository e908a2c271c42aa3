import { createHash } from 'node:crypto';
import { archetypes } from '../../sandbox/book/archetypes.ts';
import { addMonths, dayNumber, dayText, weekday } from '../../sandbox/book/days.ts';
import { generateBook } from '../../sandbox/book/generate-book.ts';
import { holidaysOf } from '../../sandbox/book/holidays.ts';
import { truthOf } from '../../sandbox/book/truth.ts';
import { type Book, type BookCompany, type BookOptions, type BookTruth } from '../../sandbox/book/types.ts';

const asOf = '2026-11-22';
const base: BookOptions = { seed: 7, companies: 500, asOf };
const book = generateBook(base);
const all = [...book.companies()];
const live = all.filter(({ lifecycle }) => lifecycle === 'live');

function truth(company: BookCompany): BookTruth {
  const found = truthOf(book, company);
  if (found === null) throw new Error(`No truth of ${company.key}`);
  return found;
}

function hashOf(made: Book): string {
  const hash = createHash('sha256');
  for (const company of made.companies()) hash.update(JSON.stringify(company));
  for (const deal of made.orphanDeals()) hash.update(JSON.stringify(deal));
  return hash.digest('hex');
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('a seeded base', () => {
  const small = { ...base, companies: 40 };

  it('is the same for the same seed and another one for another seed', () => {
    expect(hashOf(generateBook(small))).toBe(hashOf(generateBook(small)));
    expect(hashOf(generateBook({ ...small, seed: 8 }))).not.toBe(hashOf(generateBook(small)));
  });

  it('gives the same values when it is read twice', () => {
    const made = generateBook({ ...small, contacts: 300, usage: false });
    expect([...made.companies()]).toEqual([...made.companies()]);
    expect(made.owners).toEqual(generateBook(base).owners);
  });

  it('keeps a company as it is whatever the size of the base', () => {
    const few = [...generateBook(small).companies()].filter(({ lifecycle }) => lifecycle === 'live');
    expect(few).toHaveLength(40);
    few.forEach((company, at) => expect(JSON.stringify(company)).toBe(JSON.stringify(live[at])));
  });

  it.each([
    { companies: 10 },
    { companies: 100_001 },
    { companies: 20.5 },
    { asOf: '2026-02-30' },
    { asOf: 'today' },
    { historyDays: 90 },
    { deals: -1 },
    { activityShare: 1.5 },
  ])('refuses options out of bounds: %j', (wrong) => {
    expect(() => generateBook({ ...base, ...wrong })).toThrow(RangeError);
  });
});

describe('a share of the activities', () => {
  const activities = (made: Book) => [...made.companies()].flatMap(({ interactions }) => interactions);
  it('thins out what is written and said, and leaves the business reviews', () => {
    const [whole, tenth] = [activities(book), activities(generateBook({ ...base, activityShare: 0.1 }))];
    const reviews = (each: ReturnType<typeof activities>) => each.filter(({ review }) => review).length;
    expect(reviews(tenth)).toBe(reviews(whole));
    expect((tenth.length - reviews(tenth)) / (whole.length - reviews(whole))).toBeCloseTo(0.1, 1);
  });
});

describe('totals', () => {
  const totalsOf = (made: Book) => {
    const companies = [...made.companies()].filter(({ lifecycle }) => lifecycle === 'live');
    const liveDeals = companies.flatMap(({ deals }) => deals).filter(({ lifecycle }) => lifecycle === 'live');
    return {
      companies: companies.length,
      deals: liveDeals.length + [...made.orphanDeals()].length,
      contacts: companies.flatMap(({ contacts }) => contacts).filter(({ archived }) => !archived).length,
      tickets: companies.flatMap(({ tickets }) => tickets).length,
    };
  };

  it.each([
    { companies: 200, deals: 1_000, contacts: 2_345, tickets: 777 },
    { companies: 200, deals: 37, contacts: 0, tickets: 1 },
    { companies: 20, deals: 20, contacts: 20, tickets: 2_000 },
  ])('are exact over live records: %j', (totals) => {
    expect(totalsOf(generateBook({ seed: 3, asOf, usage: false, ...totals }))).toEqual(totals);
  });

  it('are natural where none is asked for', () => {
    const { companies, deals, contacts, tickets } = totalsOf(book);
    expect(companies).toBe(500);
    expect(deals / companies).toBeGreaterThan(1.3);
    expect(deals / companies).toBeLessThan(1.8);
    expect(contacts / companies).toBeGreaterThan(4.5);
    expect(contacts / companies).toBeLessThan(6);
    expect(tickets / companies).toBeGreaterThan(3.2);
    expect(tickets / companies).toBeLessThan(4.8);
  });
});

describe('a large base', () => {
  it('is made one company at a time: 20,000 pass in seconds and leave no memory behind', () => {
    const before = process.memoryUsage().heapUsed;
    const start = process.cpuUsage();
    let [count, highest] = [0, 0];
    for (const company of generateBook({ seed: 5, companies: 20_000, asOf, usage: false }).companies()) {
      count += company.usage.length === 0 ? 1 : 0;
      if (count % 1_000 === 0) highest = Math.max(highest, process.memoryUsage().heapUsed);
    }
    const seconds = process.cpuUsage(start).user / 1e6;
    console.info(`20,000 companies without usage: ${seconds.toFixed(1)} s of processor time`);
    expect(count).toBe(20_600);
    // Twice the target: coverage and a slow machine must not fail it, a quadratic step would.
    expect(seconds).toBeLessThan(20);
    expect(highest - before).toBeLessThan(300e6);
  }, 60_000);

  it('costs nothing before it is read', () => {
    const [first] = generateBook({ seed: 5, companies: 100_000, asOf }).companies();
    expect(first?.key).toBe('C-00001');
  });

  it('makes the usage of 200 companies in seconds', () => {
    const start = process.cpuUsage();
    let rows = 0;
    for (const { usage } of generateBook({ seed: 6, companies: 200, asOf }).companies()) rows += usage.length;
    const seconds = process.cpuUsage(start).user / 1e6;
    console.info(`200 companies with ${rows} user days: ${seconds.toFixed(1)} s of processor time`);
    expect(rows).toBeGreaterThan(50_000);
    expect(seconds).toBeLessThan(4);
  });
});

describe('truth', () => {
  const healthy = new Set(['thriving', 'steady', 'expanding', 'hidden_loyal', 'tiny_account', 'new_account']);
  const truths = live.map(truth);

  it('has every archetype, three in five accounts well, one in eight of the due ones lost', () => {
    const due = truths.filter(({ renews }) => renews !== null);
    const lost = due.filter(({ renews }) => renews === false);
    const well = truths.filter(({ archetype }) => healthy.has(archetype));
    expect(new Set(truths.map(({ archetype }) => archetype)).size).toBe(archetypes.length);
    expect(archetypes.reduce((sum, { share }) => sum + share, 0)).toBe(100);
    expect(well.length / truths.length).toBeGreaterThan(0.56);
    expect(well.length / truths.length).toBeLessThan(0.7);
    expect(lost.length / due.length).toBeGreaterThan(0.09);
    expect(lost.length / due.length).toBeLessThan(0.17);
  });

  it('is null for archived and merged companies', () => {
    const gone = all.filter(({ lifecycle }) => lifecycle !== 'live');
    expect(gone.map((company) => truthOf(book, company))).toEqual(gone.map(() => null));
  });

  it('decides nothing that is not due within a year', () => {
    for (const company of live.filter((one) => one.contractEnd !== null && truth(one).renews !== null)) {
      expect(dayNumber(company.contractEnd ?? '') - dayNumber(asOf)).toBeLessThanOrEqual(365);
    }
  });

  const of = (...names: readonly string[]) => live.filter((company) => names.includes(truth(company).archetype));
  const activeShare = ({ usage, seats }: BookCompany) =>
    new Set(usage.filter(({ day }) => day >= '2026-10-23').map(({ user }) => user)).size / (seats ?? 1);
  const seated = (companies: readonly BookCompany[]) => companies.filter(({ seats }) => seats !== null);

  it('shows in the share of active users', () => {
    const strong = mean(seated(of('thriving', 'steady', 'expanding')).map(activeShare));
    for (const name of ['never_adopted', 'slow_fade', 'dormant', 'champion_left']) {
      expect(mean(seated(of(name)).map(activeShare))).toBeLessThan(strong - 0.15);
    }
  });

  it('does not show where no score can see it: frozen budgets look well, hidden loyalty looks weak', () => {
    const staying = of('budget_freeze').filter(
      ({ deals }) => !deals.some((deal) => deal.kind === 'renewal' && deal.status === 'lost'),
    );
    const steady = mean(seated(of('steady')).map(activeShare));
    expect(mean(seated(staying).map(activeShare))).toBeGreaterThan(steady - 0.05);
    expect(mean(seated(of('hidden_loyal')).map(activeShare))).toBeLessThan(steady - 0.2);
  });

  it('shows in tickets, invoices, seats and notes about people', () => {
    const openTickets = (company: BookCompany) => company.tickets.filter(({ closedAt }) => closedAt === null).length;
    const overdue = (company: BookCompany) =>
      company.invoices.filter(({ dueOn, paidOn }) => paidOn === null && dueOn < '2026-10-23').length;
    const seatValues = ({ observations }: BookCompany) =>
      observations.filter(({ name }) => name === 'seats').map(({ value }) => Number(value));
    expect(mean(of('support_storm').map(openTickets))).toBeGreaterThan(mean(of('steady').map(openTickets)) + 1.5);
    expect(mean(of('payment_trouble').map(overdue))).toBeGreaterThan(0.4);
    expect(mean(of('steady').map(overdue))).toBeLessThan(0.05);
    for (const company of seated(of('seat_shrink'))) {
      const [before = 0, now = 0] = seatValues(company);
      expect(now).toBeLessThan(before);
      expect(now).toBe(company.seats);
    }
    for (const company of of('champion_left')) {
      expect(company.observations.some(({ name }) => name === 'champion_left')).toBe(true);
    }
  });

  it('stops the usage of a customer whose renewal was lost', () => {
    const gone = live.filter((company) =>
      company.deals.some(({ kind, status }) => kind === 'renewal' && status === 'lost'),
    );
    expect(gone.length).toBeGreaterThan(5);
    for (const { usage, contractEnd } of gone) {
      const lastDay = addMonths(dayNumber(contractEnd ?? asOf), 0) + 7;
      expect(usage.every(({ day }) => dayNumber(day) <= lastDay)).toBe(true);
    }
  });

  it('leaks into no record', () => {
    const text = JSON.stringify({
      some: live.slice(0, 120),
      gone: all.slice(500),
      owners: book.owners,
      orphans: [...book.orphanDeals()],
    });
    // champion_left is an observation of docs/signals.md as well; as such it names no archetype.
    const fair = text.replaceAll('"name":"champion_left"', '');
    const words = archetypes.flatMap(({ name, causes }) => [name, ...causes]);
    for (const word of [...words, 'archetype', 'severity', 'causeDay', 'lossProbability', 'renews']) {
      expect(fair.includes(`"${word}"`)).toBe(false);
      if (word.includes('_') || word.includes(' ')) expect(fair.includes(word)).toBe(false);
    }
  });
});

describe('the calendar', () => {
  const eventsBy = (companies: readonly BookCompany[], key: (day: string) => string): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const { usage } of companies)
      for (const { day } of usage) counts.set(key(day), (counts.get(key(day)) ?? 0) + 1);
    return counts;
  };

  it('is quiet at weekends, Friday and Saturday in Israel', () => {
    const perWeekday = (country: string) =>
      eventsBy(
        live.filter((company) => company.country === country),
        (day) => String(weekday(dayNumber(day))),
      );
    const [german, israeli] = [perWeekday('DE'), perWeekday('IL')];
    expect(german.get('0') ?? 0).toBeLessThan(0.12 * (german.get('2') ?? 0));
    expect(israeli.get('5') ?? 0).toBeLessThan(0.12 * (israeli.get('0') ?? 0));
    expect(israeli.get('0') ?? 0).toBeGreaterThan(0.6 * (israeli.get('2') ?? 0));
  });

  it('is quiet on public holidays, in August in France and at the end of the year', () => {
    const winter = generateBook({ seed: 7, companies: 120, asOf: '2027-02-01', historyDays: 200 });
    const days = eventsBy([...winter.companies()], (day) => day);
    const week = (first: string) => mean([0, 1, 2].map((at) => days.get(dayText(dayNumber(first) + at)) ?? 0));
    expect(week('2026-12-28')).toBeLessThan(0.5 * week('2026-12-07'));
    const french = live.filter(({ country, createdAt }) => country === 'FR' && createdAt < '2026-05');
    const months = eventsBy(french, (day) => day.slice(0, 7));
    expect(months.get('2026-08') ?? 0).toBeLessThan(0.7 * (months.get('2026-06') ?? 0));
    const austrian = eventsBy(
      live.filter(({ country }) => country === 'AT'),
      (day) => day,
    );
    expect(austrian.get('2026-10-26') ?? 0).toBeLessThan(0.35 * (austrian.get('2026-10-19') ?? 0));
  });

  it('knows the moving holidays', () => {
    const has = (country: 'DE' | 'IL' | 'AE' | 'US', day: string) =>
      holidaysOf(country, Number(day.slice(0, 4))).has(dayNumber(day));
    expect(has('DE', '2026-04-06')).toBe(true);
    expect(has('DE', '2027-03-26')).toBe(true);
    expect(has('US', '2026-11-26')).toBe(true);
    expect(has('IL', '2026-09-21')).toBe(true);
    expect(has('AE', '2026-03-20')).toBe(true);
    expect(has('DE', '2026-04-07')).toBe(false);
  });

  it('ends a month-long step on the last day where the date is missing', () => {
    expect(dayText(addMonths(dayNumber('2024-02-29'), 12))).toBe('2025-02-28');
    expect(dayText(addMonths(dayNumber('2024-02-29'), 48))).toBe('2028-02-29');
    expect(dayText(addMonths(dayNumber('2026-01-31'), -2))).toBe('2025-11-30');
  });
});

describe('records', () => {
  const renewals = (company: BookCompany) =>
    company.deals.filter(
      ({ kind, status, lifecycle }) => kind === 'renewal' && status === 'open' && lifecycle === 'live',
    );

  it('come in every dirty shape', () => {
    const names = live.map(({ name }) => name);
    const shapes: Record<string, boolean> = {
      umlaut: names.some((name) => /[äöüß]/.test(name)),
      hebrew: names.some((name) => /\p{Script=Hebrew}/u.test(name)),
      arabic: names.some((name) => /\p{Script=Arabic}/u.test(name)),
      emoji: names.some((name) => /\p{Extended_Pictographic}/u.test(name)),
      long: names.some((name) => name.length > 200),
      padded: names.some((name) => name !== name.trim()),
      twice: names.some((name, at) => at > 0 && name === names[at - 1]),
      comma: names.some((name) => name.includes(',')),
      upperCaseDomain: live.some(({ domain }) => domain !== null && domain !== domain.toLowerCase()),
      noDomain: live.some(({ domain }) => domain === null),
      noOwner: live.some(({ ownerKey }) => ownerKey === null),
      noValue: live.some(({ acv }) => acv === null),
      noSeats: live.some(({ seats }) => seats === null),
      noMail: live.some(({ contacts }) => contacts.some(({ email }) => email === null)),
      tiny: live.some(({ seats }) => seats !== null && seats <= 3),
      brandNew: live.some(({ contractStart }) => contractStart !== null && contractStart > '2026-10-22'),
      leapDay: live.some((company) => company.contractEnd?.endsWith('-02-29')),
      severalRenewals: live.some((company) => renewals(company).length === 3),
      undated: live.some((company) =>
        renewals(company).some(({ renewalDate, closeDate }) => renewalDate === null && closeDate !== null),
      ),
      bare: live.some((company) =>
        renewals(company).some(({ renewalDate, closeDate }) => renewalDate === null && closeDate === null),
      ),
      overdue: live.some((company) =>
        renewals(company).some(({ renewalDate }) => renewalDate !== null && renewalDate < asOf),
      ),
      mergedDeal: live.some(({ deals }) => deals.some(({ lifecycle }) => lifecycle === 'merged')),
      archivedDeal: live.some(({ deals }) => deals.some(({ lifecycle }) => lifecycle === 'archived')),
      archivedContact: live.some(({ contacts }) => contacts.some(({ archived }) => archived)),
      archivedOwner: book.owners.some(({ archived }) => archived),
      mergedCompany: all.some(({ lifecycle }) => lifecycle === 'merged'),
      archivedCompany: all.some(({ lifecycle }) => lifecycle === 'archived'),
      orphanDeal: [...book.orphanDeals()].length > 0,
      germanReview: live.some(({ interactions }) =>
        interactions.some(({ title, review }) => review && title.startsWith('Quartalsgespräch')),
      ),
      scheduledMeeting: live.some(({ interactions }) => interactions.some(({ outcome }) => outcome === 'scheduled')),
    };
    expect(Object.entries(shapes).filter(([, isThere]) => !isThere)).toEqual([]);
  });

  it('are never younger than the day the base is looked at', () => {
    const ahead = new Set(['renewalDate', 'contractEnd', 'dueOn', 'closeDate']);
    const young: string[] = [];
    const walk = (value: unknown, path: string): void => {
      if (typeof value === 'string' && /^\d{4}-\d\d-\d\d(T|$)/.test(value) && value >= asOf) young.push(path);
      if (typeof value !== 'object' || value === null) return;
      for (const [name, inner] of Object.entries(value)) if (!ahead.has(name)) walk(inner, `${path}.${name}`);
    };
    for (const company of all) {
      const past = company.interactions.filter(({ outcome }) => outcome !== 'scheduled');
      walk({ ...company, interactions: past }, company.key);
      const closed = company.deals.filter(({ status }) => status !== 'open').map(({ closeDate }) => closeDate);
      walk(closed, `${company.key}.closed`);
    }
    expect(young).toEqual([]);
  });

  it('are created before they change, and close after they were created', () => {
    for (const company of all) {
      const records = [company, ...company.contacts, ...company.deals, ...company.tickets];
      for (const { key, createdAt, modifiedAt } of records) expect([key, createdAt <= modifiedAt]).toEqual([key, true]);
      for (const { createdAt, closedAt, key } of [...company.deals, ...company.tickets]) {
        expect([key, closedAt === null || closedAt >= createdAt]).toEqual([key, true]);
      }
    }
  });

  it('refer to records that exist and have keys, domains and addresses of their own', () => {
    const keys = new Set(all.map(({ key }) => key));
    const domains = live.flatMap(({ domain }) => (domain === null ? [] : [domain.toLowerCase()]));
    const mails = all.flatMap(({ contacts }) => contacts.flatMap(({ email }) => email ?? []));
    expect(keys.size).toBe(all.length);
    expect(new Set(domains).size).toBe(domains.length);
    expect(new Set(mails).size).toBe(mails.length);
    for (const company of all) {
      const people = new Set(company.contacts.map(({ key }) => key));
      const used = [...company.deals, ...company.interactions].flatMap(({ contactKeys }) => contactKeys);
      expect(used.filter((key) => !people.has(key))).toEqual([]);
      expect(company.mergedInto === null || keys.has(company.mergedInto)).toBe(true);
      expect(company.ownerKey === null || book.owners.some(({ key }) => key === company.ownerKey)).toBe(true);
    }
  });

  it('reach back further where a back-test asks for it', () => {
    const long = [...generateBook({ seed: 7, companies: 60, asOf, historyDays: 400 }).companies()];
    const decided = (companies: readonly BookCompany[]) =>
      companies.flatMap(({ deals }) => deals).filter((deal) => deal.kind === 'renewal' && deal.status !== 'open')
        .length;
    expect(long.some(({ usage }) => usage.some(({ day }) => day < '2025-11-01'))).toBe(true);
    expect(decided(long) / 60).toBeGreaterThan(1.4 * (decided(live) / 500));
  });

  it('hold no signals when usage is switched off', () => {
    for (const company of generateBook({ ...base, companies: 20, usage: false }).companies()) {
      expect([company.usage, company.invoices, company.observations]).toEqual([[], [], []]);
    }
  });
});
