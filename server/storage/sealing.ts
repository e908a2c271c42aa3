/** What the database room asks of whoever keeps the keys: it stores sealed texts and never sees a key. `context` names the row and the column. */
export interface Sealing {
  seal(text: string, context: string): string;
  open(sealed: string, context: string): string;
  /** Whether the key in use has sealed it. */
  isCurrent(sealed: string): boolean;
}
