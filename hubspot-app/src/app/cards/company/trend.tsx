import { Accordion, LineChart, Text } from '@hubspot/ui-extensions';
import { dayText } from '@renewal-health/hubspot-shared/calendar-day.ts';
import type { Screen } from '@renewal-health/hubspot-shared/use-screen.ts';
import type { AccountHealth } from './use-company-health.ts';

/**
 * The score of the last weeks. Each scorecard has a line of its own colour and a sentence with its first day: a jump by a new scorecard is not news of the
 * customer.
 */
export function Trend({ screen, health }: { readonly screen: Screen; readonly health: AccountHealth }) {
  const { words, locale } = screen;
  const points = chartPoints(health);
  const changes = health.trend.slice(1).filter(({ scorecard }) => scorecard !== null);
  return (
    <Accordion title={words.health.trend} defaultOpen={points.length > 1}>
      {points.length < 2 ? (
        <Text>{words.health.noTrend}</Text>
      ) : (
        <LineChart
          data={points}
          axes={{
            x: { field: 'day', fieldType: 'datetime', label: words.health.week },
            y: { field: 'score', fieldType: 'linear', label: words.health.score },
            options: { groupFieldByColor: 'scorecard' },
          }}
          options={{ showLegend: changes.length > 0, showTooltips: true, showDataLabels: true }}
        />
      )}
      {changes.map(({ day, scorecard }) => (
        <Text key={day} variant="microcopy">
          {words.health.scorecardChanged(dayText(locale, day), scorecard ?? '')}
        </Text>
      ))}
    </Accordion>
  );
}

type ChartPoint = Readonly<Record<string, string | number>>;

/** Days without a score are gaps. The scorecard of a point is the last one named; where none was, the one in force. */
export function chartPoints(health: Pick<AccountHealth, 'trend' | 'scorecard'>): ChartPoint[] {
  let named = health.trend.some(({ scorecard }) => scorecard !== null) ? null : health.scorecard;
  return health.trend.flatMap(({ day, score, scorecard }) => {
    named = scorecard ?? named;
    return score === null ? [] : [{ day, score, scorecard: named ?? '' }];
  });
}
