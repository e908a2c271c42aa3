import { chunk } from '../common/batch.ts';
import type { CrmField } from '../ports/crm.ts';
import { sizes } from './api.ts';
import { allRecords, type SalesforceRecord } from './query-pages.ts';
import { codeOf } from './refusal.ts';
import { idList, toSoql } from './soql.ts';
import type { Transport } from './transport.ts';

/** A fact of an account that stands in records below it: the end of its contracts, the seats of its assets. */
interface ChildField {
  readonly name: string;
  readonly label: string;
  readonly type: 'date' | 'number';
  readonly from: 'Contract' | 'Asset';
  readonly field: string;
  /** Which of the records below count. */
  readonly where: string;
  readonly merge: (a: unknown, b: unknown) => unknown;
}

const later = (a: unknown, b: unknown): unknown => (String(a) >= String(b) ? a : b);
const earlier = (a: unknown, b: unknown): unknown => (String(a) <= String(b) ? a : b);
const sum = (a: unknown, b: unknown): unknown => Number(a) + Number(b);
const inForce = "StatusCode = 'Activated'";
const inUse = "Status != 'Obsolete'";

const childFields: readonly ChildField[] = [
  ...[
    { name: 'Contract.StartDate', label: 'Contract start (contracts)', field: 'StartDate', merge: earlier },
    { name: 'Contract.EndDate', label: 'Contract end (contracts)', field: 'EndDate', merge: later },
  ].map((row) => ({ ...row, type: 'date' as const, from: 'Contract' as const, where: inForce })),
  {
    ...{ name: 'Asset.UsageEndDate', label: 'Usage end (assets)', field: 'UsageEndDate', merge: later },
    ...{ type: 'date' as const, from: 'Asset' as const, where: inUse },
  },
  {
    ...{ name: 'Asset.Quantity', label: 'Seats (assets)', field: 'Quantity', merge: sum },
    ...{ type: 'number' as const, from: 'Asset' as const, where: inUse },
  },
];

/** What an account can be mapped to beside its own fields. */
export const childCrmFields: readonly CrmField[] = childFields.map(({ name, label, type }) => ({
  ...{ name, label, type, options: [], custom: false },
}));

export const isChildField = (name: string): boolean => childFields.some((field) => field.name === name);

/** Values of the mapped child fields by account. `ids` null asks for every account. An org without contracts or assets has none. */
export async function readChildValues(
  transport: Transport,
  mapped: readonly string[],
  ids: readonly string[] | null,
): Promise<ReadonlyMap<string, SalesforceRecord>> {
  const found = new Map<string, Record<string, unknown>>();
  for (const child of childFields.filter(({ name }) => mapped.includes(name))) {
    for (const row of await rowsBelow(transport, child, ids)) {
      const [account, value] = [String(row.AccountId), row[child.field]];
      const values = found.get(account) ?? {};
      values[child.name] = child.name in values ? child.merge(values[child.name], value) : value;
      found.set(account, values);
    }
  }
  return found;
}

async function rowsBelow(
  transport: Transport,
  { from, field, where }: ChildField,
  ids: readonly string[] | null,
): Promise<readonly SalesforceRecord[]> {
  const base = [where, `${field} != null`, 'AccountId != null'];
  const filters =
    ids === null ? [base] : chunk(ids, sizes.ids).map((part) => [...base, `AccountId IN ${idList(part)}`]);
  const rows: SalesforceRecord[] = [];
  for (const filter of filters) {
    const soql = toSoql({ fields: ['Id', 'AccountId', field], from, where: filter });
    rows.push(...(await allRecords(transport, soql).catch(noneWithoutObject)));
  }
  return rows;
}

function noneWithoutObject(error: unknown): readonly SalesforceRecord[] {
  if (codeOf(error) === 'INVALID_TYPE') return [];
  throw error;
}
