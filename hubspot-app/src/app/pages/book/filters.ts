export const filterNames = ['owner', 'segment', 'tier', 'band', 'milestone'] as const;
export type FilterName = (typeof filterNames)[number];
/** Empty = all. */
export type Filters = Readonly<Record<FilterName, string>>;

export const noFilters: Filters = { owner: '', segment: '', tier: '', band: '', milestone: '' };

export const isNarrowed = (filters: Filters): boolean => filterNames.some((name) => filters[name] !== '');

/** The book's address at the backend; filters that are off are left out. */
export function bookPath(filters: Filters): string {
  const query = new URLSearchParams();
  for (const name of filterNames) if (filters[name] !== '') query.set(name, filters[name]);
  return query.size === 0 ? '/hubspot/book' : `/hubspot/book?${query.toString()}`;
}
