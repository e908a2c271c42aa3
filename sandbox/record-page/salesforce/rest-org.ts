import { z } from 'zod';
import { type FieldValue, type Org, type OrgObject, type OrgRecord, type Refusal } from './org.ts';

const version = 'v66.0';
const pageLength = 50;

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const described = z.object({ fields: z.array(z.object({ name: z.string() })) });
const queried = z.object({ records: z.array(z.record(z.string(), z.unknown())) });
const refusals = z.array(z.object({ errorCode: z.string().default('UNKNOWN_EXCEPTION'), message: z.string() }));
const saved = z.array(z.object({ success: z.boolean(), errors: z.array(z.unknown()) }));
const rowError = z.object({ statusCode: z.string().default('UNKNOWN_EXCEPTION'), message: z.string() });

const listed = ['Renewal_Health_Score__c', 'Renewal_Health_Band__c', 'Renewal_Tier__c'];

export interface OrgAccess {
  /** The org's My Domain. */
  readonly url: string;
  /** Of an app whose client credentials act as a user. */
  readonly clientId: string;
  readonly clientSecret: string;
}

const granted = z.object({ access_token: z.string(), instance_url: z.string() });

/** An org by its REST API: only what the app's user may see and change. Throws when the org does not answer or does not let the app in. */
export function createRestOrg(access: OrgAccess): Org {
  const ask = createAsk(access);
  const visible = rememberFields(ask);
  const query = async (soql: string): Promise<readonly OrgRecord[] | Refusal> => {
    const response = await ask(`/query?q=${encodeURIComponent(soql)}`);
    if (!response.ok) return refusalOf(response);
    return queried.parse(await response.json()).records.map(recordOf);
  };
  return {
    async list(object) {
      const fields = await among(listed, visible(object));
      const soql = `SELECT ${['Id', 'Name', ...fields].join(', ')} FROM ${object} WHERE Renewal_Health_Band__c != null ORDER BY Renewal_Health_Score__c ASC NULLS LAST LIMIT ${pageLength}`;
      const records = await query(soql);
      return 'errorCode' in records ? [] : records;
    },
    async read(object, id, wanted) {
      const fields = await among(wanted, visible(object));
      const records = await query(
        `SELECT ${['Id', 'Name', ...fields].join(', ')} FROM ${object} WHERE Id = '${id}' LIMIT 1`,
      );
      if ('errorCode' in records) return records;
      return records[0] ?? { status: 404, errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' };
    },
    async update(object, id, values) {
      const record = { attributes: { type: object }, id, ...values };
      const body = JSON.stringify({ allOrNone: false, records: [record] });
      const response = await ask('/composite/sobjects', { method: 'PATCH', body });
      if (!response.ok) return refusalOf(response);
      const [row] = saved.parse(await response.json());
      if (row === undefined || row.success) return null;
      const { statusCode, message } = rowError.parse(row.errors[0]);
      return { status: 400, errorCode: statusCode, message };
    },
  };
}

type Ask = (path: string, init?: RequestInit) => Promise<Response>;

/** Logs in at the first question, and once more when the session has ended. */
function createAsk({ url, clientId, clientSecret }: OrgAccess): Ask {
  const logIn = async () => {
    const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
    const response = await fetch(`${url}/services/oauth2/token`, { method: 'POST', body: new URLSearchParams(form) });
    if (!response.ok) throw new Error(`The org answered ${response.status} to the login`);
    return granted.parse(await response.json());
  };
  let session = null as ReturnType<typeof logIn> | null;
  const once = async (path: string, init: RequestInit): Promise<Response> => {
    session ??= logIn();
    const { access_token: token, instance_url: instance } = await session;
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    return fetch(`${instance}/services/data/${version}${path}`, { ...init, headers });
  };
  return async (path, init = {}) => {
    const first = await once(path, init);
    if (first.status !== 401) return first;
    session = null;
    return once(path, init);
  };
}

/** A field without access is no field of the object: the org's own description leaves it out. Read once, as the platform keeps it too. */
function rememberFields(ask: Ask): (object: OrgObject) => Promise<ReadonlySet<string>> {
  const known = new Map<OrgObject, Promise<ReadonlySet<string>>>();
  const describe = async (object: OrgObject) => {
    const { fields } = described.parse(await (await ask(`/sobjects/${object}/describe`)).json());
    return new Set(fields.map(({ name }) => name));
  };
  return (object) => {
    const fields = known.get(object) ?? describe(object);
    known.set(object, fields);
    return fields;
  };
}

const among = async (wanted: readonly string[], visible: Promise<ReadonlySet<string>>): Promise<readonly string[]> => {
  const fields = await visible;
  return wanted.filter((name) => fields.has(name));
};

function recordOf({ Id, Name, attributes: _attributes, ...fields }: Record<string, unknown>): OrgRecord {
  const values: Record<string, FieldValue> = {};
  for (const [name, field] of Object.entries(fields)) values[name] = value.parse(field);
  return { id: z.string().parse(Id), name: z.string().nullable().parse(Name) ?? '', fields: values };
}

async function refusalOf(response: Response): Promise<Refusal> {
  const [first] = refusals.safeParse(await response.json()).data ?? [];
  return { status: response.status, errorCode: 'UNKNOWN_EXCEPTION', message: response.statusText, ...first };
}
