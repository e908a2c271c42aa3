import {
  Accordion,
  BarChart,
  Flex,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import type { RenewalBook } from '@renewal-health/hubspot-shared/generated/contract.ts';
import type { Words } from '@renewal-health/hubspot-shared/words.ts';

type Month = RenewalBook['months'][number];
const tiers = ['commit', 'best_case', 'at_risk'] as const;

/** Months × tiers: as a chart for the shape, as a table for the numbers and for readers who do not see colours. */
export function Months({ words, book }: { readonly words: Words; readonly book: RenewalBook }) {
  if (book.months.length === 0) return null;
  const { commit, best_case, at_risk } = words.tiers;
  return (
    <Flex direction="column" gap="sm">
      <BarChart
        data={chartRows(words, book.months)}
        axes={{
          x: { field: 'month', fieldType: 'category', label: words.book.month },
          y: { field: 'arr', fieldType: 'linear', label: `${words.book.arr} (${book.currency})` },
          options: {
            groupFieldByColor: 'tier',
            stacking: true,
            colors: { [commit]: 'green', [best_case]: 'blue', [at_risk]: 'orange' },
          },
        }}
        options={{ title: words.book.byMonth, showLegend: true, showTooltips: true }}
      />
      <Accordion title={words.book.asTable}>
        <Table bordered density="condensed">
          <TableHead>
            <TableRow>
              <TableHeader>{words.book.month}</TableHeader>
              {tiers.map((tier) => (
                <TableHeader key={tier} align="right">
                  {words.tiers[tier]}
                </TableHeader>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {book.months.map((month) => (
              <MonthRow key={month.month} words={words} month={month} />
            ))}
          </TableBody>
        </Table>
      </Accordion>
    </Flex>
  );
}

const MonthRow = ({ words, month }: { readonly words: Words; readonly month: Month }) => (
  <TableRow>
    <TableCell>{month.label}</TableCell>
    {tiers.map((tier) => (
      <TierCell key={tier} words={words} cell={month.tiers.find((entry) => entry.tier === tier)} />
    ))}
  </TableRow>
);

const TierCell = ({ words, cell }: { readonly words: Words; readonly cell: Month['tiers'][number] | undefined }) => (
  <TableCell align="right">
    {cell === undefined ? (
      '–'
    ) : (
      <>
        <Text>{cell.arrText}</Text>
        <Text variant="microcopy">{words.book.count(cell.renewals)}</Text>
      </>
    )}
  </TableCell>
);

const chartRows = (words: Words, months: readonly Month[]) =>
  months.flatMap(({ label, tiers: cells }) =>
    cells.map(({ tier, arr }) => ({ month: label, tier: words.tiers[tier], arr })),
  );
