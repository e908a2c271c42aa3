import type { Kysely } from 'kysely';
import type { Stores } from '../../src/ports/stores.ts';
import { createAssessmentStore } from './assessment-store.ts';
import { createAuditStore } from './audit-store.ts';
import { createConnectionStore } from './connection-store.ts';
import { createInboxStore } from './inbox-store.ts';
import { createInputStore } from './input-store.ts';
import { createInstallStore } from './install-store.ts';
import { createLedgerStore } from './ledger-store.ts';
import { createPortalStore } from './portal-store.ts';
import { createRecordStore } from './record-store.ts';
import { createRunStore } from './run-store.ts';
import { createScorecardStore } from './scorecard-store.ts';
import { createScreenStore } from './screen-store.ts';
import { createSignalStore } from './signal-store.ts';
import { createTaskStore } from './task-store.ts';
import type { Tables } from './tables.ts';

/** All stores on one database. Every statement names the connection; no store caches anything. */
export const createStores = (db: Kysely<Tables>): Stores => ({
  connections: createConnectionStore(db),
  records: createRecordStore(db),
  signals: createSignalStore(db),
  inputs: createInputStore(db),
  assessments: createAssessmentStore(db),
  ledger: createLedgerStore(db),
  scorecards: createScorecardStore(db),
  runs: createRunStore(db),
  screens: createScreenStore(db),
  portals: createPortalStore(db),
  tasks: createTaskStore(db),
  inbox: createInboxStore(db),
  installs: createInstallStore(db),
  audit: createAuditStore(db),
});
