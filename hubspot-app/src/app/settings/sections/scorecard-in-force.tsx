import { Flex, Table, TableBody, TableCell, TableHead, TableHeader, TableRow, Text } from '@hubspot/ui-extensions';
import type { SectionProps } from './section.ts';

/** The scorecard that scores today: every measure, its weight, and why it counts. */
export function ScorecardInForce({ screen: { words }, settings: { scorecard } }: SectionProps) {
  const { measure, group, weight, why, inForce } = words.settings;
  return (
    <Flex direction="column" gap="sm">
      <Text>{inForce(scorecard.version)}</Text>
      <Table bordered density="condensed">
        <TableHead>
          <TableRow>
            <TableHeader>{measure}</TableHeader>
            <TableHeader>{group}</TableHeader>
            <TableHeader align="right">{weight}</TableHeader>
            <TableHeader>{why}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {scorecard.measures.map((entry) => (
            <TableRow key={entry.name}>
              <TableCell>{entry.name}</TableCell>
              <TableCell>{entry.group}</TableCell>
              <TableCell align="right">{entry.weight}</TableCell>
              <TableCell>{entry.why}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Flex>
  );
}
