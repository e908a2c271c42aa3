import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow, Text } from '@hubspot/ui-extensions';
import type { RenewalBook } from '@renewal-health/hubspot-shared/generated/contract.ts';
import { signed } from '@renewal-health/hubspot-shared/numbers.ts';
import { RecordLink } from '@renewal-health/hubspot-shared/record-link.tsx';
import type { Screen } from '@renewal-health/hubspot-shared/use-screen.ts';

interface MovedProps {
  readonly screen: Screen;
  readonly items: RenewalBook['moved'];
}

/** Accounts whose score moved most since a week ago. */
export function Moved({ screen, items }: MovedProps) {
  const { words, locale } = screen;
  if (items.length === 0) return <Text>{words.book.nobody}</Text>;
  return (
    <Table bordered density="condensed">
      <TableHead>
        <TableRow>
          <TableHeader>{words.book.account}</TableHeader>
          <TableHeader align="right">{words.book.before}</TableHeader>
          <TableHeader align="right">{words.book.now}</TableHeader>
          <TableHeader>{words.book.reason}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {items.map(({ accountId, account, from, to, sentence }) => (
          <TableRow key={accountId}>
            <TableCell>
              <RecordLink screen={screen} type="company" id={accountId} name={account} />
            </TableCell>
            <TableCell align="right">{from}</TableCell>
            <TableCell align="right">
              <Text>{to}</Text>
              <Text variant="microcopy">{signed(locale, to - from)}</Text>
            </TableCell>
            <TableCell>{sentence}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
