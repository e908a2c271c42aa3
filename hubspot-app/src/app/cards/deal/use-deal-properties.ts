import { useCrmProperties } from '@hubspot/ui-extensions/crm';
import { numberOf, textOf } from '@renewal-health/hubspot-shared/property-values.ts';

export interface DealProperties {
  readonly tier: string | null;
  readonly machineTier: string | null;
  readonly reason: string | null;
  readonly score: number | null;
  readonly band: string | null;
  /** What people have set: codes, and a calendar day. */
  readonly override: { readonly tier: string | null; readonly reason: string | null; readonly until: string | null };
  readonly refetch: () => Promise<void>;
}

/** The renewal from the deal's own properties; the names are literals for the reason given at useCompanyProperties. */
export function useDealProperties(): DealProperties {
  const { properties, refetch } = useCrmProperties([
    'renewal_tier',
    'renewal_tier_machine',
    'renewal_tier_reason',
    'renewal_health_score',
    'renewal_health_band',
    'renewal_tier_override',
    'renewal_tier_override_reason',
    'renewal_tier_override_until',
  ]);
  const text = (name: string) => textOf(properties[name]);
  return {
    tier: text('renewal_tier'),
    machineTier: text('renewal_tier_machine'),
    reason: text('renewal_tier_reason'),
    score: numberOf(text('renewal_health_score')),
    band: text('renewal_health_band'),
    override: {
      tier: text('renewal_tier_override'),
      reason: text('renewal_tier_override_reason'),
      until: text('renewal_tier_override_until'),
    },
    refetch,
  };
}
