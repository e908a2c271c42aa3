import { Accordion } from '@hubspot/ui-extensions';
import { LabelledTag } from '@renewal-health/hubspot-shared/labelled-tag.tsx';
import { bandTone } from '@renewal-health/hubspot-shared/tones.ts';
import type { Screen } from '@renewal-health/hubspot-shared/use-screen.ts';
import { Gates } from '../company/gates.tsx';
import { StandOf } from '../company/stand-of.tsx';
import type { AccountHealth } from '../company/use-company-health.ts';
import { type Renewal, RenewalFacts } from '../renewal/renewal-facts.tsx';
import { OverrideForm } from './override-form.tsx';
import type { DealProperties } from './use-deal-properties.ts';

interface OpenRenewalProps {
  readonly screen: Screen;
  readonly path: string;
  readonly health: AccountHealth;
  readonly renewal: Renewal;
  readonly record: DealProperties;
  readonly onSaved: () => void;
}

export function OpenRenewal({ screen, path, health, renewal, record, onSaved }: OpenRenewalProps) {
  const { words } = screen;
  const band = health.score === null ? health.band.label : `${health.band.label} (${health.score})`;
  return (
    <>
      <RenewalFacts words={words} renewal={renewal} />
      <LabelledTag label={words.health.band} word={band} tone={bandTone(health.band.code)} />
      <Gates words={words} health={health} />
      <StandOf words={words} health={health} recordScore={record.score} />
      <Accordion title={words.renewal.override}>
        <OverrideForm
          screen={screen}
          path={path}
          current={record.override}
          isSet={renewal.human !== null || record.override.tier !== null}
          onSaved={onSaved}
        />
      </Accordion>
    </>
  );
}
