import type { AccountViewTexts } from './account-view.ts';
import type { ChangeSentenceTexts } from './change.ts';
import type { CommandLineTexts } from './command-line.ts';
import type { DataQualityTexts } from './data-quality.ts';
import type { DriverTexts } from './drivers.ts';
import type { ErrorTexts } from './errors.ts';
import type { ForecastTexts } from './forecast.ts';
import type { GateTexts } from './gates.ts';
import type { HelpTexts } from './help.ts';
import type { InstallTexts } from './install.ts';
import type { LiftTexts } from './lift.ts';
import type { MeasureCatalogue } from './measures.ts';
import type { NextStepTexts } from './next-steps.ts';
import type { ScreenTexts } from './screens.ts';
import type { SetUpTexts } from './set-up.ts';

/** Every text of one language. A new language is one more value of this type: the compiler names what is missing. */
export interface Catalogue extends MeasureCatalogue {
  readonly gates: GateTexts;
  readonly help: HelpTexts;
  readonly forecast: ForecastTexts;
  readonly lift: LiftTexts;
  readonly nextSteps: NextStepTexts;
  readonly drivers: DriverTexts;
  readonly change: ChangeSentenceTexts;
  readonly accountView: AccountViewTexts;
  readonly dataQuality: DataQualityTexts;
  readonly errors: ErrorTexts;
  readonly commandLine: CommandLineTexts;
  readonly screens: ScreenTexts;
  readonly setUp: SetUpTexts;
  readonly install: InstallTexts;
}
