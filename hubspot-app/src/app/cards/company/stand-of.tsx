import { Alert, Text } from '@hubspot/ui-extensions';
import type { Words } from '@renewal-health/hubspot-shared/words.ts';
import type { AccountHealth } from './use-company-health.ts';

interface StandOfProps {
  readonly words: Words;
  readonly health: AccountHealth;
  readonly recordScore: number | null;
}

/** From when the values are, and whether they are too old or too little. */
export function StandOf({ words, health, recordScore }: StandOfProps) {
  const behind = recordScore !== null && health.score !== null && recordScore !== health.score;
  return (
    <>
      {health.stale ? (
        <Alert title={words.health.stale} variant="warning">
          {words.health.staleText(health.asOfText)}
        </Alert>
      ) : null}
      {health.score === null ? (
        <Alert title={words.health.tooLittle} variant="info">
          {health.coverage.sentence}
        </Alert>
      ) : null}
      <Text variant="microcopy">
        {words.health.asOf} {health.asOfText}
      </Text>
      {behind ? <Text variant="microcopy">{words.health.writtenSoon(String(recordScore))}</Text> : null}
    </>
  );
}
