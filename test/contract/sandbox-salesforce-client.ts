import { Connection } from 'jsforce';
import { startSalesforceSandbox, type SalesforceSandbox } from '../../sandbox/salesforce/start.ts';
import { type SandboxOptions } from '../../sandbox/salesforce/options.ts';
import { type Answer, type Json } from './sandbox-hubspot-client.ts';

/** A running org and the three ways to talk to it: the official client, plain calls, the side door. */
export interface OrgUnderTest {
  readonly sandbox: SalesforceSandbox;
  readonly conn: Connection;
  api(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  control(method: string, path: string, body?: unknown): Promise<Json>;
  /** All rows of a query, first page only. */
  rows(soql: string): Promise<Record<string, unknown>[]>;
}

export const apiVersion = '66.0';

export async function startOrg(options: SandboxOptions = {}): Promise<OrgUnderTest> {
  const sandbox = await startSalesforceSandbox({ clock: '2026-11-22T12:00:00Z', ...options });
  const { clientId, clientSecret } = sandbox.oauth;
  const conn = new Connection({
    version: apiVersion,
    loginUrl: sandbox.url,
    oauth2: { loginUrl: sandbox.url, clientId, clientSecret },
  });
  await conn.authorize({ grant_type: 'client_credentials' });
  const api: OrgUnderTest['api'] = (method, path, body, headers = {}) =>
    send(`${sandbox.url}${path.startsWith('/') ? path : `/services/data/v${apiVersion}/${path}`}`, method, body, {
      authorization: `Bearer ${conn.accessToken ?? ''}`,
      'content-type': 'application/json',
      ...headers,
    });
  return {
    sandbox,
    conn,
    api,
    control: async (method, path, body) => {
      const answer = await send(`${sandbox.controlUrl}/${path}`, method, body, {});
      if (answer.status !== 200) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
      return answer.json;
    },
    rows: async (soql) => (await conn.query<Record<string, unknown>>(soql)).records,
  };
}

async function send(url: string, method: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const init = body === undefined ? {} : { body: text };
  const response = await fetch(url, { method, headers, redirect: 'manual', ...init });
  const answer = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true && answer !== '';
  const json = (isJson ? JSON.parse(answer) : {}) as Json;
  return { status: response.status, headers: response.headers, text: answer, json };
}

/** What a call of the official client is refused with. */
export async function refused(call: PromiseLike<unknown>): Promise<{ errorCode: string; message: string }> {
  try {
    await call;
  } catch (error) {
    return error as { errorCode: string; message: string };
  }
  throw new Error('nothing was refused');
}
