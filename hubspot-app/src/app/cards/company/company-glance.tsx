import { Flex, Text } from '@hubspot/ui-extensions';
import { Failed } from '@renewal-health/hubspot-shared/failed.tsx';
import { signed } from '@renewal-health/hubspot-shared/numbers.ts';
import { Gates } from './gates.tsx';
import { Headline } from './headline.tsx';
import { StandOf } from './stand-of.tsx';
import { useCompanyHealth } from './use-company-health.ts';
import { Unassessed } from './unassessed.tsx';

/** The card in the sidebar: what can be read in five seconds. The rest, and the task of the next step, is on the tab. */
export function CompanyGlance() {
  const company = useCompanyHealth();
  const { screen, record, asked } = company;
  const health = asked.value;
  if (health?.state !== 'assessed') return <Unassessed company={company} brief />;
  const { words } = screen;
  const [next] = health.renewals;
  const [cause] = health.change.lines;
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
      <Gates words={words} health={health} brief />
      {cause === undefined ? null : (
        <Labelled label={words.health.largestCause} text={`${signed(screen.locale, cause.points)} ${cause.sentence}`} />
      )}
      <Labelled label={words.health.nextStep} text={health.nextStep.text} />
      {next === undefined ? null : <Labelled label={words.health.nextRenewal} text={next.dateText} />}
    </Flex>
  );
}

const Labelled = ({ label, text }: { readonly label: string; readonly text: string }) => (
  <Flex direction="column" gap="flush">
    <Text variant="microcopy">{label}</Text>
    <Text>{text}</Text>
  </Flex>
);
