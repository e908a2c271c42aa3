import type { AccountInputs } from '../../src/accounts/account-inputs.ts';
import type { HealthAssessment } from '../../src/accounts/health.ts';
import type { UsageDay } from '../../src/accounts/signal.ts';
import { accountFacts, type FactsAt } from '../../src/scoring/account-facts.ts';
import { assessAccount } from '../../src/scoring/assess-account.ts';
import { calendarOf, dayNumber, dayOf } from '../../src/scoring/calendar.ts';
import { contentHash } from '../../src/scoring/content-hash.ts';
import { eventClassesOf } from '../../src/scoring/event-classes.ts';
import { isPowerUser } from '../../src/scoring/power-user.ts';
import { recentChange } from '../../src/scoring/recent-change.ts';
import { pointBefore } from '../../src/scoring/score-history.ts';
import { snapshotAt } from '../../src/scoring/snapshot.ts';
import { rollUp } from '../../src/scoring/usage.ts';
import { usersByDay } from '../../src/scoring/usage-days.ts';
import { usageFeedAt } from '../../src/scoring/usage-feed.ts';
import {
  account,
  ago,
  asOf,
  at,
  card,
  contact,
  inForce,
  inputs,
  invoice,
  meeting,
  point,
  renewal,
  seen,
  ticket,
  today,
  used,
  version,
} from '../fixtures/account-case.ts';
import { scored, state } from '../fixtures/forecast-case.ts';

/** Exact values at places that properties and whole cases pass by; found by changing the code and looking what nobody noticed (docs/mutation.md). */
const snapshot = (changes: Partial<AccountInputs>, when = asOf) => snapshotAt(inputs(changes), { asOf: when });

describe('a snapshot', () => {
  it('holds what is known, and what happened, at its very instant', () => {
    const now = snapshot({
      ticketsSince: asOf,
      tickets: [{ ...ticket(0, { createdAt: asOf }), knownAt: asOf }, ticket(3, { closedAt: asOf })],
      interactions: [meeting(0, { at: asOf })],
      observations: [{ ...seen('nps', '9', 0), knownAt: asOf }],
      invoices: [invoice({ issuedOn: today, paidOn: today, knownAt: asOf })],
      usage: [used('a', 0, { login: 1 }, { knownAt: asOf })],
      renewals: [renewal({ status: 'won', closedOn: today })],
    });
    expect(now.tickets.map(({ open }) => open)).toEqual([false, true]);
    expect(now).toMatchObject({ ticketsTracked: true, interactions: [{}], usage: [{}], renewals: [{ status: 'won' }] });
    expect(now.observations.get('nps')).toHaveLength(1);
    expect(now.invoices.map(({ paid, issued }) => paid === issued)).toEqual([true]);
  });

  it('holds nothing of tomorrow, though it is known', () => {
    const knownAt = at(3);
    const ahead = snapshot({
      invoices: [invoice({ issuedOn: ago(-1), knownAt })],
      usage: [used('a', -1, { login: 1 }, { knownAt })],
      tickets: [{ ...ticket(0, { createdAt: at(-1) }), knownAt }],
    });
    expect([ahead.invoices, ahead.usage, ahead.tickets]).toEqual([[], [], []]);
    expect(snapshot({ invoices: [invoice({ knownAt: at(0, '10:01') })] }).invoices).toEqual([]);
  });

  it('stands in the order of days and ids, whatever the order of what comes in', () => {
    const opened = (days: number, id: string) => ({ ...ticket(days, { id }), id });
    const ordered = snapshot({
      tickets: [opened(2, 'b'), opened(9, 'z'), opened(2, 'a')],
      contacts: [contact('b@x.example', 'user', 'b'), contact('a@x.example', 'user', 'a')],
      observations: [
        { ...seen('nps', '8', 5, 'k'), knownAt: at(2) },
        ...[seen('nps', '9', 5, 'm'), seen('nps', '9', 5, 'l'), seen('nps', '7', 5, 'z'), seen('nps', '1', 9)],
      ],
      invoices: [
        invoice({ source: 'zuora', amount: 1 }),
        ...[invoice({ id: 'i2', amount: 2 }), invoice({ source: 'stripe', amount: 3 }), invoice({ amount: 4 })],
      ],
    });
    expect(ordered.tickets.map(({ id }) => id)).toEqual(['z', 'a', 'b']);
    expect(ordered.contacts.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(ordered.observations.get('nps')?.map(({ value, about }) => value + (about ?? ''))).toEqual([
      ...['1', '7z', '9l', '9m', '8k'],
    ]);
    expect(ordered.invoices.map(({ amount }) => amount)).toEqual([4, 2, 3, 1]);
  });

  it('takes of two versions of one instant the same, in whatever order they come', () => {
    for (const role of ['sponsor', 'user', 'champion'] as const) {
      const [one, other] = [contact('a@x.example', null, 'a'), contact('a@x.example', role, 'a')];
      const expected = contentHash(one) > contentHash(other) ? null : role;
      for (const contacts of [
        [one, other],
        [other, one],
      ])
        expect(snapshot({ contacts }).contacts.map((each) => each.role)).toEqual([expected]);
    }
  });

  it('reads seats in the order in which they were learnt', () => {
    const of = (seats: number, days: number) => ({ ...version(account({ seats })), knownAt: at(days) });
    const changes = [
      { on: dayNumber(ago(300)), seats: 20 },
      { on: dayNumber(ago(100)), seats: 25 },
    ];
    for (const known of [
      [of(20, 300), of(25, 100), of(25, 50)],
      [of(25, 50), of(20, 300), of(25, 100)],
    ])
      expect(snapshot({ account: known }).seats).toEqual(changes);
  });
});

describe('usage', () => {
  const todayNumber = dayNumber(today);
  const rolled = (usage: AccountInputs['usage']) =>
    rollUp({ usage, todayNumber, usageFeed: { first: todayNumber - 89, newest: todayNumber } }, card);

  it('counts user-days and advanced work of the last 30 days only, today the first of them', () => {
    const publish = { publish_report: 2 };
    const sums = rolled([0, 5, 29, 30, 40].map((days) => used('a', days, publish)));
    expect(sums).toMatchObject({
      active: 1,
      userDays: 3,
      activeDays: 5,
      advancedRecent: 6,
      features: { advanced: 10 },
    });
    expect(sums.corePoints).toEqual({ recent: 60, earlier: 40 });
    expect(sums.users).toMatchObject([{ silentDays: 0, points: 100 }]);
    const decayed = [0, 5, 29, 30, 40].reduce((sum, days) => sum + 20 * 0.5 ** (days / 30), 0);
    expect(sums.users[0]?.decayedPoints).toBeCloseTo(decayed, 9);
  });

  it('is none where a count is zero or less', () => {
    expect(rolled([used('a', 1, { login: 0 }), used('b', 1, { login: -1 })])).toMatchObject({ active: 0, users: [] });
    expect(rolled([]).newest).toBeNull();
    expect(rolled([used('a', 9), used('b', 3), used('c', 5)]).newest).toBe(todayNumber - 3);
  });

  it('of two counts learnt at once is the larger, in whatever order they come', () => {
    const row = (count: number): UsageDay => used('a', 3, { view_x: count });
    const known = (first: number, second: number) =>
      usersByDay(
        [row(first), row(second)].map((each) => ({ ...each, source: 'csv', knownAt: at(1) })),
        todayNumber,
        90,
      )[0]?.days[3];
    expect([known(5, 7), known(7, 5)]).toEqual([{ view_x: 7 }, { view_x: 7 }]);
    const corrected = usersByDay([used('a', 3, { x: 7 }), used('a', 3, { x: 5 }, { knownAt: at(1) })], todayNumber, 90);
    expect(corrected[0]?.days[3]).toEqual({ x: 5 });
  });

  it('is sorted by user in code units, and reaches back to the last day of its window', () => {
    const rows = [used('b', 1), used('a', 89), used('C', 0), used('d', 90), used('e', -1)];
    expect(usersByDay(rows, todayNumber, 90).map(({ user }) => user)).toEqual(['C', 'a', 'b']);
  });

  it('makes a power user by a window that slides: work before it no longer counts', () => {
    const rule = { windowDays: 3, activeDays: 2, coreDays: 2, silentDays: 21 };
    const active = Uint8Array.from([1, 1, 1, 1, 1]);
    expect(isPowerUser(active, Uint8Array.from([1, 0, 0, 0, 1]), rule)).toBe(false);
    expect(isPowerUser(active, Uint8Array.from([0, 0, 1, 0, 1]), rule)).toBe(true);
    expect(isPowerUser(Uint8Array.from([1, 0, 0, 1]), Uint8Array.from([1, 1, 1, 1]), rule)).toBe(false);
  });

  it('has a feed from its earliest day to its newest, as it was known then', () => {
    const days = [5, 40, 1].map((back) => ({ source: 'csv', day: ago(back), knownAt: at(back) }));
    const usage = [used('a', 50)];
    const feed = (back: number, asOf = at(back)) => usageFeedAt(days, usage, { asOf, today: ago(back) });
    expect(feed(0)).toEqual({ first: dayNumber(ago(40)), newest: dayNumber(ago(1)) });
    expect(feed(5)).toEqual({ first: dayNumber(ago(40)), newest: dayNumber(ago(5)) });
    expect(feed(41)).toBeNull();
    expect(usageFeedAt(days, [], { asOf: at(0), today: ago(0) })).toBeNull();
    // Known at this very instant; and known by now, but of a day that the account's own calendar has not reached.
    expect(feed(1, at(1))?.newest).toBe(dayNumber(ago(1)));
    expect(feed(2, at(1))?.newest).toBe(dayNumber(ago(5)));
  });
});

describe('an event name', () => {
  const classify = (pattern: string, name: string): boolean =>
    eventClassesOf({ ...card, events: [{ pattern, class: 'core', points: 8 }] })(name) !== null;

  it('is matched piece after piece: no character serves two of them', () => {
    expect([classify('*ab*ab*', 'xabx'), classify('*ab*ab*', 'xabab')]).toEqual([false, true]);
    expect([classify('a*b*b', 'ab'), classify('a*b*b', 'abb'), classify('a*b*b', 'acbcb')]).toEqual([
      false,
      true,
      true,
    ]);
    expect([classify('ab*ba', 'aba'), classify('ab*ba', 'abba')]).toEqual([false, true]);
  });

  it('is a step of a workflow by its end only', () => {
    const steps = ['Report Completed', 'report_started', 'completed_setup', 'started over'];
    expect(steps.map((name) => eventClassesOf(card)(name)?.step)).toEqual(['completed', 'started', null, null]);
  });
});

test('the day is the local one on the days on which American clocks change at night', () => {
  const day = (instant: string) => dayOf(calendarOf('America/New_York')(instant));
  expect(day('2026-11-01T03:59:59.000Z')).toBe('2026-10-31');
  expect(day('2026-11-01T04:30:00.000Z')).toBe('2026-11-01');
  expect(day('2026-11-02T04:30:00.000Z')).toBe('2026-11-01');
  expect(day('2026-03-08T05:00:00.000Z')).toBe('2026-03-08');
  expect(day('2026-03-09T04:00:00.000Z')).toBe('2026-03-09');
});

describe('an earlier point', () => {
  const back = { days: 7, slack: 3 };
  const before = (points: AccountInputs['points']) => pointBefore(points, { today, asOf }, back)?.score ?? null;

  it('is that of the newest day, of that day the last learnt, in whatever order they come', () => {
    const points = [point(8, 60), point(7, 70, { knownAt: at(7, '08:00') }), point(7, 80, { knownAt: at(7, '09:00') })];
    expect([before(points), before(points.toReversed()), before(points.slice(0, 2))]).toEqual([80, 80, 70]);
    expect(before([point(8, 60, { knownAt: at(1) }), point(7, 70)])).toBe(70);
    expect(before([point(7, 70), point(8, 60, { knownAt: at(1) })])).toBe(70);
  });

  it('counts from the instant at which it is known', () => {
    expect(before([point(7, 70, { knownAt: asOf })])).toBe(70);
    expect(before([point(7, 70, { knownAt: at(0, '10:01') })])).toBeNull();
  });

  it('makes a trend from five points on', () => {
    const known = inputs();
    const facts = accountFacts(known)(card, { asOf, knownAt: asOf });
    const changeFrom = (then: number, now: number) => {
      const look: FactsAt = (_, when) => ({
        ...facts,
        measures: [scored('nps', when.asOf === asOf ? now : then, { mean: 7, answers: 1 })],
      });
      const rated = { score: now, shown: now, band: 'watch' } as const;
      const given = { snapshot: facts.snapshot, rated, inForce, scorecards: [inForce], look };
      return recentChange({ ...given, points: [point(30, then)] });
    };
    expect([65, 66, 70, 74, 75].map((now) => changeFrom(70, now).trend)).toEqual([
      ...['falling', 'steady', 'steady', 'steady', 'rising'],
    ]);
    expect(changeFrom(70, 66)).toMatchObject({ points30d: -4, shown: { now: 66, before7: null, before30: 70 } });
  });
});

describe('the hash of the inputs', () => {
  const hash = (changes: Partial<AccountInputs>): HealthAssessment['inputsHash'] =>
    assessAccount({ inputs: inputs(changes), asOf, scorecards: [inForce] }).inputsHash;

  it('tells the account record', () => {
    expect(hash({ account: [version(account({ ownerId: 'o2' }))] })).not.toBe(hash({}));
  });

  it('counts tiers decided before this instant, on an earlier day', () => {
    const decided = state(1, 'commit');
    expect(hash({ tierStates: [decided] })).not.toBe(hash({}));
    expect(hash({ tierStates: [{ ...decided, knownAt: asOf }] })).toBe(hash({}));
    expect(hash({ tierStates: [{ ...decided, day: today }] })).toBe(hash({}));
  });
});
