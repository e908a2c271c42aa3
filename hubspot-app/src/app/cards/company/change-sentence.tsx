import { Flex, List, Text } from '@hubspot/ui-extensions';
import { signed } from '@renewal-health/hubspot-shared/numbers.ts';
import type { Screen } from '@renewal-health/hubspot-shared/use-screen.ts';
import type { AccountHealth } from './use-company-health.ts';

/** What changed in one sentence, and below it the parts, whose points sum to the change. */
export function ChangeSentence({ screen, health }: { readonly screen: Screen; readonly health: AccountHealth }) {
  const { sentence, lines } = health.change;
  return (
    <Flex direction="column" gap="xs">
      <Text format={{ fontWeight: 'bold' }}>{sentence}</Text>
      {lines.length === 0 ? null : (
        <List variant="unordered-styled">
          {lines.map((line) => (
            <Text key={line.sentence}>
              {signed(screen.locale, line.points)} {line.sentence}
            </Text>
          ))}
        </List>
      )}
    </Flex>
  );
}
