import type { AccountInputs } from '../../src/accounts/account-inputs.ts';
import type { Gate, HealthAssessment, RenewalForecast } from '../../src/accounts/health.ts';
import { accountId } from '../../src/accounts/ids.ts';
import type { GateId, MeasureId } from '../../src/accounts/measures.ts';
import type { Scorecard } from '../../src/accounts/scorecard.ts';
import { accountFacts } from '../../src/scoring/account-facts.ts';
import { assessAccount } from '../../src/scoring/assess-account.ts';
import { BookSheet } from '../../src/scoring/book/book-sheet.ts';
import { columnAt } from '../../src/scoring/book/column.ts';
import { rescore } from '../../src/scoring/book/rescore.ts';
import { readsTheSameFacts } from '../../src/scoring/book/same-facts.ts';
import { createNeedToday } from '../../src/scoring/need-today.ts';
import {
  account,
  ago,
  asOf,
  card,
  inForce,
  inputs,
  renewal,
  seen,
  solved,
  ticket,
  used,
  usersActive,
  version,
} from '../fixtures/account-case.ts';
import { forecastOf, gates } from '../fixtures/forecast-case.ts';

/** Exact values at places that properties and whole cases pass by; found by changing the code and looking what nobody noticed (docs/mutation.md). */
type Known = Partial<AccountInputs>;
const assess = (known: Known, by = card): HealthAssessment =>
  assessAccount({ inputs: inputs(known), asOf, scorecards: [{ ...inForce, card: by }] });

function sheetOf(known: readonly Known[], by: Scorecard): BookSheet {
  const sheet = new BookSheet(known.length, by, 'EUR');
  for (const each of known) {
    const { snapshot, usage } = accountFacts(inputs(each))(by, { asOf, knownAt: asOf });
    sheet.add(accountId('a1'), snapshot, usage);
  }
  return sheet;
}

describe('a book scored from its sheet', () => {
  it('has the gates of its assessments at their edges', () => {
    const seats = (to: string) => ({ observations: [seen('seats', '30', 60), seen('seats', to, 3)] });
    const burst = (last: number) => ({ tickets: [ticket(1), solved(2), solved(last)] });
    const top = (days: number) => ({ tickets: [ticket(days, { priority: 'top' })] });
    const known = [
      ...[seats('20'), seats('27'), seats('28'), { account: [version(account({ seats: 0 }))] }],
      ...[burst(6), burst(7), top(5), top(6), { usage: usersActive(2, 14) }, { usage: usersActive(2, 13) }],
    ];
    const { gatesAt } = rescore(sheetOf(known, card), card);
    const fired = known.map((_, row) => gatesAt(row));
    expect(fired).toEqual(known.map((each) => assess(each).gates.map(({ id }) => id)));
    expect(fired.map((each) => each.join())).toEqual([
      ...['seats_reduced', 'seats_reduced', '', ''],
      ...['ticket_storm', '', '', 'ticket_storm', 'account_inactive', ''],
    ]);
  });

  it('scores measures off by default as their assessments do, in every run of rows', () => {
    const on: readonly MeasureId[] = [
      ...(['login_rhythm', 'response_time', 'feature_breadth', 'workflow_completion', 'time_to_value'] as const),
    ];
    const by = {
      ...card,
      coverage: { ...card.coverage, minimum: 0 },
      measures: card.measures.map((rules) => ({ ...rules, weight: on.includes(rules.id) ? 10 : 0 })),
    };
    const answered = (hours: string, days: number) => seen('response_hours', hours, days);
    const accounts: readonly Known[] = [
      {
        usage: [
          used('a', 1, { report_started: 3, report_completed: 2 }),
          ...[0, 2, 4, 8].map((days) => used('a', 3 + days)),
        ],
        observations: [answered('12', 5), answered('4', 60), seen('first_value', 'true', 20)],
        account: [version(account({ contractStart: ago(60) }))],
      },
      { usage: [used('b', 25, { report_started: 1 }), used('b', 60)], observations: [answered('100', 5)] },
    ];
    const many = Array.from({ length: 1030 }, (_, row) => accounts[row % 2] ?? {});
    const { score } = rescore(sheetOf(many, by), by);
    const expected = accounts.map((each) => assess(each, by).score);
    expect(expected.every((each) => each !== null)).toBe(true);
    for (const [row, value] of score.entries()) expect(value).toBe(expected[row % 2]);
  });

  it('names what is wrong', () => {
    const other = { ...card, version: 'other-2', smallAccountSeats: 5 };
    expect(() => rescore(sheetOf([{}], card), other)).toThrow('Scorecard other-2 looks at other facts than');
    expect(() => columnAt([], 2)).toThrow('There is no column 2');
  });
});

describe('facts have to be read again', () => {
  it.each<[MeasureId, string]>([
    ['two_way_contact', 'unanswered_days'],
    ...['reviews', 'days', 'first_review_days'].map((name) => ['business_reviews', name] as [MeasureId, string]),
    ...['many_days', 'csat_days'].map((name) => ['support_friction', name] as [MeasureId, string]),
    ...['product_led', 'smb', 'mid_market', 'enterprise'].map((name) => ['time_to_value', name] as [MeasureId, string]),
    ...['multi_year_days', 'annual_days'].map((name) => ['contract_term', name] as [MeasureId, string]),
    ...(['payment_and_plan', 'response_time', 'csat', 'ces', 'champion_advocacy', 'expansion_talks'] as const).map(
      (id) => [id, 'days'] as [MeasureId, string],
    ),
    ['stagnation', 'quarter_days'],
  ])('for another limit of %s: %s', (of, name) => {
    const measures = card.measures.map((rules) =>
      rules.id === of ? { ...rules, limits: { ...rules.limits, [name]: (rules.limits[name] ?? NaN) + 1 } } : rules,
    );
    expect(measures.find(({ id }) => id === of)?.limits[name]).toBeGreaterThan(1);
    expect(readsTheSameFacts(card, { ...card, measures })).toBe(false);
  });

  it.each<[GateId, string]>([
    ['champion_left', 'grace_days'],
    ['seats_reduced', 'days'],
    ['ticket_storm', 'days'],
  ])('for another limit of the gate %s: %s', (of, name) => {
    const limits = card.gates[of]?.limits ?? {};
    const changed = { on: true, limits: { ...limits, [name]: (limits[name] ?? NaN) + 1 } };
    expect(readsTheSameFacts(card, { ...card, gates: { ...card.gates, [of]: changed } })).toBe(false);
  });

  it('neither for gates in another order nor for a copy of the scorecard', () => {
    const turned = Object.fromEntries(Object.entries(card.gates).reverse());
    expect(readsTheSameFacts(card, { ...card, gates: turned })).toBe(true);
  });
});

describe('who needs someone today', () => {
  const quiet: HealthAssessment = { ...assess({ renewals: [renewal()] }), gates: [], tier: null, renewals: [] };
  const named = (id: string, changes: Partial<HealthAssessment>): HealthAssessment => ({
    ...quiet,
    ...{ accountId: accountId(id), accountName: id, arrInWindow: 100, nextDate: '2026-09-01' },
    ...changes,
  });
  const listed = (...accounts: readonly HealthAssessment[]) => {
    const today = createNeedToday();
    for (const each of accounts) today.add(each);
    return today.result();
  };
  const order = (...accounts: readonly HealthAssessment[]) => listed(...accounts).map(({ name }) => name);
  const due = (days: number | null, changes: Partial<RenewalForecast> = {}): RenewalForecast => ({
    ...forecastOf(),
    ...{ daysToRenewal: days, final: 'commit', lateToClose: false },
    ...changes,
  });
  const [severe, mild]: readonly [Gate, Gate] = [gates.overdue_invoice, gates.seats_reduced];

  it('is nobody without a gate, a tier at risk or a late close', () => {
    expect(order(named('calm', { renewals: [due(20)] }), named('best', { tier: 'best_case' }))).toEqual([]);
    expect(order(named('late', { renewals: [due(10), due(10, { lateToClose: true })] }))).toEqual(['late']);
    expect(order(named('mild', { gates: [mild] }), named('lost', { tier: 'at_risk' }))).toEqual(['lost', 'mild']);
  });

  it('goes by how bad times how near times the revenue', () => {
    expect(
      order(
        named('mild, far', { gates: [mild], renewals: [due(91)] }),
        named('mild, near', { gates: [mild], renewals: [due(90)] }),
        named('mild, now', { gates: [mild], renewals: [due(30)] }),
        named('severe, near', { gates: [mild, severe], renewals: [due(31)] }),
        named('at risk, now', { tier: 'at_risk', renewals: [due(-3)], arrInWindow: 101 }),
      ),
    ).toEqual(['at risk, now', 'severe, near', 'mild, now', 'mild, near', 'mild, far']);
    const rich = named('rich', { gates: [mild], arrInWindow: 1000 });
    expect(order(named('severe', { gates: [severe] }), rich)).toEqual(['rich', 'severe']);
  });

  it('is as near as the nearest renewal in the window', () => {
    const [row] = listed(
      named('a', { gates: [mild], renewals: [due(70), due(20, { final: 'not_in_window' }), due(40), due(null)] }),
    );
    expect(row).toMatchObject({ daysToRenewal: 40, gates: ['seats_reduced'], accountId: 'a', nextDate: '2026-09-01' });
    expect(listed(named('b', { gates: [mild], renewals: [due(null)] }))[0]?.daysToRenewal).toBeNull();
  });

  it('goes without revenue by pressure, then date, then id, and ends after five', () => {
    const poor = (id: string, changes: Partial<HealthAssessment>) => named(id, { arrInWindow: 0, ...changes });
    const accounts = [
      poor('undated', { gates: [mild], nextDate: null }),
      ...[
        poor('z', { gates: [mild] }),
        poor('b', { gates: [mild] }),
        poor('early', { gates: [mild], nextDate: '2026-07-01' }),
      ],
      ...[poor('severe', { gates: [severe] }), poor('c', { gates: [mild] })],
    ];
    for (const some of [accounts, accounts.toReversed()])
      expect(order(...some)).toEqual(['severe', 'early', 'b', 'c', 'z']);
    expect(order(...accounts.slice(0, 2))).toEqual(['z', 'undated']);
  });
});
