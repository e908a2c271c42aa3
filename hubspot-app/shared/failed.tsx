import { Alert, Button, ErrorState, Flex, Text } from '@hubspot/ui-extensions';
import { failureText } from './failure-text.ts';
import type { Asked } from './use-answer.ts';
import type { Words } from './words.ts';

interface FailedProps {
  readonly words: Words;
  readonly asked: Pick<Asked<unknown>, 'failure' | 'value' | 'isLoading' | 'reload'>;
}

/** Nothing while all is well; a whole-screen state when there is nothing to show; a warning above the earlier answer when there is one. */
export function Failed({ words, asked: { failure, value, isLoading, reload } }: FailedProps) {
  if (failure === null) return null;
  const again = (
    <Button onClick={reload} disabled={isLoading}>
      {words.tryAgain}
    </Button>
  );
  if (value !== null)
    return (
      <Alert title={words.notRefreshed} variant="warning">
        <Flex direction="column" gap="sm" align="start">
          <Text>{failureText(words, failure)}</Text>
          {again}
        </Flex>
      </Alert>
    );
  const locked = failure.failure === 'no_access';
  return (
    <ErrorState title={locked ? words.noAccess : words.notLoaded} type={locked ? 'lock' : 'error'}>
      <Text>{failureText(words, failure)}</Text>
      {again}
    </ErrorState>
  );
}
