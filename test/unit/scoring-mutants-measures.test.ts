import type { AccountInputs } from '../../src/accounts/account-inputs.ts';
import type { MeasureId } from '../../src/accounts/measures.ts';
import type { ObservationName } from '../../src/accounts/signal.ts';
import { addDays } from '../../src/scoring/calendar.ts';
import { limitOf } from '../../src/scoring/limits.ts';
import {
  account,
  ago,
  card,
  invoice,
  measured,
  meeting,
  review,
  seen,
  ticket,
  used,
  version,
} from '../fixtures/account-case.ts';

/** Exact values at places that properties and whole cases pass by; found by changing the code and looking what nobody noticed (docs/mutation.md). */
const limit = (id: MeasureId, name: string): number =>
  limitOf(card.measures.find((rules) => rules.id === id) ?? { limits: {} }, name);
const contract = (changes: Parameters<typeof account>[0]): Partial<AccountInputs> => ({
  account: [version(account(changes))],
});

describe('a measure of one observation', () => {
  it.each<[MeasureId, ObservationName, string, string]>([
    ['budget_trend', 'budget_trend', 'growing', 'no_observation'],
    ['csm_sentiment', 'csm_sentiment', 'good', 'no_observation'],
    ['expansion_talks', 'expansion_talk', 'positive', 'no_observation'],
    ['roi_multiple', 'roi_multiple', '3', 'no_observation'],
    ['integrations', 'integrations', '4', 'no_observation'],
    ['executive_sponsor', 'sponsor_level', 'informed', 'no_sponsor_level'],
    ['ces', 'ces', '5', 'no_answers'],
  ])('%s rests on the newest %s, and says where there is none', (id, name, value, reason) => {
    expect(measured(id, { observations: [seen(name, value, 5)] })).toMatchObject({
      evidence: { source: 'observations', count: 1, newest: ago(5) },
    });
    expect(measured(id, {})).toMatchObject({ state: 'no_data', reason });
  });
});

describe('payment_and_plan', () => {
  const failed = (days: number, about: string | null = null) => seen('payment_failed', 'true', days, about);
  const failures = (known: Partial<AccountInputs>) => measured('payment_and_plan', known);

  it('rests on observations where there is no invoice', () => {
    expect(failures({ observations: [failed(5)] })).toMatchObject({ evidence: { source: 'observations', count: 1 } });
    expect(failures({ invoices: [invoice()], observations: [failed(5)] })).toMatchObject({
      evidence: { source: 'invoices', count: 2 },
    });
  });

  it('forgives a failure by a payment of the same day, of one invoice among several', () => {
    const invoices = [invoice({ id: 'i1', paidOn: ago(5) }), invoice({ id: 'i2', paidOn: null, dueOn: ago(-9) })];
    expect(failures({ invoices, observations: [failed(5)] })).toMatchObject({ facts: { failedPayments: 0 } });
    expect(failures({ invoices, observations: [failed(4)] })).toMatchObject({ facts: { failedPayments: 1 } });
    expect(failures({ invoices, observations: [failed(5, 'i2')] })).toMatchObject({ facts: { failedPayments: 1 } });
  });
});

test('two_way_contact goes by the last answer, and rests on answers where there are some', () => {
  const unanswered = meeting(2, { outcome: 'no_show' });
  const interactions = [meeting(40), meeting(20), meeting(12), meeting(5), unanswered];
  expect(measured('two_way_contact', { interactions })).toMatchObject({
    facts: { days: 5, answered: true },
    evidence: { count: 4, newest: ago(5) },
  });
  const days = limit('two_way_contact', 'unanswered_days');
  const silent = (since: number) =>
    measured('two_way_contact', { interactions: [meeting(since, { outcome: 'no_show' })] });
  expect(silent(days)).toMatchObject({ state: 'scored', facts: { days, answered: false }, evidence: { count: 1 } });
  expect(silent(days - 1)).toMatchObject({ state: 'no_data', reason: 'no_answer_yet' });
});

test('business_reviews look back so many days and not one more, and are not asked of a customer too young for one', () => {
  const days = limit('business_reviews', 'days');
  expect(measured('business_reviews', { interactions: [review(days, 'held')] })).toMatchObject({
    facts: { planned: 1 },
  });
  expect(measured('business_reviews', { interactions: [review(days + 1, 'held')] })).toMatchObject({
    state: 'no_data',
  });
  const young = limit('business_reviews', 'first_review_days');
  const since = (age: number) => measured('business_reviews', contract({ contractStart: ago(age) })).state;
  expect([since(young - 1), since(young)]).toEqual(['not_applicable', 'no_data']);
});

test('contract_term is read from the contract where nobody says it, to the day', () => {
  const terms = [limit('contract_term', 'multi_year_days'), limit('contract_term', 'annual_days')].flatMap((days) =>
    [days, days - 1].map((length) =>
      measured('contract_term', contract({ contractStart: ago(10), contractEnd: addDays(ago(10), length) })),
    ),
  );
  expect(terms.map((term) => (term.state === 'scored' ? term.facts.term : term.state))).toEqual([
    ...['multi_year', 'annual', 'annual', 'monthly'],
  ]);
  expect(measured('contract_term', { observations: [seen('contract_term', 'annual', 5)] })).toMatchObject({
    evidence: { source: 'observations', count: 1, newest: ago(5) },
  });
});

test('dau_mau is the mean daily share of those active in 30 days', () => {
  const usage = [1, 2, 3].flatMap((days) => [used('a', days), used('b', days)]);
  expect(measured('dau_mau', { usage })).toMatchObject({ facts: { ratio: 6 / 30 / 2 } });
});

describe('stagnation', () => {
  const quarters = (known: Partial<AccountInputs>) => {
    const result = measured('stagnation', known);
    return result.state === 'scored' ? [result.facts.quarters, result.evidence.count] : result.state;
  };
  const began = { contractStart: ago(1000) };

  it('ends by more seats or a better plan, not by fewer, as many or a worse one', () => {
    const quarter = limit('stagnation', 'quarter_days');
    const changes = (name: ObservationName, value: string) => ({
      ...contract({ ...began, seats: 20 }),
      observations: [seen(name, value, 2 * quarter)],
    });
    expect(quarters(changes('plan_change', 'upgrade'))).toEqual([2, 2]);
    expect(quarters(changes('plan_change', 'downgrade'))).toEqual([Math.floor(1000 / quarter), 1]);
    expect(quarters(changes('seats', '21'))).toEqual([2, 2]);
    expect(quarters(changes('seats', '20'))).toEqual([Math.floor(1000 / quarter), 1]);
    expect(quarters(changes('seats', '19'))).toEqual([Math.floor(1000 / quarter), 1]);
  });

  it('begins with the first known seats where the contract has no beginning', () => {
    const crm = (seats: number, days: number) => ({
      ...version(account({ seats, contractStart: null })),
      knownAt: `${ago(days)}T06:00:00.000Z`,
    });
    const quarter = limit('stagnation', 'quarter_days');
    expect(quarters({ account: [crm(20, 400), crm(15, 100)] })).toEqual([Math.floor(400 / quarter), 1]);
  });
});

test('time_to_value of a few seats has the limit of a product that sells itself', () => {
  const start = { contractStart: ago(10) };
  const seats = (count: number) =>
    measured('time_to_value', {
      ...contract({ ...start, seats: count }),
      observations: [seen('first_value', 'true', 4)],
    });
  expect(seats(card.smallAccountSeats)).toMatchObject({
    facts: { days: 6, limit: limit('time_to_value', 'product_led'), reached: true },
    evidence: { count: 1, newest: ago(4) },
  });
  expect(seats(card.smallAccountSeats + 1)).toMatchObject({ facts: { limit: limit('time_to_value', 'mid_market') } });
});

test('support_friction has no rate where tickets come from nobody who is active', () => {
  const points = (known: Partial<AccountInputs>) => {
    const result = measured('support_friction', known);
    return result.state === 'scored' ? result.facts.deductions.map(({ code }) => code) : result.state;
  };
  const idle = [used('a', 40), used('a', 45)];
  expect(points({ usage: idle, tickets: [ticket(2, { closedAt: ago(1) })] })).toEqual([]);
  expect(points({ usage: [used('a', 3)], tickets: [ticket(2, { closedAt: ago(1) })] })).toEqual(['too_loud']);
});
