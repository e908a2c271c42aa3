import type { Connection } from '../../accounts/connection.ts';
import type { CrmActions, NewSegment } from '../../ports/crm-actions.ts';
import type { Progress } from '../../ports/progress.ts';
import { createPreviewWriteBack } from '../preview-write-back.ts';
import { createResumeWriteBack } from '../resume-write-back.ts';
import { createRunSync, type SyncDependencies } from '../run-sync.ts';
import { createUndoRun } from '../undo-run.ts';
import { createTaskOfStep } from './create-task.ts';
import { createOverrideTier } from './override-tier.ts';
import { createSaveMapping } from './save-mapping.ts';
import { createSavePreferences } from './save-preferences.ts';
import { createScoreAccount } from './score-account.ts';

export interface ScreenActionsDependencies extends Omit<SyncDependencies, 'progress'> {
  readonly gateway: SyncDependencies['gateway'] & CrmActions;
}

/** Nobody watches a run that a page has started; its numbers are in the run. */
const noProgress: Progress = { step: () => undefined };

/** Everything that people can set off from a card or a page, over one gateway. The caller sees to it that they run one at a time for a connection. */
export function createScreenActions(parts: ScreenActionsDependencies) {
  const dependencies = { ...parts, actions: parts.gateway, progress: noProgress };
  const { stores, gateway } = parts;
  return {
    scoreAccount: createScoreAccount(dependencies),
    overrideTier: createOverrideTier(dependencies),
    createTask: createTaskOfStep(dependencies),
    createSegments: (segments: readonly NewSegment[]) => gateway.createSegments(segments),
    saveMapping: createSaveMapping({ stores }),
    savePreferences: createSavePreferences({ stores }),
    previewWriteBack: (connection: Connection) => createPreviewWriteBack(parts)(connection, () => undefined),
    sync: async ({ id, locale }: Connection) => {
      await stores.audit.append({ subject: id, action: 'sync_started', object: 'full' });
      return createRunSync(dependencies)({ kind: 'full', dryRun: false, connection: id, locale });
    },
    undo: ({ id }: Connection, run: number) => createUndoRun(parts)(id, run),
    resume: ({ id }: Connection) => createResumeWriteBack({ stores })(id),
  };
}
