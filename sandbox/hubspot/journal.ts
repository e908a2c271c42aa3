import { type Mutation } from './portal/mutation.ts';
import { objectTypeInfo } from './portal/object-types.ts';
import { type Portal } from './portal/portal.ts';

/** One accepted change, as tests read it. */
export interface JournalEntry {
  readonly at: string;
  readonly by: 'api' | 'user';
  readonly op: string;
  readonly objectType: string | null;
  readonly id: string | null;
  /** Names and values of a record write. */
  readonly properties: Readonly<Record<string, string>>;
}

/** Keeps every change since the start in order; what was replayed from the state file is not in it. */
export function keepJournal(portal: Portal): readonly JournalEntry[] {
  const entries: JournalEntry[] = [];
  portal.onCommit((mutation) => void entries.push(entryOf(mutation)));
  return entries;
}

function entryOf(mutation: Mutation): JournalEntry {
  return {
    at: new Date(mutation.at).toISOString(),
    by: mutation.by,
    op: mutation.op,
    objectType: 'type' in mutation && mutation.type in objectTypeInfo ? mutation.type : null,
    id: 'id' in mutation ? mutation.id : null,
    properties: 'properties' in mutation ? mutation.properties : {},
  };
}
