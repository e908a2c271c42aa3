import { type Properties } from '../worker/protocol.ts';

/** HubSpot's public API, as the page's own screens read it. Every call throws CrmFailure when HubSpot refuses. */
export class CrmFailure extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.name = 'CrmFailure';
    this.status = status;
  }
}

export interface CrmRecord {
  readonly id: string;
  readonly properties: Properties;
  readonly updatedAt: string;
}

export interface PropertyDefinition {
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly groupName: string;
  readonly showCurrencySymbol?: boolean;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export interface Owner {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
}

export interface Pipeline {
  readonly id: string;
  readonly label: string;
  readonly stages: readonly { readonly id: string; readonly label: string }[];
}

export interface SearchPage {
  readonly total: number;
  readonly results: readonly CrmRecord[];
  readonly paging?: { readonly next: { readonly after: string } };
}

export interface Link {
  readonly toObjectId: number;
  readonly associationTypes: readonly { category: string; typeId: number; label: string | null }[];
}

export interface CrmClient {
  definitions(type: string): Promise<readonly PropertyDefinition[]>;
  owners(): Promise<readonly Owner[]>;
  pipelines(): Promise<readonly Pipeline[]>;
  record(type: string, id: string, properties: readonly string[]): Promise<CrmRecord>;
  records(type: string, ids: readonly string[], properties: readonly string[]): Promise<readonly CrmRecord[]>;
  search(type: string, request: Readonly<Record<string, unknown>>): Promise<SearchPage>;
  links(type: string, id: string, to: string): Promise<readonly Link[]>;
}

export function createCrmClient(): CrmClient {
  const known = new Map<string, Promise<unknown>>();
  const once = <T>(path: string): Promise<T> => {
    const found = known.get(path) ?? get(path);
    known.set(path, found);
    // a failed read must not be remembered
    found.catch(() => known.delete(path));
    return found as Promise<T>;
  };
  const results = async <T>(path: string) => (await once<{ results: readonly T[] }>(path)).results;
  return {
    definitions: (type) => results(`/crm/v3/properties/${type}`),
    // records keep the owners who left
    owners: async () => {
      const lists = await Promise.all(
        [false, true].map((left) => results<Owner>(`/crm/v3/owners?limit=500&archived=${left}`)),
      );
      return lists.flat();
    },
    pipelines: () => results('/crm/v3/pipelines/deals'),
    record: (type, id, properties) =>
      get(`/crm/v3/objects/${type}/${encodeURIComponent(id)}?properties=${properties.join(',')}`),
    search: (type, request) => post(`/crm/v3/objects/${type}/search`, request),
    async records(type, ids, properties) {
      if (ids.length === 0) return [];
      const body = { inputs: ids.map((id) => ({ id })), properties, propertiesWithHistory: [] };
      const { results: found } = await post<{ results: CrmRecord[] }>(`/crm/v3/objects/${type}/batch/read`, body);
      // HubSpot promises no order
      return ids.flatMap((id) => found.find((record) => record.id === id) ?? []);
    },
    async links(type, id, to) {
      const path = `/crm/v4/objects/${type}/${encodeURIComponent(id)}/associations/${to}?limit=100`;
      return (await get<{ results: readonly Link[] }>(path)).results;
    },
  };
}

const get = <T>(path: string): Promise<T> => ask('GET', path);
const post = <T>(path: string, body: unknown): Promise<T> => ask('POST', path, JSON.stringify(body));

async function ask<T>(method: string, path: string, body?: string): Promise<T> {
  const response = await fetch(`/page/crm${path}`, { method, ...(body === undefined ? {} : { body }) });
  const answer = (await response.json()) as T & { readonly message?: string };
  if (!response.ok) throw new CrmFailure(response.status, answer.message ?? `HubSpot answered ${response.status}`);
  return answer;
}
