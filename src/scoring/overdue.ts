import type { AccountSnapshot } from './account-snapshot.ts';

/** The longest overdue invoice and how many are overdue by at least `atLeast` days (1 by default); null when none is. */
export function oldestOverdue(
  snapshot: AccountSnapshot,
  atLeast = 1,
): { readonly days: number; readonly invoices: number } | null {
  const overdue = snapshot.invoices
    .filter(({ paid }) => paid === null)
    .map(({ due }) => snapshot.todayNumber - due)
    .filter((days) => days >= atLeast);
  return overdue.length === 0 ? null : { days: Math.max(...overdue), invoices: overdue.length };
}
