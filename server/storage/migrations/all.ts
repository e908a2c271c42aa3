import type { Migration } from './migration.ts';
import { firstTables } from './0001-first-tables.ts';
import { screens } from './0002-screens.ts';
import { inbox } from './0003-inbox.ts';
import { credentials } from './0004-credentials.ts';
import { erasedRecords } from './0005-erased-records.ts';
import { tierMemory } from './0006-tier-memory.ts';
import { installs } from './0007-installs.ts';
import { usageFeed } from './0008-usage-feed.ts';
import { erasedKeys } from './0009-erased-keys.ts';
import { auditLog } from './0010-audit-log.ts';
import { auditKept } from './0011-audit-kept.ts';
import { signalStates } from './0012-signal-states.ts';
import { feedBySource } from './0013-feed-by-source.ts';

/** In order. A released step is never changed: what follows is a new file and a new line here. */
export const migrations: readonly Migration[] = [
  firstTables,
  screens,
  inbox,
  credentials,
  erasedRecords,
  tierMemory,
  installs,
  usageFeed,
  erasedKeys,
  auditLog,
  auditKept,
  signalStates,
  feedBySource,
];
