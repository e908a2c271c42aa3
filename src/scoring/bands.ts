import type { HealthBand } from '../accounts/health.ts';
import type { Scorecard } from '../accounts/scorecard.ts';
import type { Weighed } from './weigh.ts';

/**
 * The integer that is shown: rounded half up. Sums of decimal weights may end a hair below a half (79.49999999999999 for 79.5), which on paper is a half;
 * a billionth settles that and nothing else.
 */
export const shownScore = (score: number): number => Math.floor(score + 0.5 + 1e-9);

/** The band of a shown integer. The lower edge belongs to the better band; 80 is healthy, 79 is not. */
export function bandOf(shown: number, { healthy, watch, atRisk }: Scorecard['bands']): HealthBand {
  if (shown >= healthy) return 'healthy';
  if (shown >= watch) return 'watch';
  return shown >= atRisk ? 'at_risk' : 'critical';
}

export type Rated =
  | { readonly score: number; readonly shown: number; readonly band: HealthBand }
  | { readonly score: null; readonly shown: null; readonly band: 'insufficient_data' };

/** Below the minimum coverage a number would pretend to know; coverage that reaches it on paper reaches it. */
export const isEnough = (coverage: number, card: Scorecard): boolean => coverage + 1e-9 >= card.coverage.minimum;

/** Score, shown integer and band; none of them where too little is known. */
export function rate({ score, coverage }: Weighed, card: Scorecard): Rated {
  if (score === null || !isEnough(coverage, card)) return { score: null, shown: null, band: 'insufficient_data' };
  const shown = shownScore(score);
  return { score, shown, band: bandOf(shown, card.bands) };
}
