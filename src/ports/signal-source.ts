import type { ConnectionId } from '../accounts/ids.ts';
import type { Day } from '../accounts/time.ts';
import type { ObservationName } from '../accounts/signal.ts';

/** A signal before its account is known: `account` is the key the source uses. */
export type RawSignal =
  | {
      readonly kind: 'usage';
      readonly account: string;
      readonly day: Day;
      readonly user: string;
      readonly event: string;
      readonly count: number;
    }
  | {
      readonly kind: 'invoice';
      readonly account: string;
      readonly id: string;
      readonly issuedOn: Day;
      readonly dueOn: Day;
      readonly paidOn: Day | null;
      readonly amount: number;
      readonly currency: string;
    }
  | {
      readonly kind: 'observation';
      readonly account: string;
      readonly name: ObservationName;
      readonly value: string;
      readonly on: Day;
      readonly about: string | null;
    };

/** A row that could not be read: where it stands and what is wrong. The other rows are kept. */
export interface RejectedRow {
  readonly file: string;
  readonly line: number;
  readonly column: string | null;
  readonly code:
    | 'missing_column'
    | 'empty'
    | 'not_a_day'
    | 'not_a_number'
    | 'out_of_range'
    | 'unknown_name'
    | 'unknown_value'
    | 'not_parsable';
  readonly value: string;
}

export interface SignalBatch {
  readonly signals: readonly RawSignal[];
  readonly rejected: readonly RejectedRow[];
}

/** Anything that yields signals in batches of bounded size. `name` becomes the signals' `source`. */
export interface SignalSource {
  readonly name: string;
  read(): AsyncIterable<SignalBatch>;
}

/** A connection's own sources, as they are now; a tenant's signals never come from another one's. */
export type SignalSources = (connection: ConnectionId) => Promise<readonly SignalSource[]>;
