import { z } from 'zod';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const tier = z.enum(['commit', 'best_case', 'at_risk']);
const row = z.strictObject({
  accountId: z.string(),
  account: z.string(),
  renewalId: z.string(),
  renewal: z.string(),
  owner: z.string().nullable(),
  segment: z.string().nullable(),
  date: day,
  dateText: z.string(),
  days: z.int(),
  /** Home currency; null when unknown or foreign. */
  arr: z.number().nullable(),
  arrText: z.string(),
  band: z.string(),
  score: z.int().nullable(),
  machine: z.string(),
  human: z.string().nullable(),
  final: tier,
  milestone: z.string(),
  reason: z.string(),
});
export type BookRow = z.infer<typeof row>;

/** The renewals of the next 180 days (and the overdue ones of the window) as one page shows them. Filters narrow `rows` and the sums alike. */
export const renewalBook = z.strictObject({
  asOfText: z.string(),
  locale: z.enum(['en', 'de']),
  currency: z.string(),
  /** Every combination of month (YYYY-MM, `overdue` first) and tier that occurs. */
  months: z.array(
    z.strictObject({
      month: z.string(),
      label: z.string(),
      tiers: z.array(z.strictObject({ tier, renewals: z.int(), arr: z.number(), arrText: z.string() })),
    }),
  ),
  totals: z.array(
    z.strictObject({
      tier,
      label: z.string(),
      renewals: z.int(),
      arr: z.number(),
      arrText: z.string(),
      withoutArr: z.int(),
    }),
  ),
  filters: z.strictObject({
    owners: z.array(z.strictObject({ value: z.string(), label: z.string() })),
    segments: z.array(z.strictObject({ value: z.string(), label: z.string() })),
    bands: z.array(z.strictObject({ value: z.string(), label: z.string() })),
    tiers: z.array(z.strictObject({ value: z.string(), label: z.string() })),
    milestones: z.array(z.strictObject({ value: z.string(), label: z.string() })),
  }),
  /** At most 200, nearest date first; `more` says how many were cut. */
  rows: z.array(row),
  more: z.int(),
  atRisk: z.array(
    z.strictObject({
      accountId: z.string(),
      account: z.string(),
      sentence: z.string(),
      nextStep: z.string(),
      arrText: z.string(),
    }),
  ),
  disagreements: z.array(
    z.strictObject({
      renewalId: z.string(),
      account: z.string(),
      renewal: z.string(),
      machine: z.string(),
      human: z.string(),
      sentence: z.string(),
    }),
  ),
  /** Accounts whose shown score moved most since a week ago. */
  moved: z.array(
    z.strictObject({ accountId: z.string(), account: z.string(), from: z.int(), to: z.int(), sentence: z.string() }),
  ),
  expansion: z.array(z.strictObject({ accountId: z.string(), account: z.string(), sentence: z.string() })),
  today: z.array(
    z.strictObject({ accountId: z.string(), account: z.string(), sentence: z.string(), nextStep: z.string() }),
  ),
});
export type RenewalBook = z.infer<typeof renewalBook>;
