import {
  Accordion,
  Flex,
  List,
  ProgressBar,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { percentText } from '@renewal-health/hubspot-shared/numbers.ts';
import type { Screen } from '@renewal-health/hubspot-shared/use-screen.ts';
import type { AccountHealth } from './use-company-health.ts';

/** How much of the scorecard has data, by area, and what is missing. Open from the start when the data is too little for a score. */
export function DataBehind({ screen, health }: { readonly screen: Screen; readonly health: AccountHealth }) {
  const { words, locale } = screen;
  const { percent, sentence } = health.coverage;
  return (
    <Accordion title={words.health.dataBehind} defaultOpen={health.score === null}>
      <Flex direction="column" gap="sm">
        <ProgressBar
          title={words.health.coverage}
          value={percent}
          valueDescription={percentText(locale, percent)}
          variant={health.score === null ? 'warning' : 'success'}
        />
        <Text>{sentence}</Text>
        <Areas screen={screen} groups={health.groups} />
        <Text format={{ fontWeight: 'demibold' }}>{words.health.missingData}</Text>
        <MissingData nothing={words.health.nothingMissing} measures={health.measures} />
        <Text variant="microcopy">
          {words.health.scorecard} {health.scorecard}
        </Text>
      </Flex>
    </Accordion>
  );
}

const Areas = ({ screen, groups }: { readonly screen: Screen; readonly groups: AccountHealth['groups'] }) => (
  <Table bordered density="condensed">
    <TableHead>
      <TableRow>
        <TableHeader>{screen.words.health.area}</TableHeader>
        <TableHeader align="right">{screen.words.health.measureScore}</TableHeader>
        <TableHeader align="right">{screen.words.health.weight}</TableHeader>
        <TableHeader align="right">{screen.words.health.coverage}</TableHeader>
      </TableRow>
    </TableHead>
    <TableBody>
      {groups.map(({ id, name, score, weight, coverage }) => (
        <TableRow key={id}>
          <TableCell>{name}</TableCell>
          <TableCell align="right">{score ?? screen.words.noData}</TableCell>
          <TableCell align="right">{weight}</TableCell>
          <TableCell align="right">{percentText(screen.locale, coverage)}</TableCell>
        </TableRow>
      ))}
    </TableBody>
  </Table>
);

interface MissingDataProps {
  readonly nothing: string;
  readonly measures: AccountHealth['measures'];
}

function MissingData({ nothing, measures }: MissingDataProps) {
  const missing = measures.filter(({ state }) => state === 'no_data');
  if (missing.length === 0) return <Text>{nothing}</Text>;
  return (
    <List variant="unordered-styled">
      {missing.map(({ id, name, sentence }) => (
        <Text key={id}>
          {name}
          {': '}
          {sentence}
        </Text>
      ))}
    </List>
  );
}
