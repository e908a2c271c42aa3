import { Flex, Heading, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import { Failed } from '@renewal-health/hubspot-shared/failed.tsx';
import { renewalBook } from '@renewal-health/hubspot-shared/generated/contract.ts';
import { useAnswer } from '@renewal-health/hubspot-shared/use-answer.ts';
import { useScreen } from '@renewal-health/hubspot-shared/use-screen.ts';
import { useState } from 'react';
import { BookSections } from './book-sections.tsx';
import { FilterBar } from './filter-bar.tsx';
import { bookPath, noFilters } from './filters.ts';
import { Months } from './months.tsx';
import { Segments } from './segments.tsx';
import { Totals } from './totals.tsx';

/** The renewals of the next 180 days: by month and tier, and which accounts need somebody today. */
export function Book() {
  const screen = useScreen();
  const { words, backend } = screen;
  const [filters, setFilters] = useState(noFilters);
  const asked = useAnswer(backend, bookPath(filters), renewalBook);
  const book = asked.value;
  if (book === null)
    return asked.failure === null ? (
      <LoadingSpinner label={words.loading} showLabel />
    ) : (
      <Failed words={words} asked={asked} />
    );
  return (
    <Flex direction="column" gap="lg">
      <Heading>{words.book.title}</Heading>
      <Failed words={words} asked={asked} />
      <FilterBar words={words} options={book.filters} filters={filters} onChange={setFilters} />
      {asked.isLoading ? <LoadingSpinner label={words.loading} showLabel size="sm" /> : null}
      <Totals words={words} book={book} />
      <Months words={words} book={book} />
      <BookSections
        screen={screen}
        book={book}
        filters={filters}
        onShowAll={() => {
          setFilters(noFilters);
        }}
      />
      <Segments screen={screen} />
      <Text variant="microcopy">
        {words.health.asOf} {book.asOfText}
      </Text>
    </Flex>
  );
}
