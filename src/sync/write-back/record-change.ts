import type { AccountId } from '../../accounts/ids.ts';
import type { WrittenType, WrittenValues } from '../../ports/crm.ts';

/** What our properties of one record should say. */
export interface DesiredValues {
  readonly type: WrittenType;
  readonly id: string;
  readonly name: string;
  readonly values: WrittenValues;
  /** Whose assessment they come from; absent where values are only cleared. */
  readonly accountId?: AccountId;
}

/** What a write would change on one record: the properties that differ, before and after. The revision is added when the write is planned. */
export interface RecordChange {
  readonly type: WrittenType;
  readonly id: string;
  readonly name: string;
  readonly before: WrittenValues;
  readonly after: WrittenValues;
  /** The revision the CRM shows now, 0 when none. */
  readonly shownRevision: number;
  /** Whose assessment explains the new values; absent where earlier values come back or all are cleared. */
  readonly accountId?: AccountId;
}

export const recordKey = ({ type, id }: { readonly type: WrittenType; readonly id: string }): string => `${type}:${id}`;
