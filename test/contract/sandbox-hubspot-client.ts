import { Client } from '@hubspot/api-client';
import { startHubSpotSandbox, type HubSpotSandbox } from '../../sandbox/hubspot/start.ts';
import { type SandboxOptions } from '../../sandbox/hubspot/options.ts';

/** JSON as tests look into it: any shape, read by optional chaining. */
export interface Json {
  readonly [name: string]: Json;
  readonly [index: number]: Json;
}
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Json;
}

/** A running sandbox with conformance on, and the three ways to talk to it. */
export interface SandboxUnderTest {
  readonly sandbox: HubSpotSandbox;
  readonly client: Client;
  api(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  control(method: string, path: string, body?: unknown): Promise<Json>;
  /** A record made as a CRM user makes it; returns its id. */
  create(objectType: string, properties: Record<string, string>): Promise<string>;
  violations(): Promise<readonly { readonly side: string; readonly what: string }[]>;
}

export async function startUnderTest(options: SandboxOptions = {}): Promise<SandboxUnderTest> {
  const sandbox = await startHubSpotSandbox({ limits: false, conformance: true, ...options });
  const send = async (url: string, method: string, body: unknown, headers: Record<string, string>): Promise<Answer> => {
    const init = body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) };
    const response = await fetch(url, { method, headers: { 'content-type': 'application/json', ...headers }, ...init });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true && text !== '';
    const json = (isJson ? JSON.parse(text) : {}) as Json;
    return { status: response.status, headers: response.headers, text, json };
  };
  const control = async (method: string, path: string, body?: unknown): Promise<Json> => {
    const answer = await send(`${sandbox.controlUrl}/${path}`, method, body, {});
    if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    return answer.json;
  };
  return {
    sandbox,
    client: new Client({ accessToken: sandbox.accessToken, basePath: sandbox.url }),
    api: (method, path, body, headers = {}) =>
      send(`${sandbox.url}${path}`, method, body, { authorization: `Bearer ${sandbox.accessToken}`, ...headers }),
    control,
    create: async (objectType, properties) =>
      textOf((await control('POST', 'records/create', { objectType, properties })).id),
    violations: async () => Object.values(await control('GET', 'violations')) as never,
  };
}

/** The values of one property over the results of an answer. */
export const ids = (results: Json | undefined): string[] =>
  Object.values(results ?? {}).map((record) => textOf(record.id));

/** A value of an answer as text: itself when it is one. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : String(JSON.stringify(value)));
