import { entryOf } from './entry-of.ts';

/**
 * Colours of HubSpot's tags. The words always stand beside them. ScoreCircle is not used: its own colour bands (red to 32, green from 66) contradict ours.
 */
export type Tone = 'default' | 'warning' | 'success' | 'error' | 'info';

const bands: Readonly<Record<string, Tone>> = {
  healthy: 'success',
  watch: 'warning',
  at_risk: 'error',
  critical: 'error',
};
const tiers: Readonly<Record<string, Tone>> = { commit: 'success', best_case: 'info', at_risk: 'error' };

export const bandTone = (code: string): Tone => entryOf(bands, code, 'default');
export const tierTone = (code: string): Tone => entryOf(tiers, code, 'default');
