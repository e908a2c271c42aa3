import type { HealthAssessment } from '../accounts/health.ts';
import type { AccountId, ConnectionId } from '../accounts/ids.ts';
import type { RejectedRow } from '../ports/signal-source.ts';
import type { RecordProblem, Stores } from '../ports/stores.ts';

export type Gap =
  | 'no_open_renewal'
  | 'no_renewal_date'
  /** The date comes from the contract end or the close date, not from the mapped field. */
  | 'renewal_date_by_fallback'
  | 'no_arr'
  | 'foreign_arr'
  | 'no_seats'
  | 'no_owner'
  | 'no_usage'
  | 'insufficient_data';

export interface AccountGaps {
  readonly accountId: AccountId;
  readonly name: string;
  readonly coverage: number;
  readonly gaps: readonly Gap[];
}
/** Everything is read when it is asked for, in pages: the list of a large book is never held at once. */
export interface DataQuality {
  /** Accounts with at least one gap, in id order. */
  accounts(): AsyncIterable<readonly AccountGaps[]>;
  /** Fields of CRM records that could not be used. */
  problems(): AsyncIterable<readonly RecordProblem[]>;
  /** Account keys of signals that belong to no account here. */
  unresolvedKeys(): Promise<readonly { readonly account: string; readonly signals: number }[]>;
  /** Rows of signal files that could not be read. */
  rejectedRows(): Promise<readonly RejectedRow[]>;
}

const pageSize = 500;

/** What is missing and where, as of the newest assessments. Reads the stores only. */
export const createReadDataQuality =
  ({ stores }: { readonly stores: Pick<Stores, 'connections' | 'assessments' | 'records' | 'signals'> }) =>
  (connection: ConnectionId): DataQuality => ({
    accounts: () => accountGaps(stores, connection),
    problems: () => stores.records.problems(connection),
    unresolvedKeys: () => stores.signals.unresolvedKeys(connection),
    rejectedRows: () => stores.signals.rejected(connection),
  });

async function* accountGaps(
  { connections, assessments }: Pick<Stores, 'connections' | 'assessments'>,
  id: ConnectionId,
): AsyncGenerator<readonly AccountGaps[]> {
  const homeCurrency = (await connections.get(id))?.homeCurrency ?? '';
  for await (const page of assessments.all(id, pageSize)) {
    const withGaps = page
      .map((assessment) => ({
        accountId: assessment.accountId,
        name: assessment.accountName,
        coverage: assessment.coverage,
        gaps: gapsOf(assessment, homeCurrency),
      }))
      .filter(({ gaps }) => gaps.length > 0);
    if (withGaps.length > 0) yield withGaps;
  }
}

function gapsOf(assessment: HealthAssessment, homeCurrency: string): readonly Gap[] {
  const { renewals } = assessment;
  const found: Readonly<Record<Gap, boolean>> = {
    no_open_renewal: renewals.length === 0,
    no_renewal_date: renewals.some(({ date }) => date === null),
    renewal_date_by_fallback: renewals.some(({ dateFrom }) => dateFrom !== null && dateFrom !== 'renewal_date'),
    no_arr: renewals.some(({ arr }) => arr === null),
    foreign_arr: renewals.some(({ arr }) => arr !== null && arr.currency !== homeCurrency),
    no_seats: lacks(assessment, 'no_seats'),
    no_owner: assessment.ownerId === null,
    no_usage: lacks(assessment, 'no_usage'),
    insufficient_data: assessment.band === 'insufficient_data',
  };
  return (Object.keys(found) as Gap[]).filter((gap) => found[gap]);
}

/** Only measures that count for the score: the catalogue's other ones would list every account. */
const lacks = ({ measures }: HealthAssessment, wanted: 'no_seats' | 'no_usage'): boolean =>
  measures.some((measure) => measure.weight > 0 && measure.state === 'no_data' && measure.reason === wanted);
