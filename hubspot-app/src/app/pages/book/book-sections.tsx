import { Tab, Tabs } from '@hubspot/ui-extensions';
import type { RenewalBook } from '@renewal-health/hubspot-shared/generated/contract.ts';
import type { Screen } from '@renewal-health/hubspot-shared/use-screen.ts';
import { Disagreements } from './disagreements.tsx';
import { Moved } from './moved.tsx';
import { bookPath, type Filters } from './filters.ts';
import { RenewalTable } from './renewal-table.tsx';
import { Sentences } from './sentences.tsx';

interface BookSectionsProps {
  readonly screen: Screen;
  readonly book: RenewalBook;
  readonly filters: Filters;
  readonly onShowAll: () => void;
}

/** One tab for each question; the first is the one asked every morning. Other filters begin at the first page again, hence the key. */
export function BookSections({ screen, book, filters, onShowAll }: BookSectionsProps) {
  const { words } = screen;
  const counted = (title: string, list: readonly unknown[]) => `${title} (${list.length})`;
  return (
    <Tabs defaultSelected="today">
      <Tab tabId="today" title={words.book.today}>
        <Sentences screen={screen} items={book.today} />
      </Tab>
      <Tab tabId="renewals" title={`${words.book.renewals} (${book.rows.length + book.more})`}>
        <RenewalTable key={bookPath(filters)} screen={screen} book={book} filters={filters} onShowAll={onShowAll} />
      </Tab>
      <Tab tabId="at_risk" title={counted(words.book.atRisk, book.atRisk)}>
        <Sentences screen={screen} items={book.atRisk} />
      </Tab>
      <Tab tabId="disagreements" title={counted(words.book.disagreements, book.disagreements)}>
        <Disagreements screen={screen} items={book.disagreements} />
      </Tab>
      <Tab tabId="moved" title={counted(words.book.moved, book.moved)}>
        <Moved screen={screen} items={book.moved} />
      </Tab>
      <Tab tabId="expansion" title={counted(words.book.expansion, book.expansion)}>
        <Sentences screen={screen} items={book.expansion} />
      </Tab>
    </Tabs>
  );
}
