import { AutoGrid, Select } from '@hubspot/ui-extensions';
import type { RenewalBook } from '@renewal-health/hubspot-shared/generated/contract.ts';
import type { Words } from '@renewal-health/hubspot-shared/words.ts';
import { type FilterName, filterNames, type Filters } from './filters.ts';

interface FilterBarProps {
  readonly words: Words;
  readonly options: RenewalBook['filters'];
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
}
const listOf = {
  owner: 'owners',
  segment: 'segments',
  tier: 'tiers',
  band: 'bands',
  milestone: 'milestones',
} as const satisfies Record<FilterName, keyof RenewalBook['filters']>;

/** An owner whom HubSpot no longer knows by name comes with the id in its place. */
const named = (words: Words, { value, label }: RenewalBook['filters']['owners'][number]) => ({
  value,
  label: label === value ? words.book.formerOwner(value) : label,
});

export const FilterBar = ({ words, options, filters, onChange }: FilterBarProps) => (
  <AutoGrid columnWidth={180} flexible gap="sm">
    {filterNames.map((name) => (
      <Select
        key={name}
        name={name}
        label={words.book[name]}
        value={filters[name]}
        options={[{ value: '', label: words.book.all }, ...options[listOf[name]].map((one) => named(words, one))]}
        onChange={(value) => {
          onChange({ ...filters, [name]: String(value) });
        }}
      />
    ))}
  </AutoGrid>
);
