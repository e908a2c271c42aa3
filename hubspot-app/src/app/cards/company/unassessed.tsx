import { EmptyState, Flex, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import { ActionButton } from '@renewal-health/hubspot-shared/action-button.tsx';
import { Failed } from '@renewal-health/hubspot-shared/failed.tsx';
import { useAction } from '@renewal-health/hubspot-shared/use-action.ts';
import { Essentials } from './essentials.tsx';
import type { Company } from './use-company-health.ts';

interface UnassessedProps {
  readonly company: Company;
  readonly brief?: boolean;
}

/** The card without an assessment: still loading, the backend down or forbidden, or nothing scored yet. */
export function Unassessed({ company, brief = false }: UnassessedProps) {
  const { screen, record, asked } = company;
  if (asked.value?.state === 'not_scored_yet')
    return <NotScoredYet company={company} sentence={asked.value.sentence} />;
  const isRecorded = record.band !== null;
  const failed = <Failed words={screen.words} asked={asked} besideRecord={isRecorded} />;
  return (
    <Flex direction="column" gap="md">
      {isRecorded ? (
        <Essentials words={screen.words} record={record} brief={brief}>
          {failed}
        </Essentials>
      ) : (
        failed
      )}
      {asked.isLoading ? <LoadingSpinner label={screen.words.loading} showLabel /> : null}
    </Flex>
  );
}

/** A reading never starts work; this button does. */
function NotScoredYet({ company, sentence }: { readonly company: Company; readonly sentence: string }) {
  const { screen, path, asked } = company;
  const score = useAction(screen.words, () => screen.backend.act(`${path}/score`, {}), asked.reload);
  return (
    <EmptyState title={screen.words.health.notScored} layout="vertical" imageName="emptyStateCharts">
      <Text>{sentence}</Text>
      <Text>{screen.words.health.scoreNowHelp}</Text>
      <ActionButton action={score} variant="primary">
        {screen.words.health.scoreNow}
      </ActionButton>
    </EmptyState>
  );
}
