import {
  Button,
  EmptyState,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Tag,
  Text,
} from '@hubspot/ui-extensions';
import type { RenewalBook } from '@renewal-health/hubspot-shared/generated/contract.ts';
import { RecordLink } from '@renewal-health/hubspot-shared/record-link.tsx';
import { tierTone } from '@renewal-health/hubspot-shared/tones.ts';
import type { Screen } from '@renewal-health/hubspot-shared/use-screen.ts';
import { useState } from 'react';
import { type Filters, isNarrowed } from './filters.ts';

interface RenewalTableProps {
  readonly screen: Screen;
  readonly book: RenewalBook;
  readonly filters: Filters;
  readonly onShowAll: () => void;
}
type Row = RenewalBook['rows'][number];
const pageSize = 25;

/** The renewals one by one, nearest first, 25 on a page. */
export function RenewalTable({ screen, book, filters, onShowAll }: RenewalTableProps) {
  const { words } = screen;
  const [page, setPage] = useState(1);
  if (book.rows.length === 0)
    return (
      <EmptyState title={words.book.empty} layout="vertical" imageName="deals">
        <Text>{words.book.emptyText}</Text>
        {isNarrowed(filters) ? <Button onClick={onShowAll}>{words.book.clearFilters}</Button> : null}
      </EmptyState>
    );
  const pageCount = Math.ceil(book.rows.length / pageSize);
  const pages = pageCount === 1 ? {} : ({ paginated: true, pageCount, page, onPageChange: setPage } as const);
  const shown = book.rows.slice((page - 1) * pageSize, page * pageSize);
  return (
    <>
      <Table bordered density="condensed" {...pages}>
        <TableHead>
          <TableRow>
            <TableHeader>{words.book.account}</TableHeader>
            <TableHeader width={120}>{words.book.date}</TableHeader>
            <TableHeader align="right">{words.book.arr}</TableHeader>
            <TableHeader>{words.book.health}</TableHeader>
            <TableHeader width={120}>{words.book.tier}</TableHeader>
            <TableHeader>{words.book.reason}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {shown.map((row) => (
            <RenewalRow key={row.renewalId} screen={screen} row={row} />
          ))}
        </TableBody>
      </Table>
      {book.more === 0 ? null : <Text>{words.book.more(book.more)}</Text>}
    </>
  );
}

function RenewalRow({ screen, row }: { readonly screen: Screen; readonly row: Row }) {
  const { words } = screen;
  return (
    <TableRow>
      <TableCell>
        <RecordLink screen={screen} type="company" id={row.accountId} name={row.account} />
        <Text variant="microcopy">
          <RecordLink screen={screen} type="deal" id={row.renewalId} name={row.renewal} />
        </Text>
        {row.owner === null ? null : <Text variant="microcopy">{row.owner}</Text>}
      </TableCell>
      <TableCell>
        <Text>{row.dateText}</Text>
        <Text variant="microcopy">{words.book.days(row.days)}</Text>
      </TableCell>
      <TableCell align="right">{row.arr === null ? words.unknown : row.arrText}</TableCell>
      <TableCell>{row.score === null ? row.band : `${row.band} (${row.score})`}</TableCell>
      <TableCell>
        <Tag variant={tierTone(row.final)}>{words.tiers[row.final]}</Tag>
        {row.human === null ? null : (
          <Text variant="microcopy">
            {words.book.calculated}: {row.machine}
          </Text>
        )}
      </TableCell>
      <TableCell>
        <Text>{row.reason}</Text>
        <Text variant="microcopy">{row.milestone}</Text>
      </TableCell>
    </TableRow>
  );
}
