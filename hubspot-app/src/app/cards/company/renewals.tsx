import { Accordion, Flex, Text, Tile } from '@hubspot/ui-extensions';
import { RecordLink } from '@renewal-health/hubspot-shared/record-link.tsx';
import type { Screen } from '@renewal-health/hubspot-shared/use-screen.ts';
import { RenewalFacts } from '../renewal/renewal-facts.tsx';
import type { AccountHealth } from './use-company-health.ts';

/** Every open renewal of the account, nearest first as the backend orders them. */
export const Renewals = ({ screen, health }: { readonly screen: Screen; readonly health: AccountHealth }) => (
  <Accordion title={screen.words.health.renewals} defaultOpen>
    {health.renewals.length === 0 ? (
      <Text>{screen.words.health.noRenewals}</Text>
    ) : (
      <Flex direction="column" gap="sm">
        {health.renewals.map((renewal) => (
          <Tile key={renewal.id} compact>
            <Flex direction="column" gap="xs">
              <RecordLink screen={screen} type="deal" id={renewal.id} name={renewal.name} />
              <RenewalFacts words={screen.words} renewal={renewal} />
            </Flex>
          </Tile>
        ))}
      </Flex>
    )}
  </Accordion>
);
