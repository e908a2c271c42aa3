import type { Segment } from '../../src/accounts/account.ts';
import type { Gate, Milestone, NextStep } from '../../src/accounts/health.ts';
import { renewalId } from '../../src/accounts/ids.ts';
import { addDays } from '../../src/scoring/calendar.ts';
import { forecastRenewals, type ForecastInput } from '../../src/scoring/forecast.ts';
import { isInternalOnly, milestoneAt, milestoneDue } from '../../src/scoring/milestones.ts';
import { chooseNextStep } from '../../src/scoring/next-step.ts';
import { forecastOf, gates, input, renewal, scored, today, unscored } from '../fixtures/forecast-case.ts';

describe('the timeline begins by segment', () => {
  test.each<[number, Milestone, Milestone, Milestone]>([
    // days, smb, mid-market, enterprise
    [365, 'not_yet', 'not_yet', 'not_yet'],
    [181, 'not_yet', 'not_yet', 'not_yet'],
    [180, 'not_yet', 'not_yet', 'health_check'],
    [121, 'not_yet', 'not_yet', 'health_check'],
    [120, 'not_yet', 'stakeholder_map', 'stakeholder_map'],
    [91, 'not_yet', 'stakeholder_map', 'stakeholder_map'],
    [90, 'value_review', 'value_review', 'value_review'],
    [61, 'value_review', 'value_review', 'value_review'],
    [60, 'price_talk', 'price_talk', 'price_talk'],
    [31, 'price_talk', 'price_talk', 'price_talk'],
    [30, 'contract_out', 'contract_out', 'contract_out'],
    [15, 'contract_out', 'contract_out', 'contract_out'],
    [14, 'close', 'close', 'close'],
    [1, 'close', 'close', 'close'],
    [0, 'renewal_day', 'renewal_day', 'renewal_day'],
    [-1, 'after_renewal', 'after_renewal', 'after_renewal'],
    [-60, 'after_renewal', 'after_renewal', 'after_renewal'],
  ])('%d days ahead', (days, smb, midMarket, enterprise) => {
    const at = (segment: Segment | null): Milestone => milestoneAt(days, segment);
    expect([at('smb'), at('mid_market'), at('enterprise'), at(null)]).toEqual([smb, midMarket, enterprise, midMarket]);
  });

  test.each<[Milestone, string | null]>([
    ['not_yet', null],
    ['health_check', '2026-05-04'],
    ['stakeholder_map', '2026-06-03'],
    ['value_review', '2026-07-03'],
    ['price_talk', '2026-08-02'],
    ['contract_out', '2026-08-18'],
    ['close', '2026-09-01'],
    ['renewal_day', '2026-09-01'],
    ['after_renewal', '2026-09-02'],
  ])('%s of a renewal on 1 September is due by %s', (milestone, due) => {
    expect(milestoneDue(milestone, '2026-09-01')).toBe(due);
  });

  test('a due day may be 29 February', () => {
    expect(milestoneDue('price_talk', '2024-03-30')).toBe('2024-02-29');
  });

  test('only the SMB price talk stays inside', () => {
    expect(isInternalOnly('price_talk', 'smb')).toBe(true);
    expect(isInternalOnly('price_talk', 'enterprise')).toBe(false);
    expect(isInternalOnly('value_review', 'smb')).toBe(false);
  });

  test('a renewal outside the window stands nowhere, one beyond it is not yet begun', () => {
    const milestone = (days: number): Milestone | null =>
      forecastOf({ renewals: [renewal({ renewalDate: addDays(today, days) })] }).milestone;
    expect(milestone(-61)).toBeNull();
    expect(milestone(400)).toBe('not_yet');
    expect(forecastOf({ renewals: [renewal({ renewalDate: null })] }).milestone).toBeNull();
  });
});

describe('one next step per account', () => {
  const stepOf = (changes: Partial<ForecastInput> = {}): NextStep => {
    const given = input(changes);
    return chooseNextStep({ ...given, renewals: forecastRenewals(given) });
  };
  const due = (days: number, id = 'r1') => renewal({ id: renewalId(id), renewalDate: addDays(today, days) });

  test.each<[string, readonly Gate[], number, NextStep]>([
    [
      'what ends the contract comes first',
      [gates.ticket_storm, gates.champion_left, gates.cancellation_notice],
      200,
      { kind: 'gate', gate: 'cancellation_notice', within: 'now' },
    ],
    [
      'a capping gate before a milder one',
      [gates.seats_reduced, gates.overdue_invoice],
      200,
      { kind: 'gate', gate: 'overdue_invoice', within: 'now' },
    ],
    ['an open ticket storm', [gates.ticket_storm], 200, { kind: 'gate', gate: 'ticket_storm', within: '48_hours' }],
    ['fewer seats', [gates.seats_reduced], 200, { kind: 'gate', gate: 'seats_reduced', within: 'week' }],
    [
      'inactive, renewal far',
      [gates.account_inactive],
      200,
      { kind: 'gate', gate: 'account_inactive', within: 'week' },
    ],
    ['inactive, renewal near', [gates.account_inactive], 90, { kind: 'gate', gate: 'account_inactive', within: 'now' }],
    [
      'no sponsor, renewal near',
      [gates.no_sponsor_near_renewal],
      45,
      { kind: 'gate', gate: 'no_sponsor_near_renewal', within: 'week' },
    ],
  ])('%s', (_, fired, days, step) => {
    expect(stepOf({ gates: fired, renewals: [due(days)] })).toEqual(step);
  });

  test('a gate acts also where no renewal is in sight', () => {
    expect(stepOf({ gates: [gates.ticket_storm], renewals: [] })).toMatchObject({ kind: 'gate' });
    expect(stepOf({ gates: [gates.cancellation_notice], renewals: [], shown: null })).toMatchObject({ within: 'now' });
  });

  test.each<[string, Partial<ForecastInput>, NextStep]>([
    ['healthy, no renewal', { renewals: [] }, { kind: 'cadence', band: 'healthy' }],
    ['healthy, timeline not begun', { renewals: [due(200)] }, { kind: 'cadence', band: 'healthy' }],
    ['watch, timeline not begun', { shown: 70, renewals: [due(200)] }, { kind: 'cadence', band: 'watch' }],
    ['at risk is contacted at once', { shown: 55, renewals: [due(45)] }, { kind: 'cadence', band: 'at_risk' }],
    ['critical goes to management', { shown: 39, renewals: [due(45)] }, { kind: 'cadence', band: 'critical' }],
    [
      'a human says at risk',
      { renewals: [renewal({ override: { tier: 'at_risk', reason: 'competitor', until: today } })] },
      { kind: 'cadence', band: 'at_risk' },
    ],
    [
      'at risk but years away',
      {
        renewals: [
          renewal({ renewalDate: addDays(today, 800), override: { tier: 'at_risk', reason: null, until: today } }),
        ],
      },
      { kind: 'cadence', band: 'healthy' },
    ],
    [
      'the nearest renewal that stands at a step',
      { renewals: [due(100, 'later'), due(45, 'sooner')] },
      {
        kind: 'milestone',
        milestone: 'price_talk',
        renewalId: renewalId('sooner'),
        due: addDays(today, 15),
        internalOnly: false,
      },
    ],
    [
      'the price talk of a small customer',
      { segment: 'smb', renewals: [due(60)] },
      {
        kind: 'milestone',
        milestone: 'price_talk',
        renewalId: renewalId('r1'),
        due: addDays(today, 30),
        internalOnly: true,
      },
    ],
    [
      'one long overdue does not hide the next',
      { renewals: [due(-80, 'old'), due(10, 'next')] },
      {
        kind: 'milestone',
        milestone: 'close',
        renewalId: renewalId('next'),
        due: addDays(today, 10),
        internalOnly: false,
      },
    ],
  ])('%s', (_, changes, step) => {
    expect(stepOf(changes)).toEqual(step);
  });

  test.each<[string, Partial<ForecastInput>, NextStep]>([
    ['near the renewal it is at risk, and contacted', { renewals: [due(90)] }, { kind: 'cadence', band: 'at_risk' }],
    [
      'a human says at risk',
      { renewals: [renewal({ override: { tier: 'at_risk', reason: null, until: today } })] },
      { kind: 'cadence', band: 'at_risk' },
    ],
    [
      'the timeline has begun',
      { renewals: [due(100)] },
      {
        kind: 'milestone',
        milestone: 'stakeholder_map',
        renewalId: renewalId('r1'),
        due: addDays(today, 10),
        internalOnly: false,
      },
    ],
    ['the timeline has not begun', { renewals: [due(121)] }, { kind: 'collect_data', missing: [] }],
    ['no renewal', { renewals: [] }, { kind: 'collect_data', missing: [] }],
  ])('without a score: %s', (_, changes, step) => {
    expect(stepOf({ shown: null, coverage: 0.3, ...changes })).toEqual(step);
  });

  test('without enough data it names the heaviest measures that lack it', () => {
    const measures = [
      scored('seat_adoption', 70, { active: 12, seats: 20 }),
      unscored('nps'),
      unscored('business_reviews'),
      unscored('support_friction'),
      unscored('core_usage_trend', 'not_applicable'),
      unscored('executive_sponsor'),
    ];
    expect(stepOf({ shown: null, coverage: 0.3, measures, renewals: [due(200)] })).toEqual({
      kind: 'collect_data',
      missing: ['support_friction', 'business_reviews', 'executive_sponsor'],
    });
  });
});
