import { release, retain } from '@remote-ui/rpc';
import { type FetchedAnswer, type FormatOptions, type HostApi, type Properties } from '../worker/protocol.ts';
import { type CrmClient } from './crm-client.ts';
import { formatProperties, type FormatPlace } from './format-property.ts';
import { type LiveRecord } from './live-record.ts';
import { objectType } from './object-types.ts';

export interface HostApiParts {
  readonly crm: CrmClient;
  /** Null on pages that stand on no record. */
  readonly record: LiveRecord | null;
  readonly place: FormatPlace;
  readonly userId: number;
  /** HubSpot refuses record values to this user. */
  readonly isRefused: boolean;
  readonly actions: Readonly<Record<string, (...args: never[]) => unknown>>;
  readonly onFailed: (message: string) => void;
}

const refused = { error: 'The user has no permission to view this record.' };
const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What HubSpot's page does for a card in its worker. */
export function createHostApi(parts: HostApiParts): HostApi {
  const { crm, record, place } = parts;
  const format = async (values: readonly Properties[], type: string, options: FormatOptions) => {
    const definitions = await crm.definitions(objectType(type).name);
    return values.map((one) => formatProperties(one, definitions, place, options));
  };
  const guarded = async <T>(read: () => Promise<T>) => {
    if (parts.isRefused) return refused;
    try {
      return { data: await read() };
    } catch (error) {
      return { error: message(error) };
    }
  };
  return {
    fetch: (url, options) => signedFetch(parts, url, options),
    action: (name, args) => Promise.resolve(parts.actions[name]?.(...(args as never[]))),
    properties: (names, onUpdate, options) => readProperties(parts, names, onUpdate, options),
    associations: ({ toObjectType, properties = [], pageLength = 10, offset = 0 }, options) =>
      guarded(async () => {
        if (record === null) throw new Error('There is no record here.');
        const to = objectType(toObjectType).name;
        const all = await crm.links(record.type, record.id, to);
        const page = all.slice(offset, offset + pageLength);
        const ids = page.map(({ toObjectId }) => String(toObjectId));
        const found = await crm.records(to, ids, properties);
        const shown = await format(
          found.map((one) => pick(one.properties, properties)),
          to,
          options,
        );
        const results = page.flatMap((link) => {
          const at = found.findIndex(({ id }) => id === String(link.toObjectId));
          const associationTypes = link.associationTypes.map((type) => ({ ...type, label: type.label ?? '' }));
          return at < 0 ? [] : [{ toObjectId: link.toObjectId, associationTypes, properties: shown[at] ?? {} }];
        });
        return { results, hasMore: offset + pageLength < all.length, nextOffset: offset + pageLength };
      }),
    search: ({ objectType: type, properties = [], pageLength = 10, ...request }, options) =>
      guarded(async () => {
        const { name } = objectType(type);
        const { total, results, paging } = await crm.search(name, { ...request, properties, limit: pageLength });
        const shown = await format(
          results.map((one) => pick(one.properties, properties)),
          name,
          options,
        );
        const after = paging?.next.after;
        return {
          total,
          hasMore: after !== undefined,
          ...(after === undefined ? {} : { after }),
          results: results.map(({ id }, at) => ({ objectId: Number(id), properties: shown[at] ?? {} })),
        };
      }),
    formatProperties: (list, type, options) => format(list, type, { ...options, propertiesToFormat: 'all' }),
    log: (level, text) => {
      console[level === 'error' || level === 'warn' ? level : 'log'](`[card] ${text}`);
      return Promise.resolve();
    },
    failed: (text) => {
      parts.onFailed(text);
      return Promise.resolve();
    },
  };
}

/** A property that the record does not have reads as null, as in HubSpot. */
const pick = (properties: Properties, names: readonly string[]): Properties =>
  Object.fromEntries(names.map((name) => [name, properties[name] ?? null]));

async function readProperties(
  { crm, record, place, isRefused }: HostApiParts,
  names: string[],
  onUpdate: (properties: Properties) => void,
  options: FormatOptions,
): ReturnType<HostApi['properties']> {
  const nothing = () => undefined;
  if (isRefused) return { ...refused, stop: nothing };
  if (record === null) return { error: 'There is no record here.', stop: nothing };
  const definitions = await crm.definitions(record.type);
  if (record.current() === null) await record.refresh();
  const read = () => formatProperties(pick(record.current() ?? {}, names), definitions, place, options);
  if (record.current() === null) return { error: record.failure() ?? 'The record cannot be read.', stop: nothing };
  // the card's callback lives until it unsubscribes, far beyond this call
  retain(onUpdate);
  let told = JSON.stringify(read());
  const leave = record.subscribe(() => {
    const next = read();
    if (JSON.stringify(next) === told) return;
    told = JSON.stringify(next);
    onUpdate(next);
  });
  const stop = () => {
    leave();
    release(onUpdate);
  };
  return { data: read(), stop };
}

async function signedFetch(
  { userId, record }: HostApiParts,
  url: string,
  { method = 'GET', body, timeout, headers }: Record<string, unknown>,
): Promise<FetchedAnswer> {
  const request = { url, method, body, timeout, headers };
  const response = await fetch('/page/fetch', { method: 'POST', body: JSON.stringify({ userId, request }) });
  if (!response.ok) throw new Error(`hubspot.fetch: ${await response.text()}`);
  // an action of the backend changes the record's properties: HubSpot would push them
  if (method !== 'GET') void record?.refresh();
  return (await response.json()) as FetchedAnswer;
}
