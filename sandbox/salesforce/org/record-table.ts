import { type Scalar } from './field.ts';

/** Values by field name; an absent one is null, or false for a checkbox. */
export interface SalesforceRecord {
  readonly Id: string;
  [field: string]: Scalar | undefined;
}

/** The records of one object, deleted ones too until they are purged. */
export interface RecordTable {
  add(record: SalesforceRecord): void;
  find(id: string): SalesforceRecord | null;
  purge(id: string): void;
  all(): readonly SalesforceRecord[];
  /** How many records there ever were: the number of the next one. */
  readonly made: number;
}

export function createRecordTable(): RecordTable {
  const byId = new Map<string, SalesforceRecord>();
  let list: SalesforceRecord[] = [];
  let made = 0;
  return {
    add(record) {
      byId.set(record.Id, record);
      list.push(record);
      made += 1;
    },
    find: (id) => byId.get(id) ?? null,
    purge(id) {
      byId.delete(id);
      list = list.filter((record) => record.Id !== id);
    },
    all: () => list,
    get made() {
      return made;
    },
  };
}
