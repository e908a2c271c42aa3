import { chunk, mapConcurrent, mergePages, regroup } from '../common/batch.ts';
import type { FieldMapping } from '../accounts/connection.ts';
import { type CrmRead, type RecordType } from '../ports/crm.ts';
import { api, sizes } from './api.ts';
import { inlineCompanies, type Links, linksOf } from './links.ts';
import { listRecords } from './list-records.ts';
import { checkMappedFields } from './mapped-fields.ts';
import { type HubSpotObject, hubSpotIds, objectsOf, recordId } from './object-types.ts';
import type { Portal } from './portal.ts';
import { type HubSpotRecord, recordBatch } from './record.ts';
import { searchChanged, type Window } from './search-changed.ts';
import { readProperties, toRead } from './to-read.ts';
import type { Transport } from './transport.ts';

export interface Reader {
  readonly transport: Transport;
  readonly portal: Portal;
}

const concurrency = 4;

/** Every live record, a page ahead of the consumer; the object types of one record type run side by side. */
export function readAll<T extends RecordType>(
  reader: Reader,
  type: T,
  mapping: FieldMapping,
): AsyncIterable<readonly CrmRead<T>[]> {
  const listAll = (object: HubSpotObject) => {
    const associations = object === 'companies' ? {} : { associations: 'companies' };
    return listRecords(reader.transport, object, {
      properties: readProperties(object, mapping).join(','),
      ...associations,
    });
  };
  return mergePages(objectsOf[type].map((object) => readPages(reader, type, object, mapping, listAll, inlineLinks)));
}

/** Records changed in the window. A search shows no associations: they are read for up to 1,000 records at a time. */
export function readChanged<T extends RecordType>(
  reader: Reader,
  type: T,
  mapping: FieldMapping,
  window: Window,
): AsyncIterable<readonly CrmRead<T>[]> {
  const search = (object: HubSpotObject) =>
    regroup(searchChanged(reader.transport, object, readProperties(object, mapping), window), sizes.links);
  return mergePages(objectsOf[type].map((object) => readPages(reader, type, object, mapping, search, linksApart)));
}

/** By id, any number. A merged id answers with the survivor; what is deleted is absent. */
export async function readByIds<T extends RecordType>(
  reader: Reader,
  type: T,
  mapping: FieldMapping,
  ids: readonly string[],
): Promise<readonly CrmRead<T>[]> {
  const reads: CrmRead<T>[] = [];
  for (const [object, asked] of hubSpotIds(type, ids)) {
    if (asked.length === 0) continue;
    const batches = (wanted: HubSpotObject) => readBatches(reader.transport, wanted, mapping, asked);
    for await (const page of readPages(reader, type, object, mapping, batches, linksApart)) reads.push(...page);
  }
  return reads;
}

async function* readBatches(
  transport: Transport,
  object: HubSpotObject,
  mapping: FieldMapping,
  ids: readonly string[],
): AsyncIterable<readonly HubSpotRecord[]> {
  const wanted = readProperties(object, mapping);
  const batches = await mapConcurrent(chunk(ids, sizes.batch), concurrency, (batch) =>
    batchRead(transport, object, batch, wanted),
  );
  // two merged ids of one survivor may stand in two batches
  const found = new Map(batches.flat().map((record) => [record.id, record]));
  yield* chunk([...found.values()], sizes.links);
}

/** At most 100 ids. Missing ones come as errors beside the results. */
export async function batchRead(
  transport: Transport,
  object: HubSpotObject,
  ids: readonly string[],
  wanted: readonly string[],
): Promise<readonly HubSpotRecord[]> {
  const body = { inputs: ids.map((id) => ({ id })), properties: wanted, propertiesWithHistory: [] };
  const call = { kind: 'read', method: 'POST', path: api.batchRead(object), body } as const;
  return (await transport.call(call, recordBatch)).results;
}

/** Ids of all live records. */
export function listIds(reader: Reader, type: RecordType): AsyncIterable<readonly string[]> {
  return mergePages(objectsOf[type].map((object) => idPages(reader.transport, object)));
}

async function* idPages(transport: Transport, object: HubSpotObject): AsyncGenerator<readonly string[]> {
  for await (const page of listRecords(transport, object, { properties: 'hs_object_id' })) {
    yield page.map(({ id }) => recordId(object, id));
  }
}

/** Checks the mapping, then turns pages of records into reads, each with its companies. */
async function* readPages<T extends RecordType>(
  { transport, portal }: Reader,
  type: T,
  object: HubSpotObject,
  mapping: FieldMapping,
  source: (object: HubSpotObject) => AsyncIterable<readonly HubSpotRecord[]>,
  companiesOf: typeof linksApart,
): AsyncGenerator<readonly CrmRead<T>[]> {
  const [{ timeZone, homeCurrency }] = await Promise.all([
    portal.facts(),
    checkMappedFields(portal, type, object, mapping),
  ]);
  for await (const page of source(object)) {
    const companies: Links = object === 'companies' ? new Map() : await companiesOf(transport, object, page);
    yield page.map((record) => {
      const accountIds = companies.get(record.id) ?? [];
      return toRead(type, object, record, { mapping, timeZone, homeCurrency, accountIds });
    });
  }
}

/** One call for up to 1,000 records. */
function linksApart(transport: Transport, object: HubSpotObject, page: readonly HubSpotRecord[]): Promise<Links> {
  return linksOf(
    transport,
    object,
    'companies',
    page.map(({ id }) => id),
  );
}

/** As they came with the page; only records with more companies than a page shows are asked for again. */
async function inlineLinks(
  transport: Transport,
  object: HubSpotObject,
  page: readonly HubSpotRecord[],
): Promise<Links> {
  const links = new Map<string, readonly string[]>();
  const cut: HubSpotRecord[] = [];
  for (const record of page) {
    const companies = inlineCompanies(record);
    if (companies === null) cut.push(record);
    else links.set(record.id, companies);
  }
  if (cut.length === 0) return links;
  return new Map([...links, ...(await linksApart(transport, object, cut))]);
}
