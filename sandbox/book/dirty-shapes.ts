import { randomStream } from './random.ts';

/** What real CRM records look like on a few per cent of the base; each must survive import, scoring and write-back. */
export type DirtyShape =
  | 'emoji_name'
  | 'long_name'
  | 'padded_name'
  | 'name_of_previous'
  | 'upper_case_domain'
  | 'missing_domain'
  | 'missing_owner'
  | 'missing_acv'
  | 'missing_seats'
  | 'missing_email'
  | 'leap_day_renewal'
  | 'overdue_renewal'
  | 'two_renewals'
  | 'three_renewals'
  | 'undated_renewal'
  | 'bare_renewal'
  | 'archived_deal'
  | 'merged_deal';

const shapes: readonly DirtyShape[] = [
  'emoji_name',
  'long_name',
  'padded_name',
  'name_of_previous',
  'upper_case_domain',
  'upper_case_domain',
  'missing_domain',
  'missing_domain',
  'missing_owner',
  'missing_owner',
  'missing_acv',
  'missing_seats',
  'missing_email',
  'missing_email',
  'leap_day_renewal',
  'overdue_renewal',
  'overdue_renewal',
  'two_renewals',
  'two_renewals',
  'three_renewals',
  'undated_renewal',
  'undated_renewal',
  'bare_renewal',
  'archived_deal',
  'merged_deal',
];

/** At most one shape a company. Every run of 100 companies holds each shape, so even a small base shows all of them. */
export function dirtyShapeOf(seed: number, index: number): DirtyShape | null {
  const start = randomStream(seed, 'shapes').int(0, 99);
  // 37 and 100 have no common divisor: the shapes spread over the hundred, and none is met twice.
  return shapes[(index * 37 + start) % 100] ?? null;
}
