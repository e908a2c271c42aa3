import { Flex, Statistics, StatisticsItem, StatisticsTrend } from '@hubspot/ui-extensions';
import { LabelledTag } from '@renewal-health/hubspot-shared/labelled-tag.tsx';
import { bandTone, tierTone } from '@renewal-health/hubspot-shared/tones.ts';
import type { Words } from '@renewal-health/hubspot-shared/words.ts';

interface Labelled {
  readonly code: string;
  readonly label: string;
}
interface HeadlineProps {
  readonly words: Words;
  readonly score: number | null;
  readonly band: Labelled;
  readonly tier: Labelled | null;
  /** Points in 30 days; null where there is nothing to compare. */
  readonly change: number | null;
}

/** Score with its direction, health band and forecast tier. */
export function Headline({ words, score, band, tier, change }: HeadlineProps) {
  return (
    <Flex direction="row" gap="md" align="center" wrap>
      <Statistics>
        <StatisticsItem label={words.health.score} number={score ?? words.health.noScore}>
          {change === null || change === 0 ? null : (
            <StatisticsTrend
              direction={change > 0 ? 'increase' : 'decrease'}
              color={change > 0 ? 'green' : 'red'}
              value={words.health.points(Math.abs(change))}
            />
          )}
        </StatisticsItem>
      </Statistics>
      <LabelledTag label={words.health.band} word={band.label} tone={bandTone(band.code)} />
      {tier === null ? null : <LabelledTag label={words.health.tier} word={tier.label} tone={tierTone(tier.code)} />}
    </Flex>
  );
}
