import { AutoGrid, Flex, List, Text } from '@hubspot/ui-extensions';
import { signed } from '@renewal-health/hubspot-shared/numbers.ts';
import type { Screen } from '@renewal-health/hubspot-shared/use-screen.ts';
import type { AccountHealth } from './use-company-health.ts';

type Measure = AccountHealth['measures'][number];

interface DriversProps {
  readonly screen: Screen;
  readonly health: AccountHealth;
  /** The table of all points is on the company's card only. */
  readonly onDeal?: boolean;
}

/** The strongest measures on either side, in the backend's order, with what each does to the score. */
export function Drivers({ screen, health, onDeal = false }: DriversProps) {
  const byId = new Map(health.measures.map((measure) => [measure.id, measure]));
  const pick = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? []);
  const { down, up, nothingDown, nothingUp } = screen.words.health;
  return (
    <Flex direction="column" gap="xs">
      <AutoGrid columnWidth={280} flexible gap="md">
        <Side screen={screen} title={down} measures={pick(health.down)} otherwise={nothingDown} />
        <Side screen={screen} title={up} measures={pick(health.up)} otherwise={nothingUp} />
      </AutoGrid>
      <Text variant="microcopy">{onDeal ? screen.words.health.effectHelpOnDeal : screen.words.health.effectHelp}</Text>
    </Flex>
  );
}

interface SideProps {
  readonly screen: Screen;
  readonly title: string;
  readonly measures: readonly Measure[];
  readonly otherwise: string;
}

const Side = ({ screen, title, measures, otherwise }: SideProps) => (
  <Flex direction="column" gap="xs">
    <Text format={{ fontWeight: 'demibold' }}>{title}</Text>
    {measures.length === 0 ? (
      <Text>{otherwise}</Text>
    ) : (
      <List variant="unordered">
        {measures.map(({ id, name, effect, sentence }) => (
          <Text key={id}>
            <Text inline format={{ fontWeight: 'demibold' }}>
              {name} {effect === null ? '' : signed(screen.locale, effect)}
            </Text>
            {': '}
            {sentence}
          </Text>
        ))}
      </List>
    )}
  </Flex>
);
