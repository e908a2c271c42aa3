import type { Connection } from '../../accounts/connection.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CrmGateway, HealthPresenter, WrittenType, WrittenValues } from '../../ports/crm.ts';
import type { Logger } from '../../ports/logger.ts';
import type { LedgerEntry, Stores } from '../../ports/stores.ts';

export interface WriteDependencies {
  readonly gateway: Pick<CrmGateway, 'write' | 'readByIds' | 'traits'>;
  readonly presenter: HealthPresenter;
  readonly stores: Pick<Stores, 'records' | 'assessments' | 'ledger'>;
  readonly clock: Clock;
  readonly logger: Logger;
}
export interface WriteContext extends Omit<WriteDependencies, 'stores'> {
  readonly stores: Pick<Stores, 'records' | 'ledger'>;
  readonly connection: Connection;
}

/** How a planned write ended, whichever way we learnt it. */
export type Settlement = { readonly entry: LedgerEntry } & (
  | { readonly state: 'written'; readonly values: WrittenValues }
  | { readonly state: 'refused'; readonly reason: string }
  | { readonly state: 'gone' }
  /** The CRM answered with another record's id: this one lives on in that one. */
  | { readonly state: 'merged'; readonly into: string }
);

export interface RefusedWrite {
  readonly type: WrittenType;
  readonly id: string;
  readonly name: string;
  readonly reason: string;
}

/** Mutable on purpose: batches that are under way together add to one account of the run. */
export interface WriteTotals {
  readonly planned: Record<WrittenType, number>;
  readonly written: Record<WrittenType, number>;
  readonly refused: RefusedWrite[];
  gone: number;
  merged: number;
  /** Sent, and still no way to know: the next run reads them back before it writes anything. */
  unsettled: number;
}

export const noWrites = (): WriteTotals => ({
  planned: { account: 0, renewal: 0 },
  written: { account: 0, renewal: 0 },
  refused: [],
  gone: 0,
  merged: 0,
  unsettled: 0,
});
