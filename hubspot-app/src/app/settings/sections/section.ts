import type { HubspotSettings } from '@renewal-health/hubspot-shared/generated/contract.ts';
import type { Screen } from '@renewal-health/hubspot-shared/use-screen.ts';

export interface SectionProps {
  readonly screen: Screen;
  readonly settings: HubspotSettings;
  /** After an action: the settings are read again. */
  readonly onDone: () => void;
}
export type Run = HubspotSettings['runs'][number];
