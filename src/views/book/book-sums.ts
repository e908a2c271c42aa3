import { type ForecastTier, forecastTiers } from '../../accounts/account.ts';
import type { RenewalForecast } from '../../accounts/health.ts';
import type { Sentences } from '../../messages/sentences.ts';
import type { RenewalBook } from '../contract/renewal-book.ts';

interface Sum {
  renewals: number;
  arr: number;
  withoutArr: number;
}
export interface BookSums {
  add(renewal: RenewalForecast, tier: ForecastTier): void;
  months(): RenewalBook['months'];
  totals(): RenewalBook['totals'];
}

/** Adds ARR up by month and tier, in the home currency: a foreign or unknown amount is counted, never added. */
export function createBookSums(sentences: Sentences, currency: string): BookSums {
  const byMonth = new Map<string, Map<ForecastTier, Sum>>();
  const all = new Map<ForecastTier, Sum>(forecastTiers.map((tier) => [tier, newSum()]));
  const money = (amount: number) => sentences.format.money({ amount, currency });
  const addTo = (sum: Sum, { arr }: RenewalForecast) => {
    sum.renewals += 1;
    if (arr?.currency === currency) sum.arr += arr.amount;
    else sum.withoutArr += 1;
  };
  return {
    add: (renewal, tier) => {
      const month = monthOf(renewal);
      const tiers = byMonth.get(month) ?? new Map<ForecastTier, Sum>();
      const sum = tiers.get(tier) ?? newSum();
      byMonth.set(month, tiers.set(tier, sum));
      addTo(sum, renewal);
      addTo(all.get(tier) ?? newSum(), renewal);
    },
    months: () =>
      [...byMonth].sort(inTime).map(([month, tiers]) => ({
        month,
        label: month === overdue ? sentences.overdue : sentences.format.month(month),
        tiers: forecastTiers.flatMap((tier) => {
          const sum = tiers.get(tier);
          return sum === undefined ? [] : [{ tier, renewals: sum.renewals, arr: sum.arr, arrText: money(sum.arr) }];
        }),
      })),
    totals: () =>
      forecastTiers.map((tier) => {
        const sum = all.get(tier) ?? newSum();
        return { tier, label: sentences.tier(tier), ...sum, arrText: money(sum.arr) };
      }),
  };
}

const newSum = (): Sum => ({ renewals: 0, arr: 0, withoutArr: 0 });
const overdue = 'overdue';

const monthOf = ({ date, daysToRenewal }: RenewalForecast): string =>
  (daysToRenewal ?? 0) < 0 ? overdue : (date ?? '').slice(0, 7);

const inTime = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => {
  if (a === overdue || b === overdue) return a === b ? 0 : a === overdue ? -1 : 1;
  return a < b ? -1 : 1;
};
