import { type ObjectName } from './object-names.ts';
import { type Mutation } from './mutation.ts';
import { type OrgKind, type OrgProfile } from './org-kind.ts';
import { type RecordTable, type SalesforceRecord } from './record-table.ts';
import { type Schema } from './schema.ts';
import { type Stage } from './stages.ts';

export interface Org {
  readonly kind: OrgKind;
  readonly profile: OrgProfile;
  /** 18 characters. */
  readonly id: string;
  readonly schema: Schema;
  readonly stages: readonly Stage[];
  /** The user that the app acts as, and the one that the control endpoint acts as. */
  readonly actors: Readonly<Record<Mutation['by'], string>>;
  table(object: ObjectName): RecordTable;
  /** Null for a deleted record as well. */
  live(object: ObjectName, id: string): SalesforceRecord | null;
  nextId(object: ObjectName): string;
  commit(mutation: Mutation): void;
  onCommit(listener: (mutation: Mutation) => void): void;
}
