import type { Connection } from '../accounts/connection.ts';
import { recordTypes } from '../ports/crm.ts';
import type { RefreshDependencies } from './refresh/refresh-context.ts';
import { removeMissing } from './refresh/remove-missing.ts';

/** Finds deletions between full refreshes: modification dates never tell of them. Ids only; meant for once a week. Throws CrmError. */
export const createSweepRecords =
  (dependencies: RefreshDependencies) =>
  async (connection: Connection): Promise<{ readonly removed: number; readonly read: number }> => {
    const context = { ...dependencies, connection };
    let removed = 0;
    let read = 0;
    for (const type of recordTypes) {
      const seen = new Set<string>();
      for await (const page of dependencies.gateway.listIds(type)) {
        for (const id of page) seen.add(id);
        dependencies.progress.step('sweep', read + seen.size, null);
      }
      removed += await removeMissing(context, type, seen);
      read += seen.size;
    }
    return { removed, read };
  };
