import { useCrmProperties } from '@hubspot/ui-extensions/crm';
import { numberOf, textOf } from '@renewal-health/hubspot-shared/property-values.ts';

/** What the record itself knows: enough for the essentials when the backend does not answer. Sentences are in the language of the portal's setting. */
export interface CompanyProperties {
  readonly score: number | null;
  readonly band: string | null;
  readonly change30d: number | null;
  readonly changeReason: string | null;
  readonly drivers: string | null;
  readonly nextStep: string | null;
  readonly scoredAt: string | null;
  readonly tier: string | null;
  readonly nextDate: string | null;
  readonly arrAtRisk: string | null;
}

/**
 * The names stand here as literals: HubSpot's build reads them from the source of this folder to load the values before the card starts, and finds
 * nothing when they are imported.
 */
export function useCompanyProperties(): CompanyProperties {
  const { properties } = useCrmProperties(
    [
      'renewal_health_score',
      'renewal_health_band',
      'renewal_health_change_30d',
      'renewal_health_change_reason',
      'renewal_health_drivers',
      'renewal_health_next_step',
      'renewal_health_scored_at',
      'renewal_tier',
      'renewal_next_date',
      'renewal_arr_at_risk',
    ],
    {
      propertiesToFormat: ['renewal_health_scored_at', 'renewal_next_date', 'renewal_arr_at_risk'],
      formattingOptions: { currency: { addSymbol: true } },
    },
  );
  const text = (name: string) => textOf(properties[name]);
  return {
    score: numberOf(text('renewal_health_score')),
    band: text('renewal_health_band'),
    change30d: numberOf(text('renewal_health_change_30d')),
    changeReason: text('renewal_health_change_reason'),
    drivers: text('renewal_health_drivers'),
    nextStep: text('renewal_health_next_step'),
    scoredAt: text('renewal_health_scored_at'),
    tier: text('renewal_tier'),
    nextDate: text('renewal_next_date'),
    arrAtRisk: text('renewal_arr_at_risk'),
  };
}
