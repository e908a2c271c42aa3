import type { HealthAssessment } from '../accounts/health.ts';
import type { Connection } from '../accounts/connection.ts';
import { changedRecords } from './write-back/changed-records.ts';
import type { PlannedWrite } from './write-back/plan-write.ts';
import type { WriteBackDependencies } from './write-back/write-back-context.ts';

/** The dry run: what a write-back would change, page by page. Writes nothing, neither to the CRM nor to the ledger. */
export const createPreviewWriteBack = (
  dependencies: Pick<WriteBackDependencies, 'stores' | 'presenter' | 'sentencesFor'>,
) =>
  async function* (
    connection: Connection,
    onAssessments: (page: readonly HealthAssessment[]) => void = () => undefined,
  ): AsyncGenerator<readonly PlannedWrite[]> {
    for await (const { writes } of changedRecords(dependencies, connection, onAssessments)) {
      if (writes.length > 0) yield writes;
    }
  };
