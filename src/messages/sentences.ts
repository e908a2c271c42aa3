import type { Locale } from '../accounts/connection.ts';
import { createAccountViewSentences } from './account-view.ts';
import type { Catalogue } from './catalogue.ts';
import { createChangeSentences } from './change.ts';
import { createCommandLine } from './command-line.ts';
import { createDataQualitySentences } from './data-quality.ts';
import { german } from './de/catalogue.ts';
import { createDriverSentences } from './drivers.ts';
import { english } from './en/catalogue.ts';
import { createErrorSentences } from './errors.ts';
import { foreignText } from './foreign-text.ts';
import { createForecastSentences } from './forecast.ts';
import { formatOf } from './format.ts';
import { createGateSentences, type NameOf } from './gates.ts';
import { createInstallSentences } from './install.ts';
import { createLiftSentence } from './lift.ts';
import { createMeasureSentences } from './measures.ts';
import { createNextStepSentences } from './next-steps.ts';
import { createScreenSentences } from './screens.ts';
import { createSetUpSentences } from './set-up.ts';

const catalogues: Readonly<Record<Locale, Catalogue>> = { en: english, de: german };

export interface SentenceOptions {
  /** People are called by their role unless this is true and `nameOf` knows the name. */
  readonly showNames: boolean;
  readonly nameOf?: NameOf;
}
export type Sentences = ReturnType<typeof createSentences>;

/** Every sentence a user reads, in one language. Pure: the same facts give the same text on every machine. Make one per connection and keep it. */
export function createSentences(locale: Locale, options: SentenceOptions = { showNames: false }) {
  const texts = catalogues[locale];
  const measures = createMeasureSentences(locale, texts);
  const gates = createGateSentences(locale, texts.gates, allowedNames(options));
  const names = { gate: gates.gateName, measure: measures.measureName, values: texts.values };
  return {
    format: formatOf(locale),
    ...measures,
    ...gates,
    ...createForecastSentences(locale, texts.forecast, gates.gateName),
    lift: createLiftSentence(locale, texts.lift, names),
    ...createNextStepSentences(locale, texts.nextSteps, { gatePlay: gates.gatePlay, measure: measures.measureName }),
    ...createDriverSentences(locale, texts.drivers, { measures, gates }),
    ...createChangeSentences(locale, texts.change, { measures, gates }),
    ...createAccountViewSentences(locale, texts.accountView),
    ...createDataQualitySentences(locale, texts.dataQuality),
    ...createErrorSentences(locale, texts.errors),
    ...createScreenSentences(locale, texts.screens),
    ...createSetUpSentences(locale, texts.setUp),
    ...createInstallSentences(locale, texts.install),
    cli: createCommandLine(locale, texts.commandLine),
    help: texts.help,
  };
}

function allowedNames({ showNames, nameOf }: SentenceOptions): NameOf {
  if (!showNames || nameOf === undefined) return () => null;
  return (contactId) => {
    const name = nameOf(contactId);
    return name === null || name.trim() === '' ? null : foreignText(name);
  };
}
