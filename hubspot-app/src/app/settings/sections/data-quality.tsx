import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, Text } from '@hubspot/ui-extensions';
import { shownName } from '@renewal-health/hubspot-shared/shown-name.ts';
import type { SectionProps } from './section.ts';

/** An example may be a sentence that quotes a name of 80 characters. */
const longestExample = 200;

/** What in the CRM's data could not be used, how often, and some of them. */
export function DataQuality({ screen: { words }, settings: { dataQuality } }: SectionProps) {
  if (dataQuality.length === 0) return <Text>{words.settings.nothingWrong}</Text>;
  return (
    <Table bordered density="condensed">
      <TableHead>
        <TableRow>
          <TableHeader>{words.settings.problem}</TableHeader>
          <TableHeader align="right">{words.settings.count}</TableHeader>
          <TableHeader>{words.settings.examples}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {dataQuality.map(({ code, sentence, accounts, examples }) => (
          <TableRow key={code}>
            <TableCell>{sentence}</TableCell>
            <TableCell align="right">{accounts}</TableCell>
            <TableCell>
              {examples.map((name) => (
                <Text key={name}>{shownName(name, words.unknown, longestExample)}</Text>
              ))}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
