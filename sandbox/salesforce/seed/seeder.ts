import { type Scalar } from '../org/field.ts';
import { type ObjectName } from '../org/object-names.ts';
import { type Org } from '../org/org.ts';

export interface NewRecord {
  readonly createdAt: string;
  readonly modifiedAt: string;
  readonly deleted?: boolean;
  /** What Salesforce would derive stands here as well; undefined names are left out. */
  readonly values: Readonly<Record<string, Scalar>>;
}

/** Puts the book's records straight into the org's tables: they were there before the sandbox started, so nothing is journalled. */
export interface Seeder {
  readonly org: Org;
  /** Book key → account id, for the merges that come last. */
  readonly accountIds: Map<string, string>;
  /** Book key → user id. */
  readonly userIds: Map<string, string>;
  add(object: ObjectName, record: NewRecord): string;
  /** Every record has an owner: those of nobody belong to the admin who imported them. */
  ownerId(key: string | null): string;
  /** Under the name that this org's admin gave the field, or nothing. */
  named(field: string | undefined, value: Scalar): Readonly<Record<string, Scalar>>;
}

export function createSeeder(org: Org): Seeder {
  const admin = org.actors.user;
  const userIds = new Map<string, string>();
  return {
    org,
    accountIds: new Map(),
    userIds,
    add(object, { createdAt, modifiedAt, deleted = false, values }) {
      const id = org.nextId(object);
      const changed = toSecond(modifiedAt);
      org.table(object).add({
        Id: id,
        IsDeleted: deleted,
        CreatedDate: toSecond(createdAt),
        CreatedById: admin,
        LastModifiedDate: changed,
        LastModifiedById: admin,
        SystemModstamp: changed,
        ...values,
      });
      return id;
    },
    ownerId: (key) => (key === null ? admin : (userIds.get(key) ?? admin)),
    named: (field, value) => (field === undefined ? {} : { [field]: value }),
  };
}

/** The base's instants are ISO already: no Date is made for a million records. */
const toSecond = (instant: string): string => `${instant.slice(0, 19)}.000Z`;

/** As an import cuts a text: never through the middle of a character, and Salesforce trims the ends. */
export function fitText(text: string, length: number): string {
  const cut = text.trim().slice(0, length);
  return (/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut).trim();
}
