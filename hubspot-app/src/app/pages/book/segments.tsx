import { Flex, Text } from '@hubspot/ui-extensions';
import { ActionButton } from '@renewal-health/hubspot-shared/action-button.tsx';
import { useAction } from '@renewal-health/hubspot-shared/use-action.ts';
import type { Screen } from '@renewal-health/hubspot-shared/use-screen.ts';

export function Segments({ screen: { words, backend } }: { readonly screen: Screen }) {
  const create = useAction(words, () => backend.act('/hubspot/segments', {}));
  return (
    <Flex direction="column" gap="xs" align="start">
      <ActionButton action={create}>{words.book.createSegments}</ActionButton>
      <Text variant="microcopy">{words.book.createSegmentsHelp}</Text>
    </Flex>
  );
}
