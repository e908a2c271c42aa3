import type { EventClass } from '../accounts/scorecard.ts';

export const eventClasses = [
  'login',
  'view',
  'standard',
  'core',
  'advanced',
  'locked_feature',
  'upgrade_page',
] as const satisfies readonly EventClass[];
