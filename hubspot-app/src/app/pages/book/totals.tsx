import { Statistics, StatisticsItem, Text } from '@hubspot/ui-extensions';
import type { RenewalBook } from '@renewal-health/hubspot-shared/generated/contract.ts';
import type { Words } from '@renewal-health/hubspot-shared/words.ts';

/** ARR and number of renewals by tier. A sum that leaves renewals out says how many. */
export const Totals = ({ words, book }: { readonly words: Words; readonly book: RenewalBook }) => (
  <Statistics>
    {book.totals.map(({ tier, label, arrText, renewals, withoutArr }) => (
      <StatisticsItem key={tier} label={label} number={arrText}>
        <Text variant="microcopy">
          {words.book.count(renewals)}
          {withoutArr === 0 ? '' : `, ${words.book.withoutArr(withoutArr)}`}
        </Text>
      </StatisticsItem>
    ))}
  </Statistics>
);
