import { blueprintOf } from '../../../sandbox/book/blueprint.ts';
import { dayNumber } from '../../../sandbox/book/days.ts';
import type { BookOptions } from '../../../sandbox/book/types.ts';
import type { MeasureResult } from '../../../src/accounts/health.ts';
import type { Day } from '../../../src/accounts/time.ts';
import { assessAccount } from '../../../src/scoring/assess-account.ts';
import { inForce } from '../../fixtures/account-case.ts';
import { type BookAccount, bookAccounts } from '../../helpers/book-inputs.ts';

/** How one account looked and how it ended. The last three come from the truth of the base, which nothing in the product reads. */
export interface Outcome {
  readonly score: number;
  /** 0 = at risk, 1 = best case, 2 = commit; null without a renewal in the window. */
  readonly tier: number | null;
  readonly daysAhead: number;
  readonly measures: readonly MeasureResult[];
  readonly kind: string;
  readonly lost: boolean;
  /** The chance of being lost that the outcome was drawn from. */
  readonly chance: number;
  /** False while the cause of its kind had not begun on the day it was looked at: nothing could show yet. */
  readonly hasBegun: boolean;
}

const dayMs = 86_400_000;
const asOf: Day = '2026-06-15';

/** Everybody with a score whose renewal is due within a year, as they look today. */
export function outcomesToday(companies: number): readonly Outcome[] {
  const options: BookOptions = { seed: 3, companies, asOf };
  return [...bookAccounts(options)].flatMap((account) => {
    const { renews } = account.truth;
    if (renews === null) return [];
    const { contractEnd } = account.company;
    const daysAhead = contractEnd === null ? Infinity : daysBetween(asOf, contractEnd);
    return looked(account, options, { on: asOf, lost: !renews, daysAhead });
  });
}

/** Renewals that were decided in the last 350 days, looked at 90 days before their day, by what was known then. */
export function outcomesNinetyDaysBefore(companies: number): readonly Outcome[] {
  const historyDays = 540;
  const options: BookOptions = { seed: 4, companies, asOf, historyDays };
  return [...bookAccounts(options)].flatMap((account) => {
    const decided = decidedRenewal(account);
    if (decided === null) return [];
    const on = dayBefore(decided.day, 90);
    // Usage counts over 90 days: earlier days of the base would look at half of it.
    if (daysBetween(on, asOf) > historyDays - 100) return [];
    return looked(account, options, { on, lost: decided.lost, daysAhead: 90 });
  });
}

interface Look {
  readonly on: Day;
  readonly lost: boolean;
  readonly daysAhead: number;
}
const places = { at_risk: 0, best_case: 1, commit: 2 } as const;

function looked(
  { inputs, truth, company }: BookAccount,
  options: BookOptions,
  { on, ...end }: Look,
): readonly Outcome[] {
  const { score, tier, measures } = assessAccount({ inputs, asOf: `${on}T10:00:00.000Z`, scorecards: [inForce] });
  if (score === null) return [];
  const { causeDay } = blueprintOf(options, company.index);
  return [
    {
      ...end,
      ...{ score, tier: tier === null ? null : places[tier], measures },
      ...{ kind: truth.archetype, chance: truth.lossProbability },
      hasBegun: causeDay === null || causeDay <= dayNumber(on),
    },
  ];
}

function decidedRenewal({ company }: BookAccount): { readonly day: Day; readonly lost: boolean } | null {
  const closed = company.deals.filter(({ kind, status }) => kind === 'renewal' && status !== 'open');
  const days = closed.flatMap(({ renewalDate: day, status }) =>
    day === null ? [] : [{ day, lost: status === 'lost' }],
  );
  return days.sort((a, b) => (a.day < b.day ? 1 : -1))[0] ?? null;
}

const daysBetween = (from: Day, to: Day): number => (Date.parse(to) - Date.parse(from)) / dayMs;
const dayBefore = (day: Day, days: number): Day => new Date(Date.parse(day) - days * dayMs).toISOString().slice(0, 10);
