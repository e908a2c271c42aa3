import { chunk, mapConcurrent } from '../common/batch.ts';
import { rawText } from '../crm-fields/field-reader.ts';
import type { RecordType } from '../ports/crm.ts';
import { sizes } from './api.ts';
import { idOf } from './from-salesforce.ts';
import { idsByObject, isIdOf, objectsOf, type SalesforceObject } from './objects.ts';
import { allRecords, type SalesforceRecord } from './query-pages.ts';
import type { Reader } from './read-records.ts';
import { rowFilter } from './select-fields.ts';
import { idList, toSoql } from './soql.ts';

/** Ids on both sides: record → linked records. */
export type Links = ReadonlyMap<string, readonly string[]>;
type Child = Exclude<RecordType, 'account'>;

const concurrency = 3;
/** Which field leads to the account. E-mails are filed under one: those under an Opportunity come with reads only. */
const accountField = (object: SalesforceObject): string => (object === 'EmailMessage' ? 'RelatedToId' : 'AccountId');

/** The account of each record; records without one, deleted ones too, answer with none. */
export async function readLinks(reader: Reader, type: Child, ids: readonly string[]): Promise<Links> {
  const found = new Map<string, readonly string[]>(ids.map((id) => [id, []]));
  for (const [object, asked] of idsByObject(type, ids)) {
    for (const row of await rowsWhere(reader, object, 'Id', asked)) {
      found.set(
        idOf(row),
        [rawText(row[accountField(object)])].filter((id) => isIdOf('Account', id)),
      );
    }
  }
  return found;
}

/** The records of a type that lead to each account. */
export async function readAccountLinks(reader: Reader, type: Child, ids: readonly string[]): Promise<Links> {
  const found = new Map<string, string[]>(ids.map((id) => [id, []]));
  const accounts = [...new Set(ids)].filter((id) => isIdOf('Account', id));
  for (const object of objectsOf[type]) {
    const field = accountField(object);
    for (const row of await rowsWhere(reader, object, field, accounts)) found.get(rawText(row[field]))?.push(idOf(row));
  }
  return found;
}

async function rowsWhere(
  { transport, org }: Reader,
  object: SalesforceObject,
  field: string,
  ids: readonly string[],
): Promise<readonly SalesforceRecord[]> {
  if (ids.length === 0 || (await org.object(object)) === null) return [];
  const hasEmails = object === 'Task' && (await org.object('EmailMessage')) !== null;
  const rows = await mapConcurrent(chunk(ids, sizes.links), concurrency, (part) => {
    const where = [...rowFilter(object, hasEmails), `${field} IN ${idList(part)}`];
    return allRecords(transport, toSoql({ fields: ['Id', accountField(object)], from: object, where, orderBy: 'Id' }));
  });
  return rows.flat();
}
