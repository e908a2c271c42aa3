import type { HealthAssessment, HealthBand, RenewalForecast } from '../../accounts/health.ts';
import { healthBands } from '../../accounts/health.ts';
import { forecastTiers } from '../../accounts/account.ts';
import type { Sentences } from '../../messages/sentences.ts';
import type { RenewalBook } from '../contract/renewal-book.ts';

/** What a reader narrows the book to; null = everything. Values are those that `filters` of the book offers. */
export interface BookFilters {
  readonly owner: string | null;
  readonly segment: string | null;
  readonly tier: string | null;
  readonly band: string | null;
  readonly milestone: string | null;
}
export type OwnerName = (ownerId: string) => string | null;

/** Who looks after a renewal: its own owner, else the account's. */
export const ownerOf = (account: Pick<HealthAssessment, 'ownerId'>, renewal: RenewalForecast): string | null =>
  renewal.ownerId ?? account.ownerId;

export function passes(account: HealthAssessment, renewal: RenewalForecast, filters: BookFilters): boolean {
  const { owner, tier, milestone } = filters;
  return (
    accountPasses(account, { ...filters, owner: null }) &&
    (owner === null || ownerOf(account, renewal) === owner) &&
    (tier === null || renewal.final === tier) &&
    (milestone === null || renewal.milestone === milestone)
  );
}

/** Of an account without a renewal in the book, only what it has itself can be compared. */
export const accountPasses = (account: HealthAssessment, { owner, segment, band }: BookFilters): boolean =>
  (owner === null || account.ownerId === owner) &&
  (segment === null || account.segment === segment) &&
  (band === null || account.band === band);

export interface FilterOptions {
  add(account: HealthAssessment, renewal: RenewalForecast): void;
  result(): RenewalBook['filters'];
}

/** The values that occur in the whole book, worded, whatever it is narrowed to: a filter can be changed without being taken back first. */
export function createFilterOptions(sentences: Sentences, ownerName: OwnerName): FilterOptions {
  const owners = new Set<string>();
  const segments = new Set<NonNullable<HealthAssessment['segment']>>();
  const bands = new Set<HealthBand>();
  const tiers = new Set<string>();
  const milestones = new Set<NonNullable<RenewalForecast['milestone']>>();
  return {
    add: (account, renewal) => {
      const owner = ownerOf(account, renewal);
      if (owner !== null) owners.add(owner);
      if (account.segment !== null) segments.add(account.segment);
      bands.add(account.band);
      tiers.add(renewal.final);
      if (renewal.milestone !== null) milestones.add(renewal.milestone);
    },
    result: () => ({
      owners: [...owners].map((value) => ({ value, label: ownerName(value) ?? value })).sort(byLabel(sentences)),
      segments: [...segments].map((value) => ({ value, label: sentences.segment(value) })).sort(byLabel(sentences)),
      bands: healthBands.filter((band) => bands.has(band)).map((value) => ({ value, label: sentences.band(value) })),
      tiers: forecastTiers.filter((tier) => tiers.has(tier)).map((value) => ({ value, label: sentences.tier(value) })),
      milestones: [...milestones]
        .map((value) => ({ value, label: sentences.milestoneName(value) }))
        .sort(byLabel(sentences)),
    }),
  };
}

const byLabel =
  ({ format }: Sentences) =>
  (a: { readonly label: string }, b: { readonly label: string }): number =>
    format.compare(a.label, b.label);
