import { Alert, Button, ErrorState, Flex, Text } from '@hubspot/ui-extensions';
import type { Failure } from './backend.ts';
import { failureText } from './failure-text.ts';
import type { Asked } from './use-answer.ts';
import type { Words } from './words.ts';

interface FailedProps {
  readonly words: Words;
  readonly asked: Pick<Asked<unknown>, 'failure' | 'value' | 'isLoading' | 'reload'>;
  /** The record's own values stand beside it: then it says where they come from and takes no more room than they do. */
  readonly besideRecord?: boolean;
}

/** Nothing while all is well; a whole-screen state when there is nothing to show; else a warning beside what there is. */
export function Failed({ words, asked: { failure, value, isLoading, reload }, besideRecord = false }: FailedProps) {
  if (failure === null) return null;
  const again = (
    <Button onClick={reload} disabled={isLoading}>
      {words.tryAgain}
    </Button>
  );
  if (value !== null || besideRecord)
    return (
      <Alert title={value === null ? words.detailsMissing : words.notRefreshed} variant="warning">
        <Flex direction="column" gap="sm" align="start">
          <Text>
            {failureText(words, failure)} {value === null ? words.inRecord : ''}
          </Text>
          {again}
        </Flex>
      </Alert>
    );
  const titles: Readonly<Record<Failure, string>> = {
    no_access: words.noAccess,
    unavailable: words.notLoaded,
    refused: words.notShown,
    unexpected: words.notShown,
  };
  return (
    <ErrorState title={titles[failure.failure]} type={failure.failure === 'no_access' ? 'lock' : 'error'}>
      <Text>{failureText(words, failure)}</Text>
      {again}
    </ErrorState>
  );
}
