import type { TierState, Version } from '../../src/accounts/account-inputs.ts';
import type { Renewal, TierOverride } from '../../src/accounts/account.ts';
import type { Gate, HumanTier } from '../../src/accounts/health.ts';
import { renewalId } from '../../src/accounts/ids.ts';
import type { ForecastRules } from '../../src/accounts/scorecard.ts';
import { contentHash } from '../../src/scoring/content-hash.ts';
import { forecastRenewals, summariseRenewals } from '../../src/scoring/forecast.ts';
import { gateCapsOf } from '../../src/scoring/gate-caps.ts';
import { overridesSince } from '../../src/scoring/human-tier.ts';
import { heldTier, tierMemoryOf } from '../../src/scoring/hysteresis.ts';
import { daysToNearestRenewal } from '../../src/scoring/nearest-renewal.ts';
import { chooseNextStep } from '../../src/scoring/next-step.ts';
import { outsideWindow } from '../../src/scoring/renewal-date.ts';
import { betweenTiers, cappedTier } from '../../src/scoring/tier-order.ts';
import { finalTierSince } from '../../src/scoring/tier-since.ts';
import { accountFacts } from '../../src/scoring/account-facts.ts';
import { addDays } from '../../src/scoring/calendar.ts';
import { ago, asOf, card as shipped, inputs, renewal as version } from '../fixtures/account-case.ts';
import { card, forecastOf, gate, gates, input, renewal, state, today, unscored } from '../fixtures/forecast-case.ts';

/** Exact values at places that properties and whole cases pass by; found by changing the code and looking what nobody noticed (docs/mutation.md). */
const inDays = (days: number, changes: Partial<Renewal> = {}): Renewal =>
  renewal({ renewalDate: addDays(today, days), ...changes });

describe('the cap of a gate', () => {
  const { account_inactive: inactive, no_sponsor_near_renewal: sponsor } = gates;
  const caps = (fired: readonly Gate[], days: number | null, by = card) =>
    gateCapsOf(fired, days, by).map(({ gate: id, cap }) => [id, cap]);

  test('is no lower for inactivity where no renewal has a date, nor without a limit to be near by', () => {
    expect(caps([inactive], 90)).toEqual([['account_inactive', 'at_risk']]);
    expect(caps([inactive], null)).toEqual([['account_inactive', 'best_case']]);
    expect(caps([inactive], 90, { ...card, gates: {} })).toEqual([['account_inactive', 'best_case']]);
  });

  test('counts a missing sponsor only near the renewal', () => {
    expect(caps([sponsor], 90)).toEqual([['no_sponsor_near_renewal', 'best_case']]);
    expect(caps([sponsor], 91)).toEqual([]);
    expect(caps([sponsor], null)).toEqual([]);
    expect(caps([sponsor], 1, { ...card, gates: {} })).toEqual([]);
  });

  test('goes by the facts of a fall', () => {
    const fall = (days: 7 | 30, capped: Gate['caps']) => gate('fast_drop', { points: -21, days }, capped);
    expect(caps([fall(30, 'best_case')], 90)).toEqual([['fast_drop', 'at_risk']]);
    expect(caps([fall(7, 'at_risk')], 90)).toEqual([['fast_drop', 'best_case']]);
  });

  test('that is lower stands first, then the more severe', () => {
    const both = [gates.ticket_storm, inactive, gates.fast_drop, gates.overdue_invoice, gates.champion_left];
    expect(caps(both, 200).map(([id]) => id)).toEqual([
      ...['champion_left', 'overdue_invoice', 'fast_drop', 'account_inactive', 'ticket_storm'],
    ]);
  });
});

describe('an override', () => {
  const entered = (tier: TierOverride['tier'], reason: TierOverride['reason'] = 'other'): TierOverride => ({
    ...{ tier, reason, until: null },
  });
  const known = (knownAt: string, override: TierOverride | null): Version<Renewal> => ({
    ...{ id: 'r1', knownAt, value: renewal({ override }) },
  });
  const sinceOf = (versions: readonly Version<Renewal>[], at: string): string | undefined =>
    overridesSince(versions, { asOf: at }, (instant) => instant.slice(0, 10)).get('r1');

  test('counts from the instant at which it is known', () => {
    const versions = [known('2026-06-10T00:00:00.000Z', entered('commit'))];
    expect(sinceOf(versions, '2026-06-10T00:00:00.000Z')).toBe('2026-06-10');
    expect(sinceOf(versions, '2026-06-09T23:59:59.999Z')).toBeUndefined();
  });

  test('begins anew with another tier, another reason and another end', () => {
    const first = known('2026-06-01T00:00:00.000Z', entered('commit'));
    const longer = { ...entered('commit'), until: '2026-09-30' };
    for (const next of [entered('best_case'), entered('commit', 'merger'), longer])
      expect(sinceOf([first, known('2026-06-05T00:00:00.000Z', next)], asOf)).toBe('2026-06-05');
    expect(sinceOf([first, known('2026-06-05T00:00:00.000Z', entered('commit'))], asOf)).toBe('2026-06-01');
  });

  test('of two versions of one instant is that which the snapshot prefers, in whatever order they come', () => {
    const at = '2026-06-05T00:00:00.000Z';
    const without = known(at, null);
    const days = (['other', 'merger', 'competitor', 'budget_freeze'] as const).map((reason) => {
      const entering = known(at, entered('commit', reason));
      const day = contentHash(entering) > contentHash(without) ? '2026-06-05' : undefined;
      expect([sinceOf([entering, without], asOf), sinceOf([without, entering], asOf)]).toEqual([day, day]);
      return day;
    });
    expect(new Set(days).size).toBe(2);
  });
});

describe('hysteresis', () => {
  const rules = (changes: Partial<ForecastRules> = {}): ForecastRules => ({ ...card.forecast, ...changes });
  const held = (states: readonly TierState[], by = rules(), shown = 79) => {
    const memory = tierMemoryOf(states, { renewalId: renewalId('r1'), asOf: `${today}T03:00:00.000Z`, today });
    return heldTier('best_case', { shown, gated: false, memory, rules: by });
  };

  test('remembers this renewal alone, by its newest day, in whatever order the days come', () => {
    const [yesterday, before] = [state(1, 'commit'), state(2, 'best_case')];
    for (const states of [
      [yesterday, before],
      [before, yesterday],
    ])
      expect(held(states)).toBe('commit');
    const other = { ...state(1, 'commit'), renewalId: renewalId('r2') };
    expect(held([other])).toBe('best_case');
    expect(held([{ ...state(0, 'commit'), knownAt: `${today}T03:00:00.000Z` }])).toBe('best_case');
  });

  test('counts runs before today, as many as the scorecard asks for and no more', () => {
    expect(held([state(0, 'commit', 'best_case')])).toBe('commit');
    const wanted = state(1, 'commit', 'best_case');
    expect(held([wanted])).toBe('best_case');
    expect(held([wanted, state(2, 'commit'), state(3, 'commit')])).toBe('best_case');
    const three = rules({ holdRuns: 3 });
    expect(held([wanted], three)).toBe('commit');
    expect(held([wanted, state(2, 'commit')], three)).toBe('commit');
    expect(held([wanted, state(2, 'commit', 'best_case')], three)).toBe('best_case');
  });

  test('brings a tier back between its ends', () => {
    expect(betweenTiers('best_case', 'at_risk', 'commit')).toBe('best_case');
    expect(betweenTiers('at_risk', 'commit', 'best_case')).toBe('best_case');
    expect(cappedTier('at_risk', 'best_case')).toBe('at_risk');
  });
});

describe('a forecast', () => {
  test('says since when it is overdue, and stands at a milestone to the last day of its window', () => {
    expect(outsideWindow(-61, card.forecast)).toEqual({ code: 'long_overdue', daysOverdue: 61 });
    expect([-60, -61].map((days) => forecastOf({ renewals: [inDays(days)] }).milestone)).toEqual([
      ...['after_renewal', null],
    ]);
    expect([14, 15].map((days) => forecastOf({ renewals: [inDays(days)] }).lateToClose)).toEqual([true, false]);
    expect(forecastOf({ renewals: [renewal({ renewalDate: null })] })).toMatchObject({
      lateToClose: false,
      lift: null,
    });
  });

  test('offers a lift below commit and inside the window only', () => {
    expect(forecastOf().lift).toBeNull();
    expect(forecastOf({ shown: 70 }).lift).toMatchObject({ gates: [], blockedBy: [] });
    expect(forecastOf({ shown: 70, renewals: [inDays(400)] }).lift).toBeNull();
  });

  test('sums up the nearest date in whatever order the renewals stand, none where none has one', () => {
    const [near, far] = [30, 90].map((days) => forecastOf({ renewals: [inDays(days)] }));
    const undated = forecastOf({ renewals: [renewal({ renewalDate: null })] });
    expect(
      summariseRenewals(
        [far, near, undated].flatMap((each) => each ?? []),
        'EUR',
      ).nextDate,
    ).toBe(addDays(today, 30));
    expect(summariseRenewals([undated], 'EUR').nextDate).toBeNull();
  });
});

describe('the nearest renewal', () => {
  const days = (renewals: Parameters<typeof inputs>[0]) => {
    const { snapshot } = accountFacts(inputs(renewals))(shipped, { asOf, knownAt: asOf });
    return daysToNearestRenewal(snapshot, shipped);
  };
  const dated = (id: string, ahead: number, changes: Partial<Renewal> = {}) => {
    const known = version({ id: renewalId(id), renewalDate: ago(-ahead), ...changes });
    return { ...known, id };
  };

  test('is the first open one in the window', () => {
    expect(days({ renewals: [dated('r1', 90), dated('r2', 40), dated('r3', 200)] })).toBe(40);
    expect(days({ renewals: [dated('r1', 90), dated('r2', 40, { status: 'won', closedOn: ago(3) })] })).toBe(90);
    expect(days({ renewals: [dated('r1', 400)] })).toBeNull();
  });
});

describe('the next step', () => {
  const step = (changes: Parameters<typeof input>[0]) => {
    const given = input(changes);
    return chooseNextStep({ ...given, renewals: forecastRenewals(given) });
  };
  const both = (first: number, second: number): readonly Renewal[] => [
    inDays(first),
    inDays(second, { id: renewalId('r2') }),
  ];

  test('goes by the nearest renewal in the window: inactivity is dealt with now when one is near', () => {
    const inactive = { gates: [gates.account_inactive] };
    expect(step({ ...inactive, renewals: both(30, 300) })).toMatchObject({ within: 'now' });
    expect(step({ ...inactive, renewals: both(200, 300) })).toMatchObject({ within: 'week' });
    expect(step({ ...inactive, renewals: both(-100, 300) })).toMatchObject({ within: 'week' });
    expect(step({ ...inactive, renewals: [renewal({ renewalDate: null })] })).toMatchObject({ within: 'week' });
  });

  test('is to call an account in the at-risk band even where its renewal is not at risk', () => {
    const renewals = forecastRenewals(input({ shown: 85, renewals: [inDays(60)] }));
    expect(chooseNextStep({ ...input(), band: 'at_risk', renewals })).toEqual({ kind: 'cadence', band: 'at_risk' });
    expect(chooseNextStep({ ...input(), renewals })).toMatchObject({ kind: 'milestone', milestone: 'price_talk' });
  });

  test('names only missing data that count', () => {
    const measures = [{ ...unscored('nps'), weight: 0 }, unscored('outcomes')];
    expect(chooseNextStep({ ...input(), band: 'insufficient_data', renewals: [], measures })).toEqual({
      ...{ kind: 'collect_data', missing: ['outcomes'] },
    });
  });
});

describe('the day from which a final tier has been what it is', () => {
  const at = (days: number): string => addDays(today, -days);
  const human = (until: string, stands: 'valid' | 'expired' = 'valid'): HumanTier => ({
    ...{ state: stands, tier: 'best_case', reason: 'other', until },
  });
  const memory = { days: [state(1, 'commit'), state(5, 'commit'), state(9, 'best_case')], today };

  test('is the oldest on record for an override of unknown age', () => {
    expect(finalTierSince('commit', human(at(-9)), memory, null)).toBe(at(9));
    expect(finalTierSince('commit', human(at(-9)), memory, at(3))).toBe(at(3));
  });

  test('is the day after an override that has ended, whose last day still counted', () => {
    expect(finalTierSince('commit', human(at(3), 'expired'), memory, null)).toBe(at(2));
    expect(finalTierSince('commit', human(at(5), 'expired'), memory, at(7))).toBe(at(4));
    expect(finalTierSince('commit', human(at(1), 'expired'), memory, at(1))).toBe(today);
  });
});
