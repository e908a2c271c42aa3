import fc from 'fast-check';
import type { TierState, Version } from '../../src/accounts/account-inputs.ts';
import type { ForecastTier, Renewal, TierOverride } from '../../src/accounts/account.ts';
import type { Gate, HumanTier, MachineTier, RenewalForecast } from '../../src/accounts/health.ts';
import { renewalId } from '../../src/accounts/ids.ts';
import type { Scorecard } from '../../src/accounts/scorecard.ts';
import { addDays } from '../../src/scoring/calendar.ts';
import { forecastRenewals, summariseRenewals } from '../../src/scoring/forecast.ts';
import { gateCapsOf } from '../../src/scoring/gate-caps.ts';
import { overridesSince } from '../../src/scoring/human-tier.ts';
import { renewalDateOf } from '../../src/scoring/renewal-date.ts';
import {
  account,
  card,
  forecastOf,
  gates,
  input,
  lastPowerUserSilent,
  renewal,
  state,
  steepDrop,
  tiers,
  today,
} from '../fixtures/forecast-case.ts';

const inDays = (days: number): Renewal => renewal({ renewalDate: addDays(today, days) });

describe('the renewal date', () => {
  const dated = { renewalDate: '2026-09-01', closeDate: '2026-09-03' };
  test.each([
    ['the mapped field first', dated, '2026-09-02', { date: '2026-09-01', dateFrom: 'renewal_date' }],
    [
      'else the contract end',
      { ...dated, renewalDate: null },
      '2026-09-02',
      { date: '2026-09-02', dateFrom: 'contract_end' },
    ],
    ['else the close date', { ...dated, renewalDate: null }, null, { date: '2026-09-03', dateFrom: 'close_date' }],
    ['else none', {}, null, { date: null, dateFrom: null, daysToRenewal: null }],
  ])('%s', (_, changes, contractEnd, expected) => {
    const bare = renewal({ renewalDate: null, closeDate: null, ...changes });
    expect(renewalDateOf(bare, account({ contractEnd }), today)).toMatchObject(expected);
  });

  test.each([
    ['2026-06-15', '2026-06-15', 0],
    ['2026-06-15', '2026-06-14', -1],
    ['2024-02-28', '2024-02-29', 1],
    ['2024-02-29', '2024-03-01', 1],
    ['2023-02-28', '2023-03-01', 1],
    ['2026-03-28', '2026-03-30', 2],
    ['2026-10-24', '2026-10-26', 2],
    ['2099-12-31', '2100-01-01', 1],
    ['2100-02-28', '2100-03-01', 1],
    ['2026-06-15', '2100-06-15', 27_028],
  ])('from %s to %s are %d days', (from, to, days) => {
    expect(renewalDateOf(renewal({ renewalDate: to }), account(), from).daysToRenewal).toBe(days);
  });

  test.each<[number | null, MachineTier, RenewalForecast['reason']['code']]>([
    [null, 'not_in_window', 'no_renewal_date'],
    [366, 'not_in_window', 'beyond_window'],
    [365, 'commit', 'all_commit_rules_hold'],
    [0, 'commit', 'all_commit_rules_hold'],
    [-1, 'commit', 'all_commit_rules_hold'],
    [-60, 'commit', 'all_commit_rules_hold'],
    [-61, 'not_in_window', 'long_overdue'],
  ])('%s days ahead is %s: %s', (days, tier, code) => {
    const open = days === null ? renewal({ renewalDate: null }) : inDays(days);
    expect(forecastOf({ renewals: [open] })).toMatchObject({ machine: tier, final: tier, reason: { code } });
  });

  test('a date in 2100 seen a month before is in the window', () => {
    const open = renewal({ renewalDate: '2100-03-01' });
    const forecast = forecastOf({ today: '2100-02-28', asOf: '2100-02-28T03:00:00.000Z', renewals: [open] });
    expect(forecast).toMatchObject({ daysToRenewal: 1, machine: 'commit', milestone: 'close' });
  });
});

describe('the machine tier is the first rule that matches', () => {
  test.each<[string, Parameters<typeof forecastOf>[0], MachineTier, RenewalForecast['reason']]>([
    ['all commit rules', { shown: 80 }, 'commit', { code: 'all_commit_rules_hold', shown: 80 }],
    ['score 79', { shown: 79 }, 'best_case', { code: 'score_below_commit', shown: 79, needed: 80 }],
    ['score 60', { shown: 60 }, 'best_case', { code: 'score_below_commit', shown: 60, needed: 80 }],
    ['score 59', { shown: 59 }, 'at_risk', { code: 'low_score', shown: 59 }],
    ['falling by 5', { change30d: -5 }, 'best_case', { code: 'falling', change: -5 }],
    ['falling by 4', { change30d: -4 }, 'commit', { code: 'all_commit_rules_hold', shown: 85 }],
    ['nothing to compare with', { change30d: null }, 'commit', { code: 'all_commit_rules_hold', shown: 85 }],
    ['coverage 0.60', { coverage: 0.6 }, 'commit', { code: 'all_commit_rules_hold', shown: 85 }],
    ['coverage a hair below 0.60', { coverage: 0.6 - 1e-12 }, 'commit', { code: 'all_commit_rules_hold', shown: 85 }],
    ['coverage 0.59', { coverage: 0.59 }, 'best_case', { code: 'low_coverage', coverage: 0.59, needed: 0.6 }],
    ['p 0.69', { probability: 0.69 }, 'at_risk', { code: 'low_probability', probability: 0.69 }],
    ['p 0.70', { probability: 0.7 }, 'best_case', { code: 'low_probability', probability: 0.7 }],
    ['p 0.90', { probability: 0.9 }, 'commit', { code: 'all_commit_rules_hold', shown: 85 }],
    [
      'a capping gate before the score',
      { shown: 50, gates: [gates.overdue_invoice] },
      'at_risk',
      { code: 'gate', gate: 'overdue_invoice' },
    ],
    [
      'the score before a milder gate',
      { shown: 50, gates: [gates.seats_reduced] },
      'at_risk',
      { code: 'low_score', shown: 50 },
    ],
    [
      'a gate keeps from commit',
      { gates: [gates.seats_reduced] },
      'best_case',
      { code: 'gate', gate: 'seats_reduced' },
    ],
  ])('%s', (_, changes, machine, reason) => {
    expect(forecastOf(changes)).toMatchObject({ machine, candidate: machine, reason });
  });

  test.each<[number, MachineTier, string]>([
    [91, 'insufficient_data', 'insufficient_data'],
    [90, 'at_risk', 'insufficient_data_near_renewal'],
    [-1, 'at_risk', 'insufficient_data_near_renewal'],
  ])('without enough data %d days ahead is %s', (days, machine, code) => {
    const forecast = forecastOf({ shown: null, coverage: 0.3, renewals: [inDays(days)] });
    expect(forecast).toMatchObject({ machine, reason: { code, coverage: 0.3 } });
  });

  test('a notice stands above missing data, a milder gate does not', () => {
    const unknown = { shown: null, coverage: 0.3 };
    expect(forecastOf({ ...unknown, gates: [gates.cancellation_notice] }).machine).toBe('at_risk');
    expect(forecastOf({ ...unknown, gates: [gates.seats_reduced] }).machine).toBe('insufficient_data');
  });

  test('the probability is told only where a calibration exists', () => {
    expect(forecastOf().probability).toBeNull();
    expect(forecastOf({ probability: 0.93 }).probability).toBe(0.93);
  });
});

describe('a gate caps by its facts and by the date of the renewal at hand', () => {
  test.each<[string, Gate, number, ForecastTier]>([
    ['notice', gates.cancellation_notice, 300, 'at_risk'],
    ['champion left', gates.champion_left, 300, 'at_risk'],
    ['overdue invoice', gates.overdue_invoice, 300, 'at_risk'],
    ['one power user of several silent', gates.power_user_silent, 20, 'best_case'],
    ['the last power user silent', lastPowerUserSilent, 300, 'at_risk'],
    ['fewer seats', gates.seats_reduced, 20, 'best_case'],
    ['ticket storm', gates.ticket_storm, 20, 'best_case'],
    ['drop in a week', gates.fast_drop, 20, 'best_case'],
    ['drop in a month', steepDrop, 300, 'at_risk'],
    ['inactive far away', gates.account_inactive, 91, 'best_case'],
    ['inactive near', gates.account_inactive, 90, 'at_risk'],
    ['inactive overdue', gates.account_inactive, -3, 'at_risk'],
    ['no sponsor far away', gates.no_sponsor_near_renewal, 91, 'commit'],
    ['no sponsor near', gates.no_sponsor_near_renewal, 90, 'best_case'],
  ])('%s (%#)', (_, fired, days, tier) => {
    const forecast = forecastOf({ gates: [fired], renewals: [inDays(days)] });
    expect(forecast.machine).toBe(tier);
    expect(forecast.gates).toEqual(tier === 'commit' ? [] : [fired.id]);
  });

  test("the gates' own limits say what is near, whatever the forecast calls near", () => {
    const by = (limits: Partial<Scorecard['gates']>): Scorecard => ({ ...card, gates: { ...card.gates, ...limits } });
    const inactive = by({ account_inactive: { on: true, limits: { days: 14, near_days: 30 } } });
    const tierOf = (scorecard: Scorecard, fired: Gate, days: number): MachineTier =>
      forecastOf({ card: scorecard, gates: [fired], renewals: [inDays(days)] }).machine;
    expect(tierOf(inactive, gates.account_inactive, 31)).toBe('best_case');
    expect(tierOf(inactive, gates.account_inactive, 30)).toBe('at_risk');
    const sponsor = by({ no_sponsor_near_renewal: { on: true, limits: { days: 120 } } });
    expect(tierOf(sponsor, gates.no_sponsor_near_renewal, 120)).toBe('best_case');
    expect(tierOf(sponsor, gates.no_sponsor_near_renewal, 121)).toBe('commit');
    const early = { ...card, forecast: { ...card.forecast, nearDays: 200 } };
    expect(tierOf(early, gates.account_inactive, 100)).toBe('best_case');
  });

  test('the most severe gate gives the reason, whatever the order', () => {
    const fired = [gates.ticket_storm, gates.overdue_invoice, gates.cancellation_notice, gates.seats_reduced];
    for (const list of [fired, fired.toReversed()])
      expect(forecastOf({ gates: list })).toMatchObject({
        gates: ['cancellation_notice', 'overdue_invoice', 'seats_reduced', 'ticket_storm'],
        reason: { code: 'gate', gate: 'cancellation_notice' },
      });
  });
});

describe('hysteresis', () => {
  const flips = state(1, 'commit', 'best_case');
  test.each<[string, readonly TierState[], number, MachineTier]>([
    ['the first decision is taken at once', [], 79, 'best_case'],
    ['a commit waits at 79', [state(1, 'commit')], 79, 'commit'],
    ['a commit waits at 78', [state(1, 'commit')], 78, 'commit'],
    ['a commit goes at 77', [state(1, 'commit')], 77, 'best_case'],
    ['a commit goes on the second run', [flips], 79, 'best_case'],
    ['a run missed does not matter', [state(9, 'commit', 'best_case')], 79, 'best_case'],
    ['an older candidate does not count', [state(1, 'commit'), state(2, 'commit', 'best_case')], 79, 'commit'],
    ['best case waits at 82', [state(1, 'best_case')], 82, 'best_case'],
    ['best case rises at 83', [state(1, 'best_case')], 83, 'commit'],
    ['best case waits at 58', [state(1, 'best_case')], 58, 'best_case'],
    ['best case falls at 57', [state(1, 'best_case')], 57, 'at_risk'],
    ['at risk waits at 62', [state(1, 'at_risk')], 62, 'at_risk'],
    ['at risk rises at 63', [state(1, 'at_risk')], 63, 'best_case'],
    ['at risk rises halfway at 81', [state(1, 'at_risk')], 81, 'best_case'],
    ['a commit falls halfway at 58', [state(1, 'commit')], 58, 'best_case'],
    ['a commit falls all the way at 57', [state(1, 'commit')], 57, 'at_risk'],
    ['back in the window it is decided anew', [state(1, 'not_in_window'), state(2, 'commit')], 79, 'best_case'],
    ['data that came back decide anew', [state(1, 'insufficient_data'), state(2, 'commit')], 79, 'best_case'],
  ])('%s', (_, tierStates, shown, machine) => {
    const forecast = forecastOf({ tierStates, shown });
    expect(forecast.machine).toBe(machine);
    if (forecast.machine !== forecast.candidate)
      expect(forecast.reason).toEqual({ code: 'waiting_to_move', candidate: forecast.candidate });
  });

  test('several runs on one day count as one', () => {
    const morning = state(0, 'commit', 'best_case', { time: '01:00' });
    expect(forecastOf({ tierStates: [state(1, 'commit'), morning], shown: 79 }).machine).toBe('commit');
    const yesterday = [flips, state(1, 'commit', 'commit', { time: '18:00' })];
    expect(forecastOf({ tierStates: yesterday, shown: 79 }).machine).toBe('commit');
    expect(forecastOf({ tierStates: yesterday.toReversed(), shown: 79 }).machine).toBe('commit');
    const moved = [flips, state(0, 'best_case', 'best_case', { time: '02:59' })];
    expect(forecastOf({ tierStates: moved, shown: 79 }).machine).toBe('best_case');
  });

  test('what was learnt at this instant or later, or for another renewal, is no memory', () => {
    const own = state(0, 'best_case', 'best_case', { time: '03:00' });
    const other = state(1, 'commit', 'commit', { renewalId: renewalId('r2') });
    expect(forecastOf({ tierStates: [own, other], shown: 81 }).machine).toBe('commit');
  });

  test('a tier that swings daily stays', () => {
    let states: TierState[] = [state(40, 'commit')];
    for (let ago = 39; ago > 0; ago--) {
      const day = addDays(today, -ago);
      const { machine, candidate } = forecastOf({
        today: day,
        asOf: `${day}T02:00:00.000Z`,
        tierStates: states,
        shown: ago % 2 ? 79 : 81,
      });
      states = [...states, state(ago, machine, candidate)];
    }
    expect(new Set(states.map(({ machine }) => machine))).toEqual(new Set(['commit']));
    expect(states.some(({ candidate }) => candidate === 'best_case')).toBe(true);
  });

  test('a gate acts at once, and so does its end', () => {
    const before = [state(1, 'commit')];
    const struck = forecastOf({ tierStates: before, gates: [gates.overdue_invoice], shown: 81 });
    expect(struck).toMatchObject({ machine: 'at_risk', ungated: 'commit', ungatedCandidate: 'commit' });
    const gated = [state(1, 'at_risk', 'at_risk', { ungated: 'commit', ungatedCandidate: 'commit' })];
    expect(forecastOf({ tierStates: gated, shown: 81 }).machine).toBe('commit');
    expect(forecastOf({ tierStates: gated, gates: [gates.seats_reduced], shown: 81 }).machine).toBe('best_case');
    expect(forecastOf({ tierStates: [state(1, 'at_risk')], shown: 81 }).machine).toBe('best_case');
  });

  test('the end of a gate that held nothing down is no reason to move', () => {
    const unrelated = [state(1, 'at_risk', 'at_risk', { ungated: 'at_risk', ungatedCandidate: 'at_risk' })];
    expect(forecastOf({ tierStates: unrelated, shown: 60 })).toMatchObject({
      machine: 'at_risk',
      reason: { code: 'waiting_to_move', candidate: 'best_case' },
    });
  });

  test('the end of a gate gives back the tier that stood under it, and no better one', () => {
    const under = [state(1, 'at_risk', 'at_risk', { ungated: 'best_case', ungatedCandidate: 'best_case' })];
    expect(forecastOf({ tierStates: under, shown: 81 }).machine).toBe('best_case');
    expect(forecastOf({ tierStates: under, shown: 83 }).machine).toBe('commit');
    const risen = [state(1, 'at_risk', 'at_risk', { ungated: 'best_case', ungatedCandidate: 'commit' })];
    expect(forecastOf({ tierStates: risen, shown: 81 }).machine).toBe('commit');
  });

  test('days on which a gate made the candidate are no runs of it', () => {
    const made = [state(1, 'at_risk', 'at_risk', { ungated: 'commit', ungatedCandidate: 'commit' })];
    expect(forecastOf({ tierStates: made, shown: 59 })).toMatchObject({ machine: 'best_case', candidate: 'at_risk' });
  });

  test('while a gate fires a tier falls at once and rises as it does without', () => {
    const watched = { gates: [gates.seats_reduced] };
    expect(forecastOf({ ...watched, tierStates: [state(1, 'best_case')], shown: 59 })).toMatchObject({
      machine: 'at_risk',
      ungated: 'at_risk',
    });
    expect(forecastOf({ ...watched, tierStates: [state(1, 'commit')], shown: 79 })).toMatchObject({
      machine: 'best_case',
      ungated: 'best_case',
    });
    expect(forecastOf({ ...watched, tierStates: [state(1, 'at_risk')], shown: 61 }).machine).toBe('at_risk');
    expect(forecastOf({ ...watched, tierStates: [state(1, 'at_risk')], shown: 63 }).machine).toBe('best_case');
  });

  test('commit never outlives its coverage', () => {
    const forecast = forecastOf({ tierStates: [state(1, 'commit')], coverage: 0.59 });
    expect(forecast).toMatchObject({ machine: 'best_case', reason: { code: 'low_coverage' } });
  });

  test('an account that turns dark near its renewal is at risk at once', () => {
    const dark = { tierStates: [state(1, 'commit')], shown: null, coverage: 0.2 };
    expect(forecastOf({ ...dark, renewals: [inDays(30)] }).machine).toBe('at_risk');
    expect(forecastOf(dark).machine).toBe('insufficient_data');
  });
});

describe('one more gate never makes a tier better', () => {
  const anyGate = fc.constantFrom<Gate>(...Object.values(gates), lastPowerUserSilent, steepDrop);
  const machine = fc.constantFrom<MachineTier>(...tiers, 'not_in_window', 'insufficient_data');
  const anyState = fc
    .tuple(fc.integer({ min: 0, max: 3 }), machine, machine, machine, machine)
    .map(([ago, tier, candidate, ungated, ungatedCandidate]) =>
      state(ago, tier, candidate, { ungated, ungatedCandidate }),
    );

  test('for any score, memory, date and set of gates', () => {
    const anyCase = fc.record({
      shown: fc.integer({ min: 0, max: 100 }),
      coverage: fc.constantFrom(0.5, 0.7, 1),
      change30d: fc.constantFrom(null, -10, 0),
      tierStates: fc.array(anyState, { maxLength: 4 }),
      days: fc.integer({ min: -60, max: 365 }),
      fired: fc.uniqueArray(anyGate, { maxLength: 4, selector: ({ id }) => id }),
      more: anyGate,
    });
    fc.assert(
      fc.property(anyCase, ({ days, fired, more, ...facts }) => {
        const renewals = [inDays(days)];
        const rank = (list: readonly Gate[]): number =>
          tiers.findIndex((tier) => tier === forecastOf({ ...facts, renewals, gates: list }).machine);
        expect(rank(fired)).toBeGreaterThanOrEqual(0);
        expect(rank([...fired, more])).toBeLessThanOrEqual(rank(fired));
      }),
      { numRuns: 2000, seed: 5 },
    );
  });

  test('every gate has a place in the order of severity', () => {
    expect(gateCapsOf(Object.values(gates), 30, card).map(({ gate }) => gate)).toEqual([
      'cancellation_notice',
      'champion_left',
      'overdue_invoice',
      'account_inactive',
      'power_user_silent',
      'fast_drop',
      'seats_reduced',
      'ticket_storm',
      'no_sponsor_near_renewal',
    ]);
  });
});

describe('the human tier stands beside the machine tier', () => {
  const override = (until: string | null, tier: ForecastTier = 'best_case'): TierOverride => ({
    tier,
    reason: 'budget_freeze',
    until,
  });
  const since = (day: string): ReadonlyMap<string, string> => new Map([['r1', day]]);
  const ago = (days: number): string => addDays(today, -days);
  const human = (stands: 'valid' | 'expired', until: string): HumanTier => ({
    state: stands,
    tier: 'best_case',
    reason: 'budget_freeze',
    until,
  });

  test.each<[string, TierOverride | null, string | null, HumanTier, ForecastTier]>([
    ['none', null, null, { state: 'none' }, 'commit'],
    ['until next week', override(addDays(today, 7)), ago(3), human('valid', addDays(today, 7)), 'best_case'],
    ['it ends today', override(today), ago(3), human('valid', today), 'best_case'],
    ['it ended yesterday', override(ago(1)), ago(9), human('expired', ago(1)), 'commit'],
    ['without an end, known 30 days', override(null), ago(30), human('valid', today), 'best_case'],
    ['without an end, known 31 days', override(null), ago(31), human('expired', ago(1)), 'commit'],
    ['without an end, since when is unknown', override(null), null, human('valid', addDays(today, 30)), 'best_case'],
  ])('%s', (_, entered, known, expected, final) => {
    const forecast = forecastOf({
      renewals: [renewal({ override: entered })],
      ...(known === null ? {} : { overrideSince: since(known) }),
    });
    expect(forecast).toMatchObject({ machine: 'commit', human: expected, final });
  });

  test('it counts outside the window and without data too', () => {
    const entered = { override: override(addDays(today, 7), 'commit') };
    expect(forecastOf({ renewals: [renewal({ ...entered, renewalDate: null })] }).final).toBe('commit');
    expect(forecastOf({ renewals: [renewal(entered)], shown: null, coverage: 0.1 }).final).toBe('commit');
  });

  test('it is known since the first version of an unbroken row of the same override', () => {
    const entered = override(null);
    const version = (knownAt: string, value: Renewal | null): Version<Renewal> => ({ id: 'r1', knownAt, value });
    const versions = [
      version('2026-06-10T22:30:00.000Z', renewal({ override: entered, name: 'renamed' })),
      version('2026-06-01T08:00:00.000Z', renewal({ override: entered })),
      version('2026-05-20T08:00:00.000Z', renewal()),
      version('2026-05-01T08:00:00.000Z', renewal({ override: entered })),
      version('2026-06-14T08:00:00.000Z', renewal({ override: override(null, 'at_risk') })),
    ];
    const on = (asOf: string, firstRefreshAt?: string): string | undefined =>
      overridesSince(versions, { asOf, firstRefreshAt }, (at) => at.slice(0, 10)).get('r1');
    expect(on('2026-06-12T00:00:00.000Z')).toBe('2026-06-01');
    expect(on('2026-05-25T00:00:00.000Z')).toBeUndefined();
    expect(on('2026-05-10T00:00:00.000Z')).toBe('2026-05-01');
    expect(on('2026-06-15T00:00:00.000Z')).toBe('2026-06-14');
    const deleted = [...versions, version('2026-06-15T09:00:00.000Z', null)];
    expect(overridesSince(deleted, { asOf: '2026-06-16T00:00:00.000Z' }, String).size).toBe(0);
    // Backfilled with a deal of long ago: known since the first refresh at the earliest.
    expect(on('2026-06-12T00:00:00.000Z', '2026-06-05T08:00:00.000Z')).toBe('2026-06-05');
    expect(on('2026-06-12T00:00:00.000Z', '2026-05-30T08:00:00.000Z')).toBe('2026-06-01');
    expect(on('2026-06-12T00:00:00.000Z', '2026-06-13T08:00:00.000Z')).toBe('2026-06-12');
  });

  test.each<[string, TierOverride | null, string | null, readonly TierState[], string]>([
    ['the first decision', null, null, [], today],
    ['the same since the first run', null, null, [state(1, 'commit'), state(5, 'commit')], ago(5)],
    ['a move two runs ago', null, null, [state(1, 'commit'), state(3, 'commit'), state(4, 'at_risk')], ago(3)],
    ['a move today', null, null, [state(1, 'at_risk', 'at_risk', { ungated: 'commit' })], today],
    ['the day the override came', override(null), ago(4), [state(1, 'commit'), state(9, 'commit')], ago(4)],
    [
      'an override that changed nothing',
      override(null, 'commit'),
      ago(4),
      [state(1, 'commit'), state(9, 'commit')],
      ago(9),
    ],
    ['the day after it ended', override(ago(3)), ago(9), [state(1, 'commit'), state(12, 'commit')], ago(2)],
    ['an override entered today', override(null), today, [state(1, 'commit')], today],
  ])('the final tier is what it is since: %s', (_, entered, known, tierStates, changedOn) => {
    const forecast = forecastOf({
      renewals: [renewal({ override: entered })],
      tierStates,
      ...(known === null ? {} : { overrideSince: since(known) }),
    });
    expect(forecast.changedOn).toBe(changedOn);
  });
});

describe('who leads, what is late, and the sums of an account', () => {
  test.each([
    [{ account: account({ acv: { amount: 100_000, currency: 'EUR' } }) }, 'customer_success'],
    [{ account: account({ acv: { amount: 100_001, currency: 'EUR' } }) }, 'sales'],
    [{ account: account({ acv: { amount: 900_000, currency: 'USD' } }) }, 'customer_success'],
    [{ account: account({ acv: null }) }, 'customer_success'],
    [{ shown: 30 }, 'sales'],
    [{ renewals: [renewal({ override: { tier: 'at_risk', reason: null, until: today } })] }, 'sales'],
  ])('leads %#', (changes, lead) => {
    expect(forecastOf(changes).leadBy).toBe(lead);
  });

  test.each([
    [15, false],
    [14, true],
    [0, true],
    [-5, true],
  ])('open %d days before its date: late is %s', (days, late) => {
    expect(forecastOf({ renewals: [inDays(days)] }).lateToClose).toBe(late);
  });

  test('several renewals: closed ones left out, nearest first, worst tier, sums in the home currency', () => {
    const some = (id: string, changes: Partial<Renewal>): Renewal => renewal({ id: renewalId(id), ...changes });
    const renewals = [
      some('none', { renewalDate: null }),
      some('far', { renewalDate: addDays(today, 500) }),
      some('b', { renewalDate: addDays(today, 40), override: { tier: 'at_risk', reason: null, until: today } }),
      some('a', { renewalDate: addDays(today, 40) }),
      some('usd', { renewalDate: addDays(today, 200), arr: { amount: 7, currency: 'USD' } }),
      some('unsized', { renewalDate: addDays(today, 210), arr: null }),
      some('lost', { status: 'lost', closedOn: today }),
      some('old', { renewalDate: addDays(today, -61) }),
      some('due', { renewalDate: addDays(today, -2) }),
    ];
    const forecasts = forecastRenewals(input({ renewals }));
    expect(forecasts.map(({ renewalId: id }) => id)).toEqual(['old', 'due', 'a', 'b', 'usd', 'unsized', 'far', 'none']);
    expect(forecastRenewals(input({ renewals: renewals.toReversed() }))).toEqual(forecasts);
    expect(summariseRenewals(forecasts, 'EUR')).toEqual({
      tier: 'at_risk',
      nextDate: addDays(today, -2),
      arrInWindow: 60_000,
      arrAtRisk: 20_000,
    });
  });

  test('without an open renewal there is no tier, no date and nothing to sum', () => {
    const nothing = { tier: null, nextDate: null, arrInWindow: 0, arrAtRisk: 0 };
    expect(summariseRenewals([], 'EUR')).toEqual(nothing);
    const unknown = forecastRenewals(input({ shown: null, coverage: 0.1 }));
    expect(summariseRenewals(unknown, 'EUR')).toEqual({
      tier: null,
      nextDate: addDays(today, 120),
      arrInWindow: 20_000,
      arrAtRisk: 0,
    });
  });
});
