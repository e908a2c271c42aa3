import { type Reply } from './call.ts';

/** What goes over the wire for a call, faulty or not. */
export interface Outcome {
  /** Null: the socket is reset, or nothing is ever answered. */
  readonly reply: Reply | null;
  readonly hang?: boolean;
  readonly delayMs?: number;
  readonly dripMs?: number;
  readonly cutAfter?: number;
}
