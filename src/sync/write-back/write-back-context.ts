import type { Connection } from '../../accounts/connection.ts';
import type { Sentences } from '../../messages/sentences.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CrmGateway, HealthPresenter } from '../../ports/crm.ts';
import type { Logger } from '../../ports/logger.ts';
import type { Progress } from '../../ports/progress.ts';
import type { Stores } from '../../ports/stores.ts';

export interface WriteBackDependencies {
  readonly gateway: Pick<CrmGateway, 'write' | 'readByIds'>;
  readonly presenter: HealthPresenter;
  readonly stores: Pick<Stores, 'records' | 'assessments' | 'ledger'>;
  readonly sentencesFor: (connection: Connection) => Sentences;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly progress: Progress;
}
export interface WriteBackContext extends WriteBackDependencies {
  readonly connection: Connection;
  readonly run: number;
}

/** A record the CRM would not take, and why, in the CRM's own words. */
export interface RefusedRecord {
  readonly type: 'account' | 'renewal';
  readonly id: string;
  readonly name: string;
  readonly reason: string;
}
export interface WriteTally {
  accounts: number;
  renewals: number;
  gone: number;
  /** Answers that were lost and could not be cleared up: the next run looks first. */
  unclear: number;
  readonly refused: RefusedRecord[];
}

export const newTally = (): WriteTally => ({ accounts: 0, renewals: 0, gone: 0, unclear: 0, refused: [] });
