import { type BookOwner } from '../../book/types.ts';
import { setValues } from '../portal/apply-mutation.ts';
import { pairTypes } from '../portal/association-types.ts';
import { type ObjectType } from '../portal/object-types.ts';
import { type Portal } from '../portal/portal.ts';
import { recordId } from './record-ids.ts';

export interface NewRecord {
  readonly createdAt: string;
  readonly modifiedAt: string;
  readonly archived?: boolean;
  /** Null values and undefined names are left empty. */
  readonly properties: Readonly<Record<string, string | number | null>>;
}

/** Puts the book's records straight into the portal's tables: they were there before the sandbox started, so nothing is journalled. */
export interface Seeder {
  readonly portal: Portal;
  /** Book key → record id of the live record, for the merges that come last. */
  readonly companyIds: Map<string, string>;
  readonly dealIds: Map<string, string>;
  readonly merges: { readonly type: 'companies' | 'deals'; readonly oldId: string; readonly into: string }[];
  add(type: ObjectType, record: NewRecord): string;
  /** The default association, with the primary one where the pair has one and `primary` is set. */
  link(type: ObjectType, id: string, toType: ObjectType, toId: string, primary?: boolean): void;
  addOwner(owner: BookOwner, at: number): void;
  ownerId(key: string | null): string | null;
}

export function createSeeder(portal: Portal): Seeder {
  const counts = new Map<ObjectType, number>();
  const owners = new Map<string, string>();
  return {
    portal,
    companyIds: new Map(),
    dealIds: new Map(),
    merges: [],
    add(type, { createdAt, modifiedAt, archived = false, properties }) {
      const n = (counts.get(type) ?? 0) + 1;
      counts.set(type, n);
      const id = recordId(type, n);
      const updatedAt = Date.parse(modifiedAt);
      const record = {
        id,
        order: Number(id),
        createdAt: Date.parse(createdAt),
        updatedAt,
        archivedAt: archived ? updatedAt : null,
        values: [],
      };
      portal.table(type).add(record);
      setValues(portal, type, record, present(properties));
      // a grown array keeps room to spare, its copy does not: a tenth of the memory of a large portal
      record.values = record.values.slice();
      return id;
    },
    link(type, id, toType, toId, primary = false) {
      const pair = pairTypes(type, toType);
      if (pair === null) throw new Error(`HubSpot links no ${type} to ${toType}`);
      portal.links.add(
        type,
        id,
        toType,
        toId,
        primary && pair.primary !== null ? [pair.standard, pair.primary] : [pair.standard],
      );
    },
    addOwner({ key, firstName, lastName, email, archived }, at) {
      const id = String(70_300_000 + at * 211);
      owners.set(key, id);
      portal.owners.push({ id, userId: 9_100_000 + at, email, firstName, lastName, archived });
    },
    ownerId: (key) => (key === null ? null : (owners.get(key) ?? null)),
  };
}

function present(properties: NewRecord['properties']): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(properties)) if (value !== null) kept[name] = String(value);
  return kept;
}
