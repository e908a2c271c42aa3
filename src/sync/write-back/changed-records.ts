import type { HealthAssessment } from '../../accounts/health.ts';
import type { Connection } from '../../accounts/connection.ts';
import type { WrittenType } from '../../ports/crm.ts';
import { desiredRecords } from './desired-records.ts';
import { equalValues, planWrite, without, type DesiredRecord, type PlannedWrite } from './plan-write.ts';
import type { RefusedRecord, WriteBackDependencies } from './write-back-context.ts';

const pageSize = 200;

export interface ChangedPage {
  readonly writes: readonly PlannedWrite[];
  /** Refused before with these very values: not sent again until something about them changes. */
  readonly parked: readonly RefusedRecord[];
  readonly accounts: number;
}

/**
 * Compares what every record should say with what it says, page by page: the whole book in flat memory. `onAssessments` sees each page, so that sums need
 * no second reading. Records that carry our values without being ours to judge any more are cleared at the end.
 */
export async function* changedRecords(
  dependencies: Pick<WriteBackDependencies, 'stores' | 'presenter' | 'sentencesFor'>,
  connection: Connection,
  onAssessments: (page: readonly HealthAssessment[]) => void,
): AsyncGenerator<ChangedPage> {
  const { stores, presenter, sentencesFor } = dependencies;
  const sentences = sentencesFor(connection);
  for await (const page of stores.assessments.all(connection.id, pageSize)) {
    onAssessments(page);
    const desired = page.flatMap((health) => desiredRecords(health, presenter, sentences));
    const accounts = await compare(dependencies, connection, 'account', desired);
    const renewals = await compare(dependencies, connection, 'renewal', desired);
    yield {
      writes: [...accounts.writes, ...renewals.writes],
      parked: [...accounts.parked, ...renewals.parked],
      accounts: page.length,
    };
  }
  for await (const page of stores.records.strays(connection.id)) {
    yield { writes: page.map(({ type, id, values }) => cleared(type, id, values)), parked: [], accounts: 0 };
  }
}

/** Compares the records of one type; those the CRM no longer has are left to the refresh. */
export async function compare(
  { stores, presenter }: Pick<WriteBackDependencies, 'stores' | 'presenter'>,
  connection: Connection,
  type: WrittenType,
  desired: readonly DesiredRecord[],
): Promise<Omit<ChangedPage, 'accounts'>> {
  const mine = desired.filter((record) => record.type === type);
  const ids = mine.map(({ id }) => id);
  const current = await stores.records.ours(connection.id, type, ids);
  const planned = mine.flatMap((record) => {
    const values = current.get(record.id);
    const write = values === undefined ? null : planWrite(record, values, presenter);
    return write === null ? [] : [write];
  });
  if (planned.length === 0) return { writes: [], parked: [] };
  const refused = await stores.ledger.parked(
    connection.id,
    type,
    planned.map(({ id }) => id),
  );
  const isParked = ({ id, after }: PlannedWrite) => {
    const entry = refused.get(id);
    return (
      entry !== undefined && equalValues(without(entry.after, presenter.followers), without(after, presenter.followers))
    );
  };
  return {
    writes: planned.filter((write) => !isParked(write)),
    parked: planned.filter(isParked).map(({ id, name }) => ({ type, id, name, reason: refused.get(id)?.reason ?? '' })),
  };
}

function cleared(type: WrittenType, id: string, values: PlannedWrite['before']): PlannedWrite {
  const before = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
  return { type, id, name: id, before, after: Object.fromEntries(Object.keys(before).map((name) => [name, ''])) };
}
