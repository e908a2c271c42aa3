import { z } from 'zod';
import { chunk, mapConcurrent } from '../common/batch.ts';
import type { RecordType } from '../ports/crm.ts';
import { api, sizes } from './api.ts';
import {
  byId,
  type HubSpotObject,
  hubSpotIds,
  objectsOf,
  primaryCompanyNames,
  primaryCompanyTypeIds,
  recordId,
} from './object-types.ts';
import type { HubSpotRecord } from './record.ts';
import type { Transport } from './transport.ts';

/** HubSpot's ids on both sides: record → linked records, the primary company first, then by id. */
export type Links = ReadonlyMap<string, readonly string[]>;
type Child = Exclude<RecordType, 'account'>;

const id = z.union([z.string(), z.number()]).transform(String);
const linkBatch = z.object({
  results: z.array(
    z.object({
      from: z.object({ id }),
      to: z.array(
        z.object({
          toObjectId: id,
          associationTypes: z.array(z.object({ typeId: z.number(), category: z.string().catch('') })).catch([]),
        }),
      ),
      paging: z.object({ next: z.object({ after: z.string() }).optional() }).nullish(),
    }),
  ),
});

/** Batches under way at the same time: enough to hide the latency, few enough to leave room for other reads. */
const concurrency = 4;

/** Links of records of ours to companies; records without any, deleted ones too, answer with none. */
export async function readLinks(transport: Transport, type: Child, ids: readonly string[]): Promise<Links> {
  const found = new Map<string, readonly string[]>(ids.map((asked) => [asked, []]));
  for (const [object, asked] of hubSpotIds(type, ids)) {
    for (const [from, to] of await linksOf(transport, object, 'companies', asked))
      found.set(recordId(object, from), to);
  }
  return found;
}

/** Links of companies to records of ours. */
export async function readAccountLinks(transport: Transport, type: Child, ids: readonly string[]): Promise<Links> {
  const companies = hubSpotIds('account', ids).get('companies') ?? [];
  const found = new Map<string, string[]>(ids.map((asked) => [asked, []]));
  for (const object of objectsOf[type]) {
    const links = await linksOf(transport, 'companies', object, companies);
    for (const [company, to] of links) found.get(company)?.push(...to.map((linked) => recordId(object, linked)));
  }
  return found;
}

/** Any number of records; those without links are absent. */
export async function linksOf(
  transport: Transport,
  from: HubSpotObject,
  to: HubSpotObject,
  ids: readonly string[],
): Promise<Links> {
  const collected = new Map<string, Map<string, boolean>>();
  const read = async (inputs: readonly Input[]): Promise<void> => {
    const call = { kind: 'read', method: 'POST', path: api.associations(from, to), body: { inputs } } as const;
    // records without links come as errors beside the results: nothing is wrong with them
    const { results } = await transport.call(call, linkBatch);
    for (const result of results) for (const link of result.to) collect(collected, result.from.id, link);
    const rest = results.flatMap((result) => nextInput(result));
    if (rest.length > 0) await read(rest);
  };
  await mapConcurrent(
    chunk(
      ids.map((each) => ({ id: each })),
      sizes.links,
    ),
    concurrency,
    read,
  );
  return new Map([...collected].map(([record, links]) => [record, inOrder(links)]));
}

interface Input {
  readonly id: string;
  readonly after?: string;
}
type LinkResult = z.infer<typeof linkBatch>['results'][number];

function nextInput({ from, paging }: LinkResult): readonly Input[] {
  const after = paging?.next?.after;
  return after === undefined ? [] : [{ id: from.id, after }];
}

function collect(collected: Map<string, Map<string, boolean>>, from: string, link: LinkResult['to'][number]): void {
  const links = collected.get(from) ?? new Map<string, boolean>();
  const primary = link.associationTypes.some(({ typeId }) => primaryCompanyTypeIds.has(typeId));
  links.set(link.toObjectId, primary || links.get(link.toObjectId) === true);
  collected.set(from, links);
}

/** The same order however they were read: an unchanged set must not look changed. */
function inOrder(links: ReadonlyMap<string, boolean>): readonly string[] {
  return [...links]
    .sort(([a, aPrimary], [b, bPrimary]) => Number(bPrimary) - Number(aPrimary) || byId(a, b))
    .map(([to]) => to);
}

/** The companies that came inline with a record; null when there are more than HubSpot shows inline: then they must be read apart. */
export function inlineCompanies({ associations }: HubSpotRecord): readonly string[] | null {
  const inline = associations?.companies;
  if (inline === undefined) return [];
  if (inline.paging !== undefined) return null;
  const links = new Map<string, boolean>();
  for (const { id: company, type } of inline.results) {
    links.set(company, primaryCompanyNames.has(type) || links.get(company) === true);
  }
  return inOrder(links);
}
