import { createHmac } from 'node:crypto';
import { composeDoor } from '../../server/compose.ts';
import type { InstallApp } from '../../server/http/install-door.ts';
import { createApp } from '../../server/http/app.ts';
import { listen } from '../../server/http/listen.ts';
import { signRequest } from '../../sandbox/record-page/server/sign-request.ts';
import { createHubSpotInbound } from '../../src/hubspot/inbound.ts';
import { createSignatureVerifier } from '../../src/hubspot/signature.ts';
import { overrideValues } from '../../src/crm-fields/override-fields.ts';
import { createHubSpotPresenter } from '../../src/hubspot/to-hubspot.ts';
import { connectionId } from '../../src/accounts/ids.ts';
import type { Account, Renewal } from '../../src/accounts/account.ts';
import type { CrmActions, NewSegment, NewTask } from '../../src/ports/crm-actions.ts';
import type { SignalSources } from '../../src/ports/signal-source.ts';
import type { Stores } from '../../src/ports/stores.ts';
import { createTurns } from '../../src/common/turns.ts';
import { createReceiveChanges } from '../../src/sync/receive-changes.ts';
import { createRawClient, type RawAnswer, type RawHeaders } from '../helpers/raw-client.ts';
import { expectSamplesOf } from './route-samples.ts';
import { createFakeCrm, defaultDescription, type FakeCrm } from '../fakes/fake-crm.ts';
import { asOf, inForce } from '../fixtures/account-case.ts';
import { sampleAccount, sampleConnection, sampleRenewal } from '../fixtures/store-samples.ts';

export const secret = 'client-secret-of-the-test';
const publicUrl = 'https://health.example.com';
export const metricsToken = 'metrics-token-of-the-test';
export const appId = '4242';
const clock = { now: () => new Date(asOf) };

/** A portal in memory with the tasks and segments that were created in it. */
export interface Portal {
  readonly crm: FakeCrm;
  readonly tasks: NewTask[];
  readonly segments: NewSegment[];
}

function createPortal(portalId: string): Portal & { readonly gateway: FakeCrm & CrmActions } {
  const crm = createFakeCrm({
    clock,
    description: { connectionId: connectionId('hubspot', portalId), pipelines: [{ id: 'p1', label: 'Renewals' }] },
  });
  const tasks: NewTask[] = [];
  const segments: NewSegment[] = [];
  const actions: CrmActions = {
    createTask: (task) => {
      const known = tasks.findIndex(({ key }) => key === task.key);
      if (known < 0) tasks.push(task);
      return Promise.resolve({ id: String(known < 0 ? tasks.length : known + 1), created: known < 0 });
    },
    createSegments: (wanted) => {
      const missing = wanted.filter(({ name }) => !segments.some((segment) => segment.name === name));
      segments.push(...missing);
      return Promise.resolve(missing.length);
    },
    overrideValues,
  };
  // What a person enters in our input fields comes back as part of the deal.
  const write: FakeCrm['write'] = async (writes) => {
    const outcomes = await crm.write(writes);
    for (const { type, id, values } of writes) {
      if (type !== 'renewal' || values.renewal_tier_override === undefined) continue;
      const [read] = await crm.readByIds('renewal', sampleConnection().mapping, [id]);
      const {
        renewal_tier_override: tier,
        renewal_tier_override_reason: reason,
        renewal_tier_override_until: until,
      } = values;
      const override =
        tier === ''
          ? null
          : ({
              tier,
              reason: reason === '' ? null : reason,
              until: until === '' ? null : until,
            } as Renewal['override']);
      if (read?.value) crm.put('renewal', { ...read.value, override });
    }
    return outcomes;
  };
  return { crm, tasks, segments, gateway: { ...crm, ...actions, write } };
}

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
}
export interface Ask {
  readonly portal?: string;
  readonly app?: string;
  readonly body?: unknown;
  /** Bytes as they are, in place of `body`. */
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly signed?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: string;
}

export interface Sent {
  readonly headers?: RawHeaders;
  /** False: no signature. */
  readonly signed?: boolean;
}

export const loginOfBrowser = 'b'.repeat(43);
/** Begins a login and knows none that ends. */
const installApp: InstallApp = {
  start: () => Promise.resolve({ url: 'https://app.hubspot.com/oauth/authorize', browser: loginOfBrowser }),
  finish: () => Promise.resolve({ state: 'refused', why: 'login_unknown' }),
};

/** The server on loopback with two connected portals, 1 and 2, whose records have the same ids. */
export async function openHttpWorld(stores: Stores, sources: SignalSources = () => Promise.resolve([])) {
  const portals = new Map(['1', '2'].map((id) => [id, createPortal(id)]));
  const logged: string[] = [];
  const log = (fields: object, message: string) => void logged.push(JSON.stringify({ ...fields, message }));
  const logger = { info: log, warn: log, error: log };
  for (const id of portals.keys()) {
    const connection = connectionId('hubspot', id);
    await stores.connections.add({ ...sampleConnection(connection), name: `Portal ${id}`, locale: 'en' });
    await stores.scorecards.publish(connection, inForce);
    await stores.portals.save(
      { ...defaultDescription, connectionId: connection, pipelines: [{ id: 'p1', label: 'Renewals' }] },
      asOf,
    );
  }
  const parts = {
    ...{
      presenter: createHubSpotPresenter(),
      stores,
      sources,
      firstScorecard: inForce,
      clock,
      logger,
    },
    progress: { step: () => undefined },
  };
  const turns = createTurns();
  const verify = createSignatureVerifier({ secret, publicUrls: [publicUrl] });
  const answered: string[] = [];
  const app = createApp({
    checkDatabase: () => Promise.resolve(),
    isServing: () => true,
    hubspot: composeDoor(parts, {
      ...{ verify, appId, turns },
      gatewayOf: (id) => {
        const portal = portals.get(id.replace('hubspot:', ''));
        if (portal === undefined) throw new Error('no such portal');
        return portal.gateway;
      },
    }),
    webhooks: {
      ...{ verify, clock, logger },
      inbound: createHubSpotInbound({ appId }),
      receive: createReceiveChanges({ stores, clock, wake: () => undefined }),
    },
    install: {
      apps: new Map([
        ['hubspot', installApp],
        ['salesforce', installApp],
      ]),
      logger,
      begin: () => undefined,
    },
    securityContact: 'mailto:security@health.example.com',
    metrics: {
      token: metricsToken,
      answered: ({ route, status }) => void answered.push(`${route} ${status}`),
      read: () => Promise.resolve({ type: 'text/plain', text: 'renewal_health_up 1\n' }),
    },
  });
  expectSamplesOf(app);
  const server = await listen(app, 0);
  const client = createRawClient(server.port);

  /** As HubSpot signs. */
  const sign = (method: string, target: string, body: string | Buffer, key = secret) => {
    const now = String(clock.now().getTime());
    const hmac = createHmac('sha256', key).update(`${method}${publicUrl}${target}`).update(body).update(now);
    return { 'x-hubspot-signature-v3': hmac.digest('base64'), 'x-hubspot-request-timestamp': now };
  };
  /** Bytes, header lines and target exactly as given. */
  const send = (method: string, target: string, body: string | Buffer = '', sent: Sent = {}): Promise<RawAnswer> => {
    const type = body.length === 0 ? {} : { 'content-type': 'application/json' };
    const signature = sent.signed === false ? {} : sign(method, target, body);
    return client.send(method, target, body, { ...type, ...signature, ...sent.headers });
  };
  const ask = async (method: 'GET' | 'POST', path: string, options: Ask = {}): Promise<Answer> => {
    const { portal = '1', app: asking = appId, query = '', signed = true } = options;
    const identity = `userId=7&portalId=${portal}&userEmail=mia%40example.com&appId=${asking}`;
    const target = `${path}${path.includes('?') ? '&' : '?'}${identity}${query}`;
    const raw = options.raw ?? (options.body === undefined ? '' : JSON.stringify(options.body));
    const text = typeof raw === 'string' ? raw : new TextDecoder().decode(raw);
    const headers = signed
      ? { ...signRequest(secret, method, `${publicUrl}${target}`, text, clock.now().getTime()) }
      : {};
    const response = await fetch(`http://127.0.0.1:${server.port}${target}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers, ...options.headers },
      ...(raw.length === 0 ? {} : { body: raw }),
    });
    const body = (await response.json()) as Answer['body'];
    return { status: response.status, body, headers: response.headers };
  };
  const portal = (id: string): Portal => {
    const found = portals.get(id);
    if (found === undefined) throw new Error('no such portal');
    return found;
  };
  const close = () => {
    client.close();
    return server.close();
  };
  return { ask, send, sign, portal, logged, answered, turns, stores, close };
}

/** One customer with a renewal in 60 days, in the CRM only: nothing of it is stored yet. */
export function putCustomer(
  portal: Portal,
  name: string,
  changes: { account?: Partial<Account>; renewal?: Partial<Renewal> } = {},
): void {
  portal.crm.put('account', sampleAccount('100', { name, seats: 10, ...changes.account }));
  portal.crm.put(
    'renewal',
    sampleRenewal('900', '100', {
      renewalDate: '2026-08-14',
      arr: { amount: 5000, currency: 'EUR' },
      ...changes.renewal,
    }),
  );
}
