import { Alert, Button, ErrorState, Flex, Text } from '@hubspot/ui-extensions';
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
  const locked = failure.failure === 'no_access';
  return (
    <ErrorState title={locked ? words.noAccess : words.notLoaded} type={locked ? 'lock' : 'error'}>
      <Text>{failureText(words, failure)}</Text>
      {again}
    </ErrorState>
  );
}
