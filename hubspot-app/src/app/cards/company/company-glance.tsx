import { Flex, Text } from '@hubspot/ui-extensions';
import { Failed } from '@renewal-health/hubspot-shared/failed.tsx';
import { Gates } from './gates.tsx';
import { Headline } from './headline.tsx';
import { StandOf } from './stand-of.tsx';
import { useCompanyHealth } from './use-company-health.ts';
import { Unassessed } from './unassessed.tsx';

/** The card in the sidebar: what can be read in five seconds. It starts nothing; the card on the tab does. */
export function CompanyGlance() {
  const company = useCompanyHealth();
  const { screen, record, asked } = company;
  const health = asked.value;
  if (health?.state !== 'assessed') return <Unassessed company={company} />;
  const { words } = screen;
  const [next] = health.renewals;
  return (
    <Flex direction="column" gap="sm">
      <Failed words={words} asked={asked} />
      <Headline
        words={words}
        score={health.score}
        band={health.band}
        tier={health.tier}
        change={health.change.points}
      />
      <StandOf words={words} health={health} recordScore={record.score} />
      <Gates words={words} health={health} />
      <Text>{health.change.sentence}</Text>
      <Text format={{ fontWeight: 'bold' }}>{words.health.nextStep}</Text>
      <Text>{health.nextStep.text}</Text>
      {next === undefined ? null : (
        <Text variant="microcopy">
          {words.health.nextRenewal}
          {': '}
          {next.dateText}
        </Text>
      )}
    </Flex>
  );
}
