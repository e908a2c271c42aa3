import { type ForecastTier, forecastTiers } from '../../accounts/account.ts';
import { type HealthAssessment, type HealthBand, healthBands, type RenewalForecast } from '../../accounts/health.ts';
import { createNeedToday, type NeedsSomeone } from '../../scoring/need-today.ts';
import { createHumanTiers, type HumanTiers } from './human-tiers.ts';

export interface TierSum {
  readonly renewals: number;
  /** In the home currency. */
  readonly arr: number;
  /** Renewals without an ARR or with one in another currency: counted, not added. */
  readonly withoutArr: number;
}
export interface BookSummary {
  readonly accounts: number;
  readonly scored: number;
  readonly insufficient: number;
  readonly byBand: Readonly<Record<HealthBand, number>>;
  /** Open renewals in the window by their final tier. */
  readonly byTier: Readonly<Record<ForecastTier, TierSum>>;
  readonly arrAtRisk: number;
  readonly needToday: readonly NeedsSomeone[];
  readonly humanTiers: HumanTiers;
}
export interface BookSummaryBuilder {
  readonly add: (assessments: readonly HealthAssessment[]) => void;
  readonly result: () => BookSummary;
}

/** Adds a book up page by page, so that its size does not matter. */
export function createBookSummary(homeCurrency: string): BookSummaryBuilder {
  const byBand = Object.fromEntries(healthBands.map((band) => [band, 0])) as Record<HealthBand, number>;
  const byTier = Object.fromEntries(
    forecastTiers.map((tier) => [tier, { renewals: 0, arr: 0, withoutArr: 0 }]),
  ) as Record<ForecastTier, { renewals: number; arr: number; withoutArr: number }>;
  const needToday = createNeedToday();
  const humanTiers = createHumanTiers();
  let accounts = 0;
  const addRenewal = ({ final, arr }: RenewalForecast) => {
    if (final === 'not_in_window' || final === 'insufficient_data') return;
    const sum = byTier[final];
    sum.renewals += 1;
    if (arr?.currency === homeCurrency) sum.arr += arr.amount;
    else sum.withoutArr += 1;
  };
  return {
    add: (assessments) => {
      for (const assessment of assessments) {
        accounts += 1;
        byBand[assessment.band] += 1;
        for (const renewal of assessment.renewals) addRenewal(renewal);
        needToday.add(assessment);
        humanTiers.add(assessment);
      }
    },
    result: () => ({
      accounts,
      scored: accounts - byBand.insufficient_data,
      insufficient: byBand.insufficient_data,
      byBand: { ...byBand },
      byTier: { commit: sumOf(byTier.commit), best_case: sumOf(byTier.best_case), at_risk: sumOf(byTier.at_risk) },
      arrAtRisk: sumOf(byTier.at_risk).arr,
      needToday: needToday.result(),
      humanTiers: humanTiers.result(),
    }),
  };
}

/** To the cent: adding thousands of amounts leaves traces in the last digits. */
const sumOf = (sum: TierSum): TierSum => ({ ...sum, arr: Math.round(sum.arr * 100) / 100 });
