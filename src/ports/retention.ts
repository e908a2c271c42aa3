import type { Instant } from '../accounts/time.ts';

/** Takes away what is older than it is kept for, of all connections; the table of it is in docs/operations.md. */
export interface RetentionStore {
  /** Safe to repeat and to break off. Answers with the number of rows deleted, by table, those with none left out. */
  forgetOld(now: Instant): Promise<Readonly<Record<string, number>>>;
}
