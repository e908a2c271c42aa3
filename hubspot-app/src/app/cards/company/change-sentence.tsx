import { Flex, List, Text } from '@hubspot/ui-extensions';
import { signed } from '@renewal-health/hubspot-shared/numbers.ts';
import type { Screen } from '@renewal-health/hubspot-shared/use-screen.ts';
import type { AccountHealth } from './use-company-health.ts';

/** What changed in one sentence, and below it the parts, whose points sum to the change, each with the kind of its cause. */
export function ChangeSentence({ screen, health }: { readonly screen: Screen; readonly health: AccountHealth }) {
  const { sentence, lines } = health.change;
  return (
    <Flex direction="column" gap="xs">
      <Text format={{ fontWeight: 'demibold' }}>{screen.words.health.whatChanged}</Text>
      <Text>{sentence}</Text>
      {lines.length === 0 ? null : (
        <List variant="unordered">
          {lines.map((line) => (
            <Text key={line.sentence}>
              <Text inline format={{ fontWeight: 'demibold' }}>
                {signed(screen.locale, line.points)}
              </Text>{' '}
              {line.sentence}{' '}
              <Text inline variant="microcopy">
                ({line.cause})
              </Text>
            </Text>
          ))}
        </List>
      )}
    </Flex>
  );
}
