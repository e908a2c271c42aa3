import type { ForecastTier } from '../accounts/account.ts';
import type { MachineTier } from '../accounts/health.ts';

const order: Readonly<Record<ForecastTier, number>> = { at_risk: 0, best_case: 1, commit: 2 };

/** Negative when `a` is the worse tier. */
export const compareTiers = (a: ForecastTier, b: ForecastTier): number => order[a] - order[b];

/** The tier under a lid: never better than the cap. */
export const cappedTier = (tier: ForecastTier, cap: ForecastTier): ForecastTier => betweenTiers('at_risk', tier, cap);

/** The tier, brought back to the nearer end when it lies outside low..high. */
export const betweenTiers = (low: ForecastTier, tier: ForecastTier, high: ForecastTier): ForecastTier =>
  compareTiers(tier, low) < 0 ? low : compareTiers(tier, high) > 0 ? high : tier;

export const isForecastTier = (tier: MachineTier): tier is ForecastTier => Object.hasOwn(order, tier);
