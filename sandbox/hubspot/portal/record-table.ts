/** The records of one object type, held as rows of a column table: 100,000 records as plain objects would take several times the memory. */
export type Values = (string | null | undefined)[];

export interface StoredRecord {
  readonly id: string;
  /** The id as a number: lists are ordered by it. */
  readonly order: number;
  createdAt: number;
  updatedAt: number;
  archivedAt: number | null;
  values: Values;
}

export interface RecordPage {
  readonly records: readonly StoredRecord[];
  /** Cursor of the next page: the id of the last record of this one. */
  readonly after: string | null;
}

export interface RecordTable {
  column(name: string): number;
  /** Null while no record ever had the property. */
  columnIfKnown(name: string): number | null;
  renameColumn(from: string, to: string): void;
  /** Forgets the values: a property deleted and made again starts empty. */
  dropColumn(name: string): void;
  add(record: StoredRecord): void;
  /** Follows merges: the record that now answers for the id, archived or not. */
  find(id: string): StoredRecord | null;
  /** From now on `oldId` answers with the record `newId`; its own record is gone, from the archived ones too. */
  redirect(oldId: string, newId: string): void;
  page(options: { readonly after: string | null; readonly limit: number; readonly archived: boolean }): RecordPage;
  all(): readonly StoredRecord[];
}

export function createRecordTable(): RecordTable {
  const columns = new Map<string, number>();
  const byId = new Map<string, StoredRecord>();
  const redirects = new Map<string, string>();
  const rows: StoredRecord[] = [];
  let sorted = true;
  let width = 0;

  const ordered = (): readonly StoredRecord[] => {
    if (!sorted) rows.sort((a, b) => a.order - b.order);
    sorted = true;
    return rows;
  };

  return {
    column(name) {
      const known = columns.get(name);
      if (known !== undefined) return known;
      columns.set(name, width);
      return width++;
    },
    columnIfKnown: (name) => columns.get(name) ?? null,
    renameColumn(from, to) {
      const index = columns.get(from);
      if (index === undefined) return;
      columns.delete(from);
      columns.set(to, index);
    },
    dropColumn: (name) => void columns.delete(name),
    add(record) {
      if (rows.length > 0 && (rows.at(-1)?.order ?? 0) > record.order) sorted = false;
      rows.push(record);
      byId.set(record.id, record);
    },
    find(id) {
      let current = id;
      for (let next = redirects.get(current); next !== undefined; next = redirects.get(current)) current = next;
      return byId.get(current) ?? null;
    },
    redirect(oldId, newId) {
      redirects.set(oldId, newId);
      byId.delete(oldId);
      const at = rows.findIndex((row) => row.id === oldId);
      if (at >= 0) rows.splice(at, 1);
    },
    page: ({ after, limit, archived }) => pageOf(ordered(), after, limit, archived),
    all: ordered,
  };
}

function pageOf(rows: readonly StoredRecord[], after: string | null, limit: number, archived: boolean): RecordPage {
  const records: StoredRecord[] = [];
  for (let at = after === null ? 0 : firstBeyond(rows, Number(after)); at < rows.length; at++) {
    const row = rows[at];
    if (row === undefined || (row.archivedAt !== null) !== archived) continue;
    if (records.length === limit) return { records, after: records.at(-1)?.id ?? null };
    records.push(row);
  }
  return { records, after: null };
}

function firstBeyond(rows: readonly StoredRecord[], order: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle]?.order ?? Infinity) > order) high = middle;
    else low = middle + 1;
  }
  return low;
}
