import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, Text } from '@hubspot/ui-extensions';
import type { RenewalBook } from '@renewal-health/hubspot-shared/generated/contract.ts';
import { RecordLink } from '@renewal-health/hubspot-shared/record-link.tsx';
import { shownName } from '@renewal-health/hubspot-shared/shown-name.ts';
import type { Screen } from '@renewal-health/hubspot-shared/use-screen.ts';

interface DisagreementsProps {
  readonly screen: Screen;
  readonly items: RenewalBook['disagreements'];
}

/** Where the calculated tier and the one set by people differ. */
export function Disagreements({ screen, items }: DisagreementsProps) {
  const { words } = screen;
  if (items.length === 0) return <Text>{words.book.nobody}</Text>;
  return (
    <Table bordered density="condensed">
      <TableHead>
        <TableRow>
          <TableHeader>{words.book.renewal}</TableHeader>
          <TableHeader>{words.book.calculated}</TableHeader>
          <TableHeader>{words.book.setByPeople}</TableHeader>
          <TableHeader>{words.book.reason}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {items.map(({ renewalId, renewal, account, machine, human, sentence }) => (
          <TableRow key={renewalId}>
            <TableCell>
              <RecordLink screen={screen} type="deal" id={renewalId} name={renewal} />
              <Text variant="microcopy">{shownName(account, words.unknown)}</Text>
            </TableCell>
            <TableCell>{machine}</TableCell>
            <TableCell>{human}</TableCell>
            <TableCell>{sentence}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
