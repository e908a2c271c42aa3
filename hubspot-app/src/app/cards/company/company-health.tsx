import { Flex } from '@hubspot/ui-extensions';
import { Failed } from '@renewal-health/hubspot-shared/failed.tsx';
import { AllMeasures } from './all-measures.tsx';
import { ChangeSentence } from './change-sentence.tsx';
import { DataBehind } from './data-behind.tsx';
import { Drivers } from './drivers.tsx';
import { Gates } from './gates.tsx';
import { Headline } from './headline.tsx';
import { NextStep } from './next-step.tsx';
import { People } from './people.tsx';
import { Renewals } from './renewals.tsx';
import { StandOf } from './stand-of.tsx';
import { Trend } from './trend.tsx';
import { useCompanyHealth } from './use-company-health.ts';
import { Unassessed } from './unassessed.tsx';

/** The card on the company's tab. The first screen says how healthy, what changed, why and what next; the rest opens on demand. */
export function CompanyHealth() {
  const company = useCompanyHealth();
  const { screen, path, record, asked } = company;
  const health = asked.value;
  if (health?.state !== 'assessed') return <Unassessed company={company} />;
  const { words } = screen;
  return (
    <Flex direction="column" gap="md">
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
      {health.change.points === null && health.score === null ? null : (
        <ChangeSentence screen={screen} health={health} />
      )}
      <NextStep screen={screen} path={path} health={health} onDone={asked.reload} />
      {health.score === null ? null : <Drivers screen={screen} health={health} />}
      <Flex direction="column" gap="flush">
        <Trend screen={screen} health={health} />
        <Renewals screen={screen} health={health} />
        <AllMeasures words={words} health={health} />
        <People words={words} health={health} />
        <DataBehind screen={screen} health={health} />
      </Flex>
    </Flex>
  );
}
