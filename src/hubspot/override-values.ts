import type { TierOverride } from '../accounts/account.ts';
import type { WrittenValues } from '../ports/crm.ts';
import { overrideFields } from './properties.ts';

/** The input fields of a deal: the only ones that people fill and the product writes on their behalf. */
export const overrideValues = (override: TierOverride | null): WrittenValues => ({
  [overrideFields.tier]: override?.tier ?? '',
  [overrideFields.reason]: override?.reason ?? '',
  [overrideFields.until]: override?.until ?? '',
});
