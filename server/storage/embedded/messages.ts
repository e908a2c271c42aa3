/** Between the main thread and the thread of the embedded database. `id` numbers the driver's connections. */
export type ToWorker =
  | { readonly kind: 'open'; readonly id: number }
  | { readonly kind: 'data'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly kind: 'close'; readonly id: number }
  | { readonly kind: 'backup'; readonly file: string }
  | { readonly kind: 'stop' };

export type FromWorker =
  | { readonly kind: 'ready'; readonly version: string }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'data'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly kind: 'end'; readonly id: number }
  | { readonly kind: 'backed_up'; readonly error: string | null }
  | { readonly kind: 'died'; readonly reason: string }
  | { readonly kind: 'stopped' };

export interface WorkerSettings {
  /** PostgreSQL's own data directory. */
  readonly dataFolder: string;
}
