import {
  Accordion,
  Table,
  TableBody,
  TableCell,
  TableFooter,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import { sum } from '@renewal-health/hubspot-shared/numbers.ts';
import type { Words } from '@renewal-health/hubspot-shared/words.ts';
import type { AccountHealth } from './use-company-health.ts';

type Measure = AccountHealth['measures'][number];

/** Every measure with the points it gives and leaves: the given ones sum to the score, the missing ones to the rest of 100. */
export const AllMeasures = ({ words, health }: { readonly words: Words; readonly health: AccountHealth }) => (
  <Accordion title={words.health.allMeasures}>
    <Table bordered density="condensed">
      <TableHead>
        <TableRow>
          <TableHeader>{words.health.measure}</TableHeader>
          <TableHeader align="right">{words.health.measureScore}</TableHeader>
          <TableHeader align="right">{words.health.given}</TableHeader>
          <TableHeader align="right">{words.health.missing}</TableHeader>
          <TableHeader>{words.health.why}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {health.measures.map((measure) => (
          <MeasureRow key={measure.id} words={words} measure={measure} />
        ))}
      </TableBody>
      {health.score === null ? null : (
        <TableFooter>
          <TableRow>
            <TableHeader>{words.health.total}</TableHeader>
            <TableCell align="right">{health.score}</TableCell>
            <TableCell align="right">{sum(health.measures.map(({ points }) => points))}</TableCell>
            <TableCell align="right">{sum(health.measures.map(({ missing }) => missing))}</TableCell>
            <TableCell>{health.coverage.sentence}</TableCell>
          </TableRow>
        </TableFooter>
      )}
    </Table>
  </Accordion>
);

const MeasureRow = ({ words, measure }: { readonly words: Words; readonly measure: Measure }) => (
  <TableRow>
    <TableCell>
      <Text>{measure.name}</Text>
      <Text variant="microcopy">{measure.group}</Text>
    </TableCell>
    <TableCell align="right">{measure.score ?? withoutScore(words, measure)}</TableCell>
    <TableCell align="right">{measure.points ?? '–'}</TableCell>
    <TableCell align="right">{measure.missing ?? '–'}</TableCell>
    <TableCell>
      <Text>{measure.sentence}</Text>
      {measure.evidence === '' ? null : <Text variant="microcopy">{measure.evidence}</Text>}
    </TableCell>
  </TableRow>
);

const withoutScore = (words: Words, { state }: Measure): string =>
  state === 'not_applicable' ? words.notApplicable : words.noData;
