import type { FieldMapping } from '../accounts/connection.ts';
import { chunk, mapConcurrent, mergePages } from '../common/batch.ts';
import { rawText } from '../crm-fields/field-reader.ts';
import { CrmError, type CrmRead, type RecordType } from '../ports/crm.ts';
import { sizes } from './api.ts';
import { rateOn } from './currencies.ts';
import { isChildField, readChildValues } from './child-fields.ts';
import { idOf, type ReadContext } from './from-salesforce.ts';
import { checkMappedFields, mappedFields } from './mapped-fields.ts';
import { canMerge, idsByObject, objectsOf, type SalesforceObject } from './objects.ts';
import type { ObjectDescription, Org } from './org.ts';
import { allRecords, queryPages, type SalesforceRecord } from './query-pages.ts';
import { readLargeTable } from './read-large-table.ts';
import { codeOf } from './refusal.ts';
import { meetingOutcome, rowFilter, selectFields } from './select-fields.ts';
import { idList, quoted, toSoql } from './soql.ts';
import { isDeleted, toRead } from './to-read.ts';
import type { BulkReader } from './bulk-query.ts';
import type { Transport } from './transport.ts';

export interface Reader {
  readonly transport: Transport;
  readonly org: Org;
  readonly bulk: BulkReader;
}
export interface Window {
  readonly since: string;
  readonly until: string;
}

/** One object of one record type, with everything a query and a translation of it need. */
interface Table<T extends RecordType> {
  readonly type: T;
  readonly object: SalesforceObject;
  readonly mapping: FieldMapping;
  readonly described: ObjectDescription;
  readonly where: readonly string[];
}

/** Where the rows of a table come from; `whole`: all of them. */
interface Source<T extends RecordType> {
  readonly whole: boolean;
  readonly rows: (table: Table<T>) => AsyncIterable<readonly SalesforceRecord[]>;
}

/** Every live record, a page ahead of the consumer; the objects of one record type run side by side. */
export function readAll<T extends RecordType>(
  reader: Reader,
  type: T,
  mapping: FieldMapping,
): AsyncIterable<readonly CrmRead<T>[]> {
  const rows = (table: Table<T>) => {
    const fields = selectFields(table.object, table.described, { mapping, long: false });
    const query = (behind: readonly string[]) =>
      toSoql({ fields, from: table.object, where: [...table.where, ...behind], orderBy: 'Id' });
    return readLargeTable(reader.transport, reader.bulk, query);
  };
  return eachObject(reader, type, mapping, { rows, whole: true });
}

/** Records changed in the window, deleted ones too. Salesforce keeps whole seconds: the window is widened to them. */
export function readChanged<T extends RecordType>(
  reader: Reader,
  type: T,
  mapping: FieldMapping,
  window: Window,
): AsyncIterable<readonly CrmRead<T>[]> {
  const rows = async function* (table: Table<T>) {
    const fields = selectFields(table.object, table.described, { mapping, long: false });
    const inWindow = [
      `SystemModstamp >= ${second(window.since, Math.floor)}`,
      `SystemModstamp < ${second(window.until, Math.ceil)}`,
    ];
    const query = (behind: readonly string[]) => {
      const where = [...table.where, ...inWindow, ...behind];
      return toSoql({ fields, from: table.object, where, orderBy: 'SystemModstamp, Id' });
    };
    const after = (last: SalesforceRecord) => query([behindRow(last)]);
    for await (const { records } of queryPages(reader.transport, query([]), { deleted: true, after })) yield records;
  };
  return eachObject(reader, type, mapping, { rows, whole: false });
}

function second(instant: string, round: (seconds: number) => number): string {
  return new Date(round(Date.parse(instant) / 1_000) * 1_000).toISOString();
}

function behindRow(last: SalesforceRecord): string {
  const at = new Date(rawText(last.SystemModstamp)).toISOString();
  return `(SystemModstamp > ${at} OR (SystemModstamp = ${at} AND Id > ${quoted(idOf(last))}))`;
}

/** By id, any number. A merged id answers with the survivor; what is deleted is absent. */
export async function readByIds<T extends RecordType>(
  reader: Reader,
  type: T,
  mapping: FieldMapping,
  ids: readonly string[],
): Promise<readonly CrmRead<T>[]> {
  const reads: CrmRead<T>[] = [];
  for (const [object, asked] of idsByObject(type, ids)) {
    const table = asked.length === 0 ? null : await openTable(reader, type, object, mapping);
    if (table !== null) reads.push(...(await readTable(reader, table, asked)));
  }
  return reads;
}

async function readTable<T extends RecordType>(
  reader: Reader,
  table: Table<T>,
  asked: readonly string[],
): Promise<readonly CrmRead<T>[]> {
  const { live, losers } = await rowsAndSurvivors(reader.transport, table, asked);
  const page = await (await withChildValues(reader, table, false))([...live.values()]);
  const context = await contextOf(reader, table, page);
  return page.map((record) => toRead(table.type, table.object, record, context, losers.get(idOf(record)) ?? []));
}

/** A merged record leads to its survivor, which may have been merged in turn. */
async function rowsAndSurvivors(transport: Transport, table: Table<RecordType>, asked: readonly string[]) {
  const live = new Map<string, SalesforceRecord>();
  const losers = new Map<string, string[]>();
  let wanted: readonly string[] = asked;
  while (wanted.length > 0) {
    const next = new Set<string>();
    for (const row of await rowsById(transport, table, wanted)) {
      if (!isDeleted(row)) live.set(idOf(row), row);
      const survivor = rawText(row.MasterRecordId);
      if (!isDeleted(row) || survivor === '') continue;
      const merged = [idOf(row), ...(losers.get(idOf(row)) ?? [])];
      losers.set(survivor, [...(losers.get(survivor) ?? []), ...merged]);
      if (!live.has(survivor)) next.add(survivor);
    }
    wanted = [...next];
  }
  return { live, losers };
}

const concurrency = 3;

async function rowsById(
  transport: Transport,
  { object, described, mapping, where }: Table<RecordType>,
  ids: readonly string[],
): Promise<readonly SalesforceRecord[]> {
  const fields = selectFields(object, described, { mapping, long: true });
  const batches = await mapConcurrent(chunk(ids, sizes.ids), concurrency, (part) => {
    const soql = toSoql({ fields, from: object, where: [...where, `Id IN ${idList(part)}`] });
    return allRecords(transport, soql, { deleted: true });
  });
  return batches.flat();
}

/** Ids of all live records. */
export function listIds(reader: Reader, type: RecordType): AsyncIterable<readonly string[]> {
  return mergePages(objectsOf[type].map((object) => idPages(reader, object)));
}

async function* idPages({ transport, org }: Reader, object: SalesforceObject): AsyncGenerator<readonly string[]> {
  if ((await org.object(object)) === null) return;
  const query = async (behind: readonly string[]) => {
    const where = [...rowFilter(object, await hasEmails(org, object)), ...behind];
    return toSoql({ fields: ['Id'], from: object, where, orderBy: 'Id' });
  };
  for await (const { records } of queryPages(transport, await query([]))) yield records.map(idOf);
}

function eachObject<T extends RecordType>(
  reader: Reader,
  type: T,
  mapping: FieldMapping,
  source: Source<T>,
): AsyncIterable<readonly CrmRead<T>[]> {
  return mergePages(objectsOf[type].map((object) => readPages(reader, type, object, mapping, source)));
}

/** Checks the mapping, then turns pages of rows into reads. Survivors of merges come last, with the ids of those they took in. */
async function* readPages<T extends RecordType>(
  reader: Reader,
  type: T,
  object: SalesforceObject,
  mapping: FieldMapping,
  { rows, whole }: Source<T>,
): AsyncGenerator<readonly CrmRead<T>[]> {
  const table = await openTable(reader, type, object, mapping);
  if (table === null) return;
  const merged: string[] = [];
  try {
    const complete = await withChildValues(reader, table, whole);
    for await (const found of rows(table)) {
      const page = await complete(found);
      const context = await contextOf(reader, table, page);
      merged.push(...page.filter((row) => isDeleted(row) && rawText(row.MasterRecordId) !== '').map(idOf));
      yield page.map((record) => toRead(type, object, record, context));
    }
  } catch (error) {
    throw await namedRefusal(reader, table, error);
  }
  if (merged.length > 0 && canMerge(object)) yield await readTable(reader, table, merged);
}

async function openTable<T extends RecordType>(
  { org }: Reader,
  type: T,
  object: SalesforceObject,
  mapping: FieldMapping,
): Promise<Table<T> | null> {
  const described = await org.object(object);
  if (described === null) return null;
  checkMappedFields(type, object, mapping, described);
  return { type, object, mapping, described, where: rowFilter(object, await hasEmails(org, object)) };
}

const hasEmails = async (org: Org, object: SalesforceObject): Promise<boolean> =>
  object === 'Task' && (await org.object('EmailMessage')) !== null;

/** An object or a field that was renamed or hidden since the org was described refuses the whole query: looked at again, what is missing gets its name said. */
async function namedRefusal(
  { org }: Reader,
  { type, object, mapping }: Table<RecordType>,
  error: unknown,
): Promise<unknown> {
  const code = codeOf(error);
  if (code === 'INVALID_TYPE') {
    return new CrmError('auth', 'missing_scope', { details: { crm: 'salesforce', scope: object }, cause: error });
  }
  if (code !== 'INVALID_FIELD') return error;
  org.forget();
  const described = await org.object(object);
  try {
    if (described !== null) checkMappedFields(type, object, mapping, described);
    return error;
  } catch (named) {
    return named;
  }
}

/** What the rows of a page need from outside to be understood. */
async function contextOf(
  { transport, org }: Reader,
  { object, mapping, described }: Table<RecordType>,
  page: readonly SalesforceRecord[],
): Promise<ReadContext> {
  const { timeZone, homeCurrency } = await org.facts();
  const rateOf = await ratesFor(org, object, page);
  const context = { mapping, timeZone, homeCurrency, rateOf, meetingOutcome: meetingOutcome(object, described.fields) };
  return { ...context, accountOf: await accountsAbove(transport, object, page) };
}

/** Opportunities convert by the day they close where the org dates its rates; everything else, and every other org, has one rate a currency. */
async function ratesFor(
  org: Org,
  object: SalesforceObject,
  page: readonly SalesforceRecord[],
): Promise<ReadContext['rateOf']> {
  const { homeCurrency, rates } = await org.facts();
  const isForeign = ({ CurrencyIsoCode }: SalesforceRecord) =>
    typeof CurrencyIsoCode === 'string' && CurrencyIsoCode !== homeCurrency;
  const dated = object === 'Opportunity' && page.some(isForeign) ? await org.datedRates() : null;
  return (currency, closeDate) =>
    dated === null || closeDate === null ? (rates.get(currency) ?? null) : rateOn(dated, currency, closeDate);
}

/** Adds to accounts what stands in records below them, where the mapping asks for it: read once for a whole table, else by the ids of a page. */
async function withChildValues(
  { transport }: Reader,
  { object, mapping }: Table<RecordType>,
  whole: boolean,
): Promise<(page: readonly SalesforceRecord[]) => Promise<readonly SalesforceRecord[]>> {
  const mapped = object === 'Account' ? mappedFields(object, mapping).filter(isChildField) : [];
  if (mapped.length === 0) return (page) => Promise.resolve(page);
  const all = whole ? await readChildValues(transport, mapped, null) : null;
  return async (page) => {
    const values = all ?? (await readChildValues(transport, mapped, page.map(idOf)));
    return page.map((record) => ({ ...record, ...values.get(idOf(record)) }));
  };
}

/** E-mails are filed under an account, or under one of its Opportunities. */
async function accountsAbove(
  transport: Transport,
  object: SalesforceObject,
  page: readonly SalesforceRecord[],
): Promise<ReadContext['accountOf']> {
  const filed = object === 'EmailMessage' ? page.map((row) => rawText(row.RelatedToId)) : [];
  const opportunities = [...new Set(filed.filter((id) => id.startsWith('006')))];
  const accounts = new Map<string, string>();
  for (const part of chunk(opportunities, sizes.links)) {
    const soql = toSoql({ fields: ['Id', 'AccountId'], from: 'Opportunity', where: [`Id IN ${idList(part)}`] });
    for (const row of await allRecords(transport, soql)) {
      if (typeof row.AccountId === 'string') accounts.set(idOf(row), row.AccountId);
    }
  }
  return (id) => (id.startsWith('001') ? id : (accounts.get(id) ?? null));
}
