import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import type { AccountInputs, TierState } from '../../src/accounts/account-inputs.ts';
import type { HealthAssessment } from '../../src/accounts/health.ts';
import { renewalId } from '../../src/accounts/ids.ts';
import type { Day } from '../../src/accounts/time.ts';
import { accountFacts } from '../../src/scoring/account-facts.ts';
import type { UsageFeed } from '../../src/scoring/account-snapshot.ts';
import { assessAccount, scorePointAt } from '../../src/scoring/assess-account.ts';
import { bandOf, rate, shownScore } from '../../src/scoring/bands.ts';
import { addDays, calendarOf, dayNumber, dayOf, daysBetween } from '../../src/scoring/calendar.ts';
import { contentHash } from '../../src/scoring/content-hash.ts';
import { onCurve, onLevel, outsideRange } from '../../src/scoring/curves.ts';
import { eventClassesOf } from '../../src/scoring/event-classes.ts';
import { measuresFor, segmentOf } from '../../src/scoring/segment.ts';
import { snapshotAt } from '../../src/scoring/snapshot.ts';
import { rollUp } from '../../src/scoring/usage.ts';
import { boundsOf, scoreOf, type Weighable } from '../../src/scoring/weigh.ts';
import { anyInputs, usageRow } from '../fixtures/account-arbitrary.ts';
import {
  account,
  ago,
  asOf,
  at,
  card,
  contact,
  id,
  inForce,
  inputs,
  invoice,
  measured,
  meeting,
  point,
  powerUser,
  renewal,
  review,
  seen,
  shipped,
  ticket,
  today,
  usageFrom,
  used,
  usersActive,
  version,
} from '../fixtures/account-case.ts';

const assess = (known: AccountInputs, when = asOf): HealthAssessment =>
  assessAccount({ inputs: known, asOf: when, scorecards: [inForce] });

describe('calendar days', () => {
  it('are counted without a clock, over leap years and centuries', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2027-02-28', 1)).toBe('2027-03-01');
    expect(addDays('2100-02-28', 1)).toBe('2100-03-01');
    expect(addDays('2099-12-31', 1)).toBe('2100-01-01');
    expect(daysBetween('2028-02-01', '2028-03-01')).toBe(29);
    expect(daysBetween('2026-06-15', '2026-06-14')).toBe(-1);
    expect(dayNumber('1970-01-01')).toBe(0);
  });

  it('come back from their number, and agree with Date', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200_000, max: 200_000 }), (number) => {
        const day = new Date(number * 86_400_000).toISOString().slice(0, 10);
        expect(dayOf(number)).toBe(day);
        if (/^\d{4}-/.test(day)) expect(dayNumber(day)).toBe(number);
      }),
    );
  });

  it.each<[zone: string, instant: string, day: Day]>([
    ['Europe/Berlin', '2026-03-28T22:59:59.999Z', '2026-03-28'],
    ['Europe/Berlin', '2026-03-28T23:00:00.000Z', '2026-03-29'],
    ['Europe/Berlin', '2026-03-29T21:59:59.999Z', '2026-03-29'],
    ['Europe/Berlin', '2026-03-29T22:00:00.000Z', '2026-03-30'],
    ['Europe/Berlin', '2026-10-25T22:59:59.999Z', '2026-10-25'],
    ['Europe/Berlin', '2026-10-25T23:00:00.000Z', '2026-10-26'],
    ['America/New_York', '2026-03-08T04:59:59.999Z', '2026-03-07'],
    ['America/New_York', '2026-03-08T05:00:00.000Z', '2026-03-08'],
    ['America/New_York', '2026-03-09T03:59:59.999Z', '2026-03-08'],
    ['Asia/Kathmandu', '2026-06-14T18:14:59.999Z', '2026-06-14'],
    ['Asia/Kathmandu', '2026-06-14T18:15:00.000Z', '2026-06-15'],
    ['Pacific/Apia', '2026-06-14T11:00:00.000Z', '2026-06-15'],
    ['Pacific/Pago_Pago', '2026-06-15T10:59:59.999Z', '2026-06-14'],
    ['Europe/Berlin', '2028-02-28T23:00:00.000Z', '2028-02-29'],
    ['Europe/Berlin', '2100-06-14T22:00:00.000Z', '2100-06-15'],
  ])('in %s: %s is %s', (zone, instant, day) => {
    expect(dayOf(calendarOf(zone)(instant))).toBe(day);
  });
});

describe('curves', () => {
  const curve = [
    [0, 0],
    [0.4, 50],
    [1, 100],
  ] as const;

  it('run straight between their points and flat beyond them', () => {
    expect([-1, 0, 0.2, 0.4, 0.7, 1, 9].map((raw) => onCurve(curve, raw))).toEqual([0, 0, 25, 50, 75, 100, 100]);
  });

  it('fall as well as rise', () => {
    expect(
      onCurve(
        [
          [7, 100],
          [14, 85],
        ],
        10.5,
      ),
    ).toBe(92.5);
  });

  it('take off more the further a value lies outside the target range', () => {
    const range = { lowest: 0, low: 0.5, high: 8, highest: 16 };
    expect([0, 0.25, 0.5, 4, 8, 12, 16, 99].map((raw) => outsideRange(range, raw))).toEqual([
      1, 0.5, 0, 0, 0, 0.5, 1, 1,
    ]);
  });

  it('say which level is missing', () => {
    expect(() => onLevel({ none: 25 }, 'informed')).toThrow('informed');
  });
});

describe('the score', () => {
  const scored = (weight: number, score: number): Weighable => ({ state: 'scored', weight, score });
  const noData = (weight: number): Weighable => ({ state: 'no_data', weight });

  it('is the weighted mean of what is known: 81.4706 with 0.85 covered, between 69.25 and 84.25', () => {
    const measures = [scored(15, 85), scored(15, 100), scored(10, 70), scored(30, 75), scored(15, 80), noData(15)];
    const weighed = scoreOf(measures);
    expect(weighed.score).toBeCloseTo(81.4706, 4);
    expect(weighed.coverage).toBeCloseTo(0.85, 12);
    expect(boundsOf(weighed).low).toBeCloseTo(69.25, 9);
    expect(boundsOf(weighed).high).toBeCloseTo(84.25, 9);
  });

  it('knows nothing when nothing is scored', () => {
    expect(scoreOf([noData(10)])).toEqual({ score: null, coverage: 0, total: 0 });
    expect(boundsOf(scoreOf([]))).toEqual({ low: 0, high: 100 });
  });

  it('leaves what does not apply out of coverage', () => {
    expect(scoreOf([scored(10, 50), { state: 'not_applicable', weight: 90 }]).coverage).toBe(1);
  });

  const weighables = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 30 }), fc.float({ min: 0, max: 100, noNaN: true }), fc.boolean()),
    { minLength: 1, maxLength: 12 },
  );
  it('stays within its bounds whatever the missing data turns out to be', () => {
    fc.assert(
      fc.property(weighables, fc.float({ min: 0, max: 100, noNaN: true }), (rows, filling) => {
        const known = rows.map(([weight, score, isKnown]) => (isKnown ? scored(weight, score) : noData(weight)));
        const filled = rows.map(([weight, score, isKnown]) => scored(weight, isKnown ? score : filling));
        const { low, high } = boundsOf(scoreOf(known));
        const { score } = scoreOf(filled);
        expect(score).toBeGreaterThanOrEqual(low - 1e-9);
        expect(score).toBeLessThanOrEqual(high + 1e-9);
      }),
    );
  });

  it.each([
    [100, 'healthy'],
    [80, 'healthy'],
    [79, 'watch'],
    [60, 'watch'],
    [59, 'at_risk'],
    [40, 'at_risk'],
    [39, 'critical'],
    [0, 'critical'],
  ])('shown as %i is %s', (shown, band) => {
    expect(bandOf(shown, card.bands)).toBe(band);
  });

  it('is rounded half up, and a half on paper is a half', () => {
    expect([79.5, 79.49, 79.49999999999999, 0, 99.6].map(shownScore)).toEqual([80, 79, 80, 0, 100]);
    expect(rate({ score: 79.5, coverage: 1, total: 10 }, card)).toMatchObject({ band: 'healthy', shown: 80 });
  });

  it('is withheld below 0.40 coverage', () => {
    expect(rate({ score: 90, coverage: 0.39, total: 39 }, card)).toEqual({
      score: null,
      shown: null,
      band: 'insufficient_data',
    });
    expect(rate({ score: 90, coverage: 0.1 + 0.2 + 0.1, total: 40 }, card).shown).toBe(90);
    expect(rate({ score: 90, coverage: 4 * 0.1 - 1e-15, total: 40 }, card).shown).toBe(90);
  });
});

describe('segments', () => {
  const acv = (amount: number, currency = 'EUR') => segmentOf(account({ acv: { amount, currency } }), 'EUR', card);

  it('go by annual contract value, with both edges in the mid-market', () => {
    expect([9_999.99, 10_000, 50_000, 50_000.01].map((amount) => acv(amount))).toEqual([
      'smb',
      'mid_market',
      'mid_market',
      'enterprise',
    ]);
  });

  it('are unknown without a value or with one in a foreign currency', () => {
    expect(acv(20_000, 'USD')).toBeNull();
    expect(segmentOf(account({ acv: null }), 'EUR', card)).toBeNull();
  });

  it('share out their group weights in the proportions of the default', () => {
    const enterprise = shipped('enterprise.yaml', card).card;
    const weights = new Map(measuresFor(enterprise, 'enterprise').map((measure) => [measure.id, measure.weight]));
    expect(weights.get('seat_adoption')).toBeCloseTo((30 * 14) / 40, 12);
    expect(weights.get('two_way_contact')).toBeCloseTo((35 * 10) / 30, 12);
    expect(weights.get('support_friction')).toBe(10);
    expect([...weights.values()].reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(100, 9);
    expect(measuresFor(enterprise, 'smb')).toEqual(measuresFor(card, null));
  });
});

describe('event classes', () => {
  const classOf = (name: string) => eventClassesOf(card)(name);

  it.each([
    ['login', 'login', 1],
    ['User Logged In', 'login', 1],
    ['view_dashboard', 'view', 1],
    ['Report Viewed', 'view', 1],
    ['create_item', 'standard', 4],
    ['complete_workflow', 'core', 8],
    ['publish_report', 'advanced', 10],
    ['invite_user', 'advanced', 10],
    ['locked_feature_click', 'locked_feature', 0],
    ['upgrade_page_visit', 'upgrade_page', 1],
  ])('%s is %s, %i points', (name, eventClass, points) => {
    expect(classOf(name)).toMatchObject({ class: eventClass, points });
  });

  it('go by the first pattern that matches the whole name', () => {
    const events = [
      { pattern: 'a*b*c', class: 'core', points: 8 },
      { pattern: 'exact', class: 'view', points: 1 },
    ] as const;
    const classify = eventClassesOf({ ...card, events });
    expect(['abc', 'aXbYc', 'a.b.c', 'exact'].map((name) => classify(name)?.class)).toEqual([
      'core',
      'core',
      'core',
      'view',
    ]);
    expect(['ac', 'abcd', 'exactly', 'acb'].map(classify)).toEqual([null, null, null, null]);
  });
});

describe('the roll-up of usage', () => {
  const todayNumber = dayNumber(today);
  const fed = { first: todayNumber - 89, newest: todayNumber };
  const rolled = (usage: AccountInputs['usage'], usageFeed: UsageFeed | null = fed, by = card) =>
    rollUp({ usage, todayNumber, usageFeed }, by);
  const points = (usage: AccountInputs['usage']) => rolled(usage).users.map((user) => user.points);

  it('keeps a later count of the same source, day, user and event', () => {
    expect(points([used('a', 3, { view_x: 5 }), used('a', 3, { view_x: 7 }, { knownAt: at(1) })])).toEqual([7]);
  });

  it('adds events of one day that come in separate rows', () => {
    expect(points([used('a', 3, { view_x: 5 }), used('a', 3, { login: 2 })])).toEqual([7]);
  });

  it('adds what different sources saw', () => {
    expect(points([used('a', 3, { view_x: 5 }), used('a', 3, { view_x: 7 }, { source: 'segment' })])).toEqual([12]);
  });

  it('counts an unknown event as activity without points', () => {
    const bare = { ...card, events: [] };
    expect(rolled([used('a', 3, { whatever: 1 })], fed, bare)).toMatchObject({
      active: 1,
      users: [{ points: 0 }],
    });
  });

  it('finds a power user in any 30 days of the 90, by days', () => {
    const spread = Array.from({ length: 12 }, (_, i) => used('a', 40 + Math.floor(i * 2.6), { run_workflow: 1 }));
    const toowide = Array.from({ length: 12 }, (_, i) => used('a', 40 + i * 3, { run_workflow: 1 }));
    const threeCoreDays = powerUser('a', 5).map((row, i) => (i === 0 ? { ...row, events: { login: 1 } } : row));
    expect(rolled(spread).users[0]?.power).toBe(true);
    expect(rolled(toowide).users[0]?.power).toBe(false);
    expect(rolled(threeCoreDays).users[0]?.power).toBe(false);
    expect(rolled(powerUser('a', 78)).users[0]?.power).toBe(true);
    expect(rolled(powerUser('a', 79)).users[0]?.power).toBe(false);
  });
});

describe('a snapshot', () => {
  const snapshot = (changes: Partial<AccountInputs>, when = asOf, knownAt = when) =>
    snapshotAt(inputs(changes), { asOf: when, knownAt });

  it('holds only what was known by then', () => {
    const late = { ...seen('nps', '3', 20), knownAt: at(2) };
    expect(snapshot({ observations: [late] }, at(3)).observations.size).toBe(0);
    expect(snapshot({ observations: [late] }).observations.get('nps')).toHaveLength(1);
  });

  it('holds the newest version of a record, and none of a deleted one', () => {
    const first = ticket(10);
    const second = { ...ticket(10, { priority: 'top' }), knownAt: at(5) };
    const deleted = { id: first.id, knownAt: at(1), value: null };
    expect(snapshot({ tickets: [second, first] }).tickets).toMatchObject([{ priority: 'top' }]);
    expect(snapshot({ tickets: [second, first] }, at(7)).tickets).toMatchObject([{ priority: 'normal' }]);
    expect(snapshot({ tickets: [deleted, second, first] }).tickets).toEqual([]);
    expect(snapshot({ tickets: [deleted, second, first] }, at(2)).tickets).toHaveLength(1);
  });

  it('compares what a fact says with its instant', () => {
    const closesLater = renewal({ status: 'won', closedOn: ago(-1) });
    const known = snapshot({
      tickets: [ticket(10, { closedAt: at(-1) })],
      invoices: [invoice({ paidOn: ago(-1) })],
      interactions: [meeting(-1)],
      renewals: [closesLater],
    });
    expect(known.tickets).toMatchObject([{ open: true }]);
    expect(known.invoices).toMatchObject([{ paid: null }]);
    expect(known.interactions).toEqual([]);
    expect(known.renewals).toMatchObject([{ status: 'open', closedOn: null }]);
  });

  it('shows old knowledge grown older', () => {
    const aged = snapshot({ interactions: [meeting(20), meeting(5)] }, asOf, at(10));
    expect(aged.today).toBe(today);
    // The meeting of five days ago is in the record, but nobody had heard of it ten days ago.
    const heard = { ...meeting(5), knownAt: at(5) };
    expect(snapshot({ interactions: [meeting(20), heard] }, asOf, at(10)).interactions).toHaveLength(1);
  });

  it('takes the newer of a CRM seat change and an observation, and no repeated CRM value', () => {
    const crm = (seats: number, days: number) => ({ ...version(account({ seats })), knownAt: at(days) });
    const seatsOf = (changes: Partial<AccountInputs>) => snapshot(changes).seats.at(-1)?.seats;
    const edited = { ...version(account({ seats: 20, ownerId: 'o2' })), knownAt: at(1) };
    expect(seatsOf({ account: [crm(20, 300), edited], observations: [seen('seats', '30', 40)] })).toBe(30);
    expect(seatsOf({ account: [crm(20, 300), crm(25, 2)], observations: [seen('seats', '30', 40)] })).toBe(25);
  });

  it('has no facts of a deleted account', () => {
    const gone = { id, knownAt: at(1), value: null };
    const deleted = assess(
      inputs({ account: [version(account()), gone], usage: usersActive(20), renewals: [renewal()] }),
    );
    expect(deleted).toMatchObject({
      score: null,
      band: 'insufficient_data',
      renewals: [],
      people: [],
      accountName: '',
    });
  });

  it('has today in the time zone of the connection', () => {
    const late = '2026-06-15T22:30:00.000Z';
    expect(snapshotAt(inputs(), { asOf: late }).today).toBe('2026-06-16');
    expect(snapshotAt(inputs({ timeZone: 'America/New_York' }), { asOf: late }).today).toBe('2026-06-15');
  });
});

describe('an assessment', () => {
  const known = inputs({
    usage: [...powerUser('ina@x.example', 1), ...usersActive(13), used('u', 40, { run_workflow: 5 })],
    contacts: [contact('ina@x.example', 'champion', 'c1')],
    interactions: [meeting(12), review(60, 'held'), review(150, 'held')],
    observations: [seen('nps', '8', 30, 'ina@x.example'), seen('goal_status', 'on_track', 20, 'g1')],
    invoices: [invoice()],
    tickets: [ticket(6)],
    renewals: [renewal()],
  });

  it('has contributions that sum to the score and missing points that sum to the rest', () => {
    fc.assert(
      fc.property(anyInputs, (any) => {
        const { measures } = assess(any);
        const { score } = scoreOf(measures);
        if (score === null) return;
        const sums = measures.reduce(
          (sum, each) =>
            each.state === 'scored' ? { of: sum.of + each.contribution, rest: sum.rest + each.missing } : sum,
          { of: 0, rest: 0 },
        );
        expect(sums.of).toBeCloseTo(score, 9);
        expect(sums.rest).toBeCloseTo(100 - score, 9);
      }),
    );
  });

  it('scores within 0 and 100, inside its bounds', () => {
    fc.assert(
      fc.property(anyInputs, (any) => {
        const { measures, score, bounds, coverage } = assess(any);
        for (const each of measures) {
          if (each.state !== 'scored') continue;
          expect(each.score).toBeGreaterThanOrEqual(0);
          expect(each.score).toBeLessThanOrEqual(100);
        }
        expect(coverage).toBeLessThanOrEqual(1);
        if (score === null) return;
        expect(bounds.low).toBeLessThanOrEqual(score + 1e-9);
        expect(bounds.high).toBeGreaterThanOrEqual(score - 1e-9);
      }),
    );
  });

  it('never falls in seat_adoption or power_users with more activity', () => {
    fc.assert(
      fc.property(anyInputs, usageRow, (any, row) => {
        const more = { ...any, usage: [...any.usage, row] };
        for (const measure of ['seat_adoption', 'power_users'] as const) {
          const [before, after] = [measured(measure, any), measured(measure, more)];
          if (before.state !== 'scored') continue;
          expect(after.state === 'scored' ? after.score : -1).toBeGreaterThanOrEqual(before.score);
        }
      }),
    );
  });

  it('never loses coverage by a source more, where the same measures apply', () => {
    const sources = ['usage', 'interactions', 'observations', 'invoices', 'tickets'] as const;
    const applicable = ({ measures }: HealthAssessment) =>
      measures.flatMap(({ id, state }) => (state === 'not_applicable' ? [] : [id]));
    fc.assert(
      fc.property(anyInputs, fc.constantFrom(...sources), (any, source) => {
        const [less, more] = [assess({ ...any, [source]: [] }), assess(any)];
        // Zero seats turn a scored seat use into one that does not apply: it then counts neither as covered nor as missing.
        fc.pre(isDeepStrictEqual(applicable(less), applicable(more)));
        expect(more.coverage).toBeGreaterThanOrEqual(less.coverage);
      }),
    );
  });

  it('never loses a scored measure by a source more, except to "does not apply"', () => {
    const sources = ['usage', 'interactions', 'observations', 'invoices', 'tickets'] as const;
    fc.assert(
      fc.property(anyInputs, fc.constantFrom(...sources), (any, source) => {
        const more = new Map(assess(any).measures.map((each) => [each.id, each.state]));
        for (const { id, state } of assess({ ...any, [source]: [] }).measures)
          if (state === 'scored') expect(more.get(id)).not.toBe('no_data');
      }),
    );
  });

  it('is the same bytes in whatever order the facts come', () => {
    const shuffled = (any: AccountInputs): fc.Arbitrary<AccountInputs> =>
      fc
        .record({
          usage: shuffle(any.usage),
          observations: shuffle(any.observations),
          invoices: shuffle(any.invoices),
          tickets: shuffle(any.tickets),
          interactions: shuffle(any.interactions),
          contacts: shuffle(any.contacts),
          renewals: shuffle(any.renewals),
          points: shuffle(any.points),
        })
        .map((lists) => ({ ...any, ...lists }));
    fc.assert(
      fc.property(
        anyInputs.chain((any) => fc.tuple(fc.constant(any), shuffled(any))),
        ([any, permuted]) => {
          expect(JSON.stringify(assess(permuted))).toBe(JSON.stringify(assess(any)));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives for a past instant what was given then, whatever came to light later', () => {
    const then = assess(known, at(10));
    const later = inputs({
      ...known,
      observations: [...known.observations, { ...seen('nps', '0', 20, 'x'), knownAt: at(5) }],
      usage: [...known.usage, used('late', 20, { run_workflow: 9 }, { knownAt: at(5) })],
      account: [...known.account, { id, knownAt: at(2), value: null }],
    });
    expect(assess(later, at(10))).toEqual(then);
    expect(assess(later).inputsHash).not.toBe(then.inputsHash);
  });

  it('repeats a point of its history measure by measure', () => {
    const past = scorePointAt(known, at(30), [inForce]);
    const { change30d, trend, shown } = assess({ ...known, points: [past] });
    if (change30d.state !== 'compared') throw new Error('There is a point to compare with');
    expect(change30d.from).toBe(past.score);
    expect(change30d.shownChange).toBe((shown ?? 0) - (past.shown ?? 0));
    expect(trend).toBe(change30d.shownChange >= 5 ? 'rising' : change30d.shownChange <= -5 ? 'falling' : 'steady');
  });

  it('compares with nothing before there is a point of 30 days ago', () => {
    expect(assess({ ...known, points: [point(29, 50)] })).toMatchObject({
      change30d: { state: 'no_comparable_score' },
      trend: null,
    });
    expect(assess({ ...known, points: [point(30, null)] }).change30d.state).toBe('no_comparable_score');
  });

  it('compares with a point of at most 37 days ago', () => {
    const since = (days: number) => {
      const { change30d, trend } = assess({ ...known, points: [scorePointAt(known, at(days), [inForce])] });
      return [change30d.state === 'compared' ? change30d.since : null, trend === null];
    };
    expect(since(37)).toEqual([at(37), false]);
    expect(since(38)).toEqual([null, true]);
  });

  it('tells an outage of the usage source as one line, and does not call it a fall of the customer', () => {
    const at5 = { ...known, points: [scorePointAt(known, at(30), [inForce])] };
    const { change30d } = assess({ ...at5, ...usageFrom(300, 4) });
    if (change30d.state !== 'compared') throw new Error('There is a point to compare with');
    const lost = change30d.lines.filter(({ cause }) => cause === 'data_lost');
    expect(lost).toMatchObject([{ source: 'usage', silent: true }]);
    expect(change30d.lines.some((line) => 'detail' in line && line.detail.measure === 'seat_adoption')).toBe(false);
  });

  it('is made by the scorecard in force then, the first one for times before', () => {
    const second = { ...inForce, since: at(5), hash: 'second', card: { ...card, version: 'second' } };
    const scorecards = [{ ...inForce, since: at(20) }, second];
    const by = (when: string) => assessAccount({ inputs: known, asOf: when, scorecards }).scorecard;
    expect([at(40), at(6), at(5)].map((when) => by(when).version)).toEqual(['default-1', 'default-1', 'second']);
    expect(() => assessAccount({ inputs: known, asOf, scorecards: [] })).toThrow('without a scorecard');
  });

  it('lists at most three drivers up and three down against 75, strongest first', () => {
    const { up, down, measures } = assess(known);
    expect(up.length).toBeLessThanOrEqual(3);
    const weights = scoreOf(measures).total;
    const contact_ = measures.find((each) => each.id === 'two_way_contact');
    const effect = contact_?.state === 'scored' ? (10 * (contact_.score - 75)) / weights : NaN;
    expect(up.find((each) => each.measure === 'two_way_contact')?.effect ?? effect).toBeCloseTo(effect, 9);
    for (const drivers of [up, down]) {
      const sizes = drivers.map((driver) => Math.abs(driver.effect));
      expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    }
    expect(down.every((driver) => driver.effect < 0)).toBe(true);
  });

  it('groups its measures', () => {
    const { groups } = assess(inputs({ tickets: [ticket(6)], interactions: [meeting(7)] }));
    expect(groups).toEqual([
      { group: 'product', weight: 40, score: null, coverage: 0 },
      { group: 'relationship', weight: 30, score: 100, coverage: 10 / 30 },
      { group: 'support', weight: 15, score: 80, coverage: 1 },
      { group: 'business', weight: 15, score: null, coverage: 0 },
    ]);
  });

  it.each([
    ['renewal today', 0],
    ['renewal yesterday', -1],
    ['renewal in a year', 365],
  ])('forecasts a %s', (_, days) => {
    const [forecast] = assess({ ...known, renewals: [renewal({ renewalDate: ago(-days) })] }).renewals;
    expect(forecast).toMatchObject({ daysToRenewal: days });
    expect(forecast?.machine).not.toBe('not_in_window');
  });

  it('takes a human tier without an end that came with the first refresh as set on that day, not when the deal was made', () => {
    const override = { tier: 'commit', reason: 'verbal_commitment', until: null } as const;
    const deal = { ...renewal({ override }), knownAt: at(200) };
    const human = (firstRefreshAt: string | undefined, when = asOf) =>
      assess({ ...known, renewals: [deal], ...(firstRefreshAt === undefined ? {} : { firstRefreshAt }) }, when)
        .renewals[0]?.human;
    expect(human(at(3))).toMatchObject({ state: 'valid', until: ago(-27) });
    expect(human(at(31))).toMatchObject({ state: 'expired', until: ago(1) });
    expect(human(undefined)).toMatchObject({ state: 'expired', until: ago(170) });
    expect(human(at(3), at(10))).toMatchObject({ state: 'valid', until: ago(-20) });
  });

  it('counts to a renewal over 29 February, the change of clocks and the year 2100', () => {
    const on = (when: string, renewalDate: Day) =>
      assess({ ...known, renewals: [renewal({ renewalDate })] }, when).renewals[0]?.daysToRenewal;
    expect(on('2028-02-28T12:00:00.000Z', '2028-03-01')).toBe(2);
    expect(on('2028-03-25T12:00:00.000Z', '2028-03-27')).toBe(2);
    expect(on('2026-10-25T22:30:00.000Z', '2026-10-26')).toBe(1);
    expect(on('2099-12-31T23:30:00.000Z', '2100-03-01')).toBe(59);
  });
});

const shuffle = <T>(items: readonly T[]): fc.Arbitrary<T[]> =>
  fc.shuffledSubarray([...items], { minLength: items.length, maxLength: items.length });

const tierOf = (days: number, machine: 'commit' | 'best_case'): TierState => ({
  renewalId: renewalId('r1'),
  day: ago(days),
  knownAt: at(days),
  machine,
  candidate: machine,
});

describe('the content hash', () => {
  it('is that of the content, whatever the order of keys', () => {
    expect(contentHash({ a: 1, b: [1, 2] })).toBe(contentHash({ b: [1, 2], a: 1 }));
    expect(contentHash({ a: 1 })).toMatch(/^[0-9a-f]{16}$/);
  });

  it('differs with any change', () => {
    const values = [
      { a: 1 },
      { a: '1' },
      { a: 2 },
      { b: 1 },
      { a: null },
      {},
      [],
      [1, 2],
      [2, 1],
      '',
      null,
      { a: { a: 1 } },
    ];
    expect(new Set(values.map(contentHash)).size).toBe(values.length);
  });

  it('tells a count of usage, its day and its user', () => {
    const hashes = [
      [used('a', 3, { login: 1 })],
      [used('a', 3, { login: 2 })],
      [used('a', 4, { login: 1 })],
      [used('b', 3, { login: 1 })],
      [used('a', 3, { view: 1 })],
      [used('a', 3, { login: 1, view: 1 })],
      [used('a', 3, { login: 1 }), used('b', 3, { login: 1 })],
    ].map((usage) => assess(inputs({ usage })).inputsHash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });

  it.each<[string, Partial<AccountInputs>, Partial<AccountInputs>]>([
    ['where tickets come in', { ticketsSince: at(50) }, {}],
    ['the home currency', { homeCurrency: 'USD' }, {}],
    ['the time zone', { timeZone: 'America/New_York' }, {}],
    ['when the first refresh was', { firstRefreshAt: at(3) }, { firstRefreshAt: at(2) }],
    ['since when usage comes in', usageFrom(80), usageFrom(81)],
    ['until when usage came in', usageFrom(80, 2), usageFrom(80, 3)],
    ['the points it is compared with', { points: [point(30, 70)] }, { points: [point(31, 70)] }],
    ['the tier of yesterday', { tierStates: [tierOf(1, 'commit')] }, { tierStates: [tierOf(1, 'best_case')] }],
  ])('tells %s', (_, one, other) => {
    const facts = { observations: [seen('nps', '9', 40)], usage: [used('a', 50)] };
    expect(assess(inputs({ ...facts, ...one })).inputsHash).not.toBe(assess(inputs({ ...facts, ...other })).inputsHash);
  });

  it('is that of a run that is repeated on the same day, and not moved by points that nothing is compared with', () => {
    const facts = inputs({ observations: [seen('nps', '9', 40)] });
    const hash = assess(facts).inputsHash;
    expect(assess({ ...facts, tierStates: [tierOf(0, 'commit')] }).inputsHash).toBe(hash);
    expect(assess({ ...facts, points: [point(3, 70), point(60, 70)] }).inputsHash).toBe(hash);
  });

  it('keeps nothing of a deleted account, not even where facts would come in', () => {
    const gone = (more: Partial<AccountInputs>) =>
      accountFacts(inputs({ account: [{ id, knownAt: at(2), value: null }], ...more }))(card, { asOf, knownAt: asOf })
        .snapshot;
    expect(gone({ ticketsSince: at(300) })).toMatchObject({ ticketsTracked: false, usageFeed: null });
  });

  it('is not moved by time alone', () => {
    const facts = inputs({ tickets: [ticket(30)], observations: [seen('nps', '9', 40)] });
    expect(assess(facts, at(-3)).inputsHash).toBe(assess(facts).inputsHash);
  });

  it('has no collision among thousands of small changes', () => {
    const hashes = new Set(Array.from({ length: 20_000 }, (_, count) => contentHash({ day: ago(count % 400), count })));
    expect(hashes.size).toBe(20_000);
  });
});

describe('looking at one account several times', () => {
  it('reads it once for each instant and scorecard', () => {
    const look = accountFacts(inputs({ usage: usersActive(2) }));
    expect(look(card, { asOf, knownAt: asOf })).toBe(look(card, { asOf, knownAt: asOf }));
    expect(look(card, { asOf, knownAt: at(3) })).not.toBe(look(card, { asOf, knownAt: asOf }));
  });
});
