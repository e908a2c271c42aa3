import { Accordion, Flex, Text } from '@hubspot/ui-extensions';
import { LabelledTag } from '@renewal-health/hubspot-shared/labelled-tag.tsx';
import { RecordLink } from '@renewal-health/hubspot-shared/record-link.tsx';
import { bandTone } from '@renewal-health/hubspot-shared/tones.ts';
import type { Screen } from '@renewal-health/hubspot-shared/use-screen.ts';
import { Drivers } from '../company/drivers.tsx';
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

/** The forecast and its reason first, then what speaks against it, the account's drivers, and the form for the reader's own forecast. */
export function OpenRenewal({ screen, path, health, renewal, record, onSaved }: OpenRenewalProps) {
  const { words } = screen;
  const band = health.score === null ? health.band.label : `${health.band.label} (${health.score})`;
  return (
    <>
      <RenewalFacts words={words} renewal={renewal}>
        <LabelledTag label={words.health.band} word={band} tone={bandTone(health.band.code)} />
      </RenewalFacts>
      <Gates words={words} health={health} />
      {health.score === null ? null : <Drivers screen={screen} health={health} onDeal />}
      <Flex direction="column" gap="xs">
        <Text>
          <Text inline format={{ fontWeight: 'demibold' }}>
            {words.health.nextStep}
            {':'}
          </Text>{' '}
          {health.nextStep.text}
        </Text>
        <Text>
          {words.health.account}
          {': '}
          <RecordLink screen={screen} type="company" id={health.account.id} name={health.account.name} />
        </Text>
      </Flex>
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
