/** Long work says where it is. `total` is null while unknown. */
export interface Progress {
  step(step: ProgressStep, done: number, total: number | null): void;
}
export type ProgressStep =
  'accounts' | 'renewals' | 'contacts' | 'tickets' | 'interactions' | 'links' | 'signals' | 'recompute' | 'write_back';
