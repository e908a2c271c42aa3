import { forecastTiers, overrideReasons, type TierOverride } from '../accounts/account.ts';
import type { WrittenValues } from '../ports/crm.ts';
import type { FieldReader } from './field-reader.ts';

export const overrideFields = {
  tier: 'renewal_tier_override',
  reason: 'renewal_tier_override_reason',
  until: 'renewal_tier_override_until',
} as const;

/** The input fields of a renewal: the only ones that people fill and the product writes on their behalf. */
export const overrideValues = (override: TierOverride | null): WrittenValues => ({
  [overrideFields.tier]: override?.tier ?? '',
  [overrideFields.reason]: override?.reason ?? '',
  [overrideFields.until]: override?.until ?? '',
});

/** The manual tier of a renewal; null without a tier. `nameOf` gives the CRM's name of a field of ours. */
export function readOverride(fields: FieldReader, nameOf: (field: string) => string): TierOverride | null {
  const tier = fields.option(nameOf(overrideFields.tier), forecastTiers);
  if (tier === null) return null;
  return {
    tier,
    reason: fields.option(nameOf(overrideFields.reason), overrideReasons),
    until: fields.day(nameOf(overrideFields.until)),
  };
}
