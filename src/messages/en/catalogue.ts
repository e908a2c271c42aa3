import type { Catalogue } from '../catalogue.ts';
import { accountView } from './account-view.ts';
import { changes } from './changes.ts';
import { commandLine } from './command-line.ts';
import { dataQuality } from './data-quality.ts';
import { errors } from './errors.ts';
import { change, drivers, hardly } from './explanations.ts';
import { payment, support } from './findings.ts';
import { forecast } from './forecast.ts';
import { gates } from './gates.ts';
import { install } from './install.ts';
import { levels } from './levels.ts';
import { help } from './help.ts';
import { lift } from './lift.ts';
import { measures } from './measures.ts';
import { nextSteps } from './next-steps.ts';
import { screens } from './screens.ts';
import { setUp } from './set-up.ts';
import { values } from './values.ts';

export const english: Catalogue = {
  measures,
  levels,
  values,
  changes,
  hardly,
  support,
  payment,
  gates,
  help,
  forecast,
  lift,
  nextSteps,
  drivers,
  change,
  accountView,
  dataQuality,
  errors,
  commandLine,
  screens,
  setUp,
  install,
};
