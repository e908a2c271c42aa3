import type { CrmRead, HealthPresenter, WrittenType, WrittenValues } from '../../ports/crm.ts';
import type { LedgerEntry } from '../../ports/stores.ts';
import { shownRevision } from './changed-values.ts';
import type { RecordChange } from './record-change.ts';

/** A property that was changed after the run: it shows `found`, not what was `written`. */
export interface Conflict {
  readonly type: WrittenType;
  readonly id: string;
  readonly name: string;
  readonly property: string;
  readonly written: string;
  readonly found: string;
}

/**
 * What takes an entry back: each property that still shows the entry's value gets its earlier one. A property that shows the earlier value already is
 * done; any other is a conflict. Followers go with the others and never conflict; the revision is not taken back, it only rises.
 */
export function revert(
  entry: LedgerEntry,
  read: CrmRead,
  { followers, revision }: Pick<HealthPresenter, 'followers' | 'revision'>,
): { readonly change: RecordChange | null; readonly conflicts: readonly Conflict[] } {
  const shown = read.ours ?? {};
  const name = read.value !== null && 'name' in read.value ? (read.value.name ?? '') : '';
  const undo: Record<string, string> = {};
  const conflicts: Conflict[] = [];
  for (const [property, written] of Object.entries(entry.after)) {
    const found = shown[property] ?? '';
    const earlier = entry.before[property] ?? '';
    if (property === revision[entry.type] || found === earlier) continue;
    if (found === written) undo[property] = earlier;
    else if (!followers.includes(property)) {
      conflicts.push({ type: entry.type, id: entry.recordId, name, property, written, found });
    }
  }
  return { change: toChange(entry, name, shown, undo, { followers, revision }), conflicts };
}

function toChange(
  { type, recordId }: LedgerEntry,
  name: string,
  shown: WrittenValues,
  after: WrittenValues,
  { followers, revision }: Pick<HealthPresenter, 'followers' | 'revision'>,
): RecordChange | null {
  const properties = Object.keys(after);
  if (properties.every((property) => followers.includes(property))) return null;
  const before = Object.fromEntries(properties.map((property) => [property, shown[property] ?? '']));
  return { type, id: recordId, name, before, after, shownRevision: shownRevision(shown, revision[type]) };
}
