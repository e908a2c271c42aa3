import type { Locale } from '../accounts/connection.ts';
import type { Driver, Gate, HealthAssessment, MeasureResult } from '../accounts/health.ts';
import { formatOf } from './format.ts';
import type { GateSentences } from './gates.ts';
import type { MeasureSentences, ScoredMeasure } from './measures.ts';
import { createSay, type Texts } from './templates.ts';

export type DriverTexts = Texts<DriverParams>;
interface DriverParams {
  readonly line: { points: string; name: string; value: string };
  readonly warning: { name: string };
}

/** A CRM list view shows a few lines; HubSpot's and Salesforce's text fields hold more, but nobody reads more. */
const longest = 1000;
const each = 3;

export interface DriverNames {
  readonly measures: MeasureSentences;
  readonly gates: GateSentences;
}
type Explained = Pick<HealthAssessment, 'measures' | 'gates' | 'up' | 'down'>;

/** What pulls the level up and down against 75 points. */
export function createDriverSentences(locale: Locale, texts: DriverTexts, names: DriverNames) {
  const format = formatOf(locale);
  const say = createSay(locale, texts);

  const driverLine = (driver: Driver, result: ScoredMeasure): string =>
    say('line', {
      points: format.points(driver.effect),
      name: names.measures.measureName(driver.measure),
      value: names.measures.value(result),
    });
  const warningLine = (gate: Gate) => say('warning', { name: names.gates.gateName(gate.id) });

  return {
    /** "−6 Seat use: 12 of 20 active (60%)" */
    driverLine,
    /** Text for the CRM property: warnings, then the three strongest drivers down and up, one a line. At most 1,000 characters, cut between lines. */
    drivers({ measures, gates, up, down }: Explained): string {
      const strongest = [...visible(down).slice(0, each), ...visible(up).slice(0, each)];
      const lines = strongest.flatMap((driver) => {
        const result = measures.find((one) => one.id === driver.measure);
        return result !== undefined && isScored(result) ? [driverLine(driver, result)] : [];
      });
      return upTo(longest, [...gates.map(warningLine), ...lines]);
    },
  };
}

/** Drivers that round to nothing explain nothing. */
const visible = (drivers: readonly Driver[]) => drivers.filter(({ effect }) => Math.round(effect) !== 0);

const isScored = (result: MeasureResult): result is ScoredMeasure => result.state === 'scored';

function upTo(limit: number, lines: readonly string[]): string {
  const kept: string[] = [];
  let length = 0;
  for (const line of lines) {
    length += line.length + 1;
    if (length > limit) break;
    kept.push(line);
  }
  return kept.join('\n');
}
