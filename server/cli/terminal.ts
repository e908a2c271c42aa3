import { styleText } from 'node:util';
import type { HealthBand, MachineTier } from '../../src/accounts/health.ts';

/** Where results go. Colours only on a terminal that shows them; the word is always there too. */
export interface Terminal {
  readonly columns: number;
  print(text: string): void;
  bold(text: string): string;
  dim(text: string): string;
  byTier(tier: MachineTier, text: string): string;
  byBand(band: HealthBand, text: string): string;
}

type Colour = 'green' | 'yellow' | 'red' | 'magenta' | 'gray';
const tierColours: Readonly<Record<MachineTier, Colour>> = {
  commit: 'green',
  best_case: 'yellow',
  at_risk: 'red',
  not_in_window: 'gray',
  insufficient_data: 'gray',
};
const bandColours: Readonly<Record<HealthBand, Colour>> = {
  healthy: 'green',
  watch: 'yellow',
  at_risk: 'red',
  critical: 'magenta',
  insufficient_data: 'gray',
};

/** Longer lines are hard to read even where there is room. */
const widest = 110;

export function createTerminal(out: NodeJS.WriteStream): Terminal {
  const style = (format: Colour | 'bold' | 'dim', text: string) => styleText(format, text, { stream: out });
  return {
    // a terminal of no size says 0
    columns: Math.min(out.columns || widest, widest),
    print: (text) => {
      out.write(`${text}\n`);
    },
    bold: (text) => style('bold', text),
    dim: (text) => style('dim', text),
    byTier: (tier, text) => style(tierColours[tier], text),
    byBand: (band, text) => style(bandColours[band], text),
  };
}
