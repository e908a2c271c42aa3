import type { RenewalBook } from '../shared/generated/contract.ts';

type Row = RenewalBook['rows'][number];

export const row = (number: number, changes: Partial<Row> = {}): Row => ({
  accountId: String(1000 + number),
  account: `Account ${number}`,
  renewalId: String(2000 + number),
  renewal: `Renewal ${number}`,
  owner: 'Kim Doe',
  segment: 'SMB',
  date: '2026-12-31',
  dateText: '31 Dec 2026',
  days: 39,
  arr: 12_500,
  arrText: '€12,500',
  band: 'Watch',
  score: 62,
  machine: 'At risk',
  human: null,
  final: 'at_risk',
  milestone: 'Price talk',
  reason: 'The score of 62 is too low.',
  ...changes,
});

/** A small book as the backend words it. */
export const book: RenewalBook = {
  asOfText: '22 Nov 2026, 03:10',
  locale: 'en',
  currency: 'EUR',
  months: [
    { month: 'overdue', label: 'Overdue', tiers: [{ tier: 'at_risk', renewals: 1, arr: 5_000, arrText: '€5,000' }] },
    {
      month: '2026-12',
      label: 'December 2026',
      tiers: [
        { tier: 'commit', renewals: 2, arr: 40_000, arrText: '€40,000' },
        { tier: 'at_risk', renewals: 1, arr: 12_500, arrText: '€12,500' },
      ],
    },
  ],
  totals: [
    { tier: 'commit', label: 'Commit', renewals: 2, arr: 40_000, arrText: '€40,000', withoutArr: 0 },
    { tier: 'best_case', label: 'Best case', renewals: 0, arr: 0, arrText: '€0', withoutArr: 0 },
    { tier: 'at_risk', label: 'At risk', renewals: 2, arr: 17_500, arrText: '€17,500', withoutArr: 1 },
  ],
  filters: {
    owners: [{ value: '7', label: 'Kim Doe' }],
    segments: [{ value: 'smb', label: 'SMB' }],
    bands: [{ value: 'watch', label: 'Watch' }],
    tiers: [{ value: 'at_risk', label: 'At risk' }],
    milestones: [{ value: 'price_talk', label: 'Price talk' }],
  },
  rows: [
    row(1),
    row(2, {
      days: -3,
      arr: null,
      arrText: '',
      human: 'Commit',
      final: 'commit',
      score: null,
      band: 'Insufficient data',
    }),
  ],
  more: 0,
  atRisk: [
    {
      accountId: '1001',
      account: 'Account 1',
      sentence: 'An invoice is 31 days overdue.',
      nextStep: 'Call today.',
      arrText: '€12,500',
    },
  ],
  disagreements: [
    {
      renewalId: '2002',
      account: 'Account 2',
      renewal: 'Renewal 2',
      machine: 'At risk',
      human: 'Commit',
      sentence: 'Set to “Commit” until 10 Dec 2026.',
    },
  ],
  moved: [{ accountId: '1003', account: 'شركة النور', from: 80, to: 62, sentence: 'Seat use fell.' }],
  expansion: [{ accountId: '1004', account: 'Account 4', sentence: '19 of 20 seats are in use.' }],
  today: [
    { accountId: '1001', account: 'Account 1', sentence: 'An invoice is 31 days overdue.', nextStep: 'Call today.' },
  ],
};

export const emptyBook: RenewalBook = {
  ...book,
  months: [],
  rows: [],
  atRisk: [],
  disagreements: [],
  moved: [],
  expansion: [],
  today: [],
  totals: book.totals.map((total) => ({ ...total, renewals: 0, arr: 0, arrText: '€0', withoutArr: 0 })),
};
