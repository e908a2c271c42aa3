import { Flex, Text, Tile } from '@hubspot/ui-extensions';
import { RecordLink } from '@renewal-health/hubspot-shared/record-link.tsx';
import type { Screen } from '@renewal-health/hubspot-shared/use-screen.ts';

interface Item {
  readonly accountId: string;
  readonly account: string;
  readonly sentence: string;
  readonly nextStep?: string;
  readonly arrText?: string;
}

/** Accounts with what there is to say about each and, where there is one, the next step. */
export function Sentences({ screen, items }: { readonly screen: Screen; readonly items: readonly Item[] }) {
  const { words } = screen;
  if (items.length === 0) return <Text>{words.book.nobody}</Text>;
  return (
    <Flex direction="column" gap="sm">
      {items.map(({ accountId, account, sentence, nextStep = '', arrText = '' }) => (
        <Tile key={accountId} compact>
          <RecordLink screen={screen} type="company" id={accountId} name={account} />
          {arrText === '' ? null : <Text variant="microcopy">{arrText}</Text>}
          <Text>{sentence}</Text>
          {nextStep === '' ? null : (
            <Text>
              {words.book.nextStep}
              {': '}
              {nextStep}
            </Text>
          )}
        </Tile>
      ))}
    </Flex>
  );
}
