import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { type Collector, type ReceivedSpan, startCollector } from '../helpers/collector.ts';
import { runCommand, type Running, startCommand } from '../helpers/command-line.ts';
import { dataFolder } from '../helpers/embedded.ts';
import { type HubSpotForTest, startHubSpotForTest } from '../helpers/hubspot-control.ts';
import { unusedPort } from '../helpers/unused-port.ts';

jest.setTimeout(180_000);

let hubspot: HubSpotForTest;
let names: readonly string[];
const folders: string[] = [];
const collectors: Collector[] = [];

beforeAll(async () => {
  const book = `seed=7,companies=20,as-of=${new Date().toISOString().slice(0, 10)},history-days=180`;
  hubspot = await startHubSpotForTest(['--book', book, '--limits', 'off']);
  names = await companyNames();
});
afterAll(async () => {
  await Promise.all([hubspot.stop(), ...collectors.map((collector) => collector.stop())]);
  for (const folder of folders) rmSync(folder, { recursive: true });
});

async function companyNames(): Promise<readonly string[]> {
  const url = `${hubspot.portal.url}/crm/objects/2026-09/companies?limit=100&properties=name`;
  const answer = await fetch(url, { headers: { authorization: `Bearer ${hubspot.portal.accessToken}` } });
  const shape = z.object({ results: z.array(z.object({ properties: z.object({ name: z.string() }) })) });
  return shape.parse(await answer.json()).results.map(({ properties }) => properties.name);
}

async function collect(hangs = false): Promise<Collector> {
  const collector = await startCollector({ hangs });
  collectors.push(collector);
  return collector;
}

/** Another database each time. */
async function environment(collector?: string): Promise<Readonly<Record<string, string>>> {
  const folder = await dataFolder();
  folders.push(folder);
  return {
    ...{ HUBSPOT_ACCESS_TOKEN: hubspot.portal.accessToken, HUBSPOT_BASE_URL: hubspot.portal.url, DATA_FOLDER: folder },
    ...(collector === undefined ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: collector }),
  };
}

const named = ({ spans }: Collector, name: string): readonly ReceivedSpan[] =>
  spans.filter((span) => span.name === name);
const one = (collector: Collector, name: string): ReceivedSpan => {
  const [span, ...others] = named(collector, name);
  if (span === undefined || others.length > 0) throw new Error(`${String(others.length + 1)} spans ${name}`);
  return span;
};

/** Whom or what the spans must not name. */
function expectDiscreet({ bytes }: Collector): void {
  expect(names.length).toBeGreaterThan(5);
  for (const secret of [...names, hubspot.portal.accessToken, 'Bearer', 'canary'])
    expect([secret, bytes.includes(secret)]).toEqual([secret, false]);
  expect(bytes.toString('latin1')).not.toMatch(/[\w.+-]+@[\w-]+\.\w+/);
}

/** It says where it serves once it can be asked to end. */
const untilServing = ({ child }: Running): Promise<void> =>
  new Promise((resolve) => {
    child.stdout?.on('data', (text: string) => {
      if (/http:\/\/127\.0\.0\.1:\d+/.test(text)) resolve();
    });
  });

/** Says which modules of OpenTelemetry beside its API are loaded. */
const watchModules = `import { registerHooks } from 'node:module';
registerHooks({ resolve(specifier, context, next) {
  const found = next(specifier, context);
  if (/@opentelemetry.(?!api.)/.test(found.url)) console.error('LOADED ' + found.url);
  return found;
} });`;
const watched = ['--import', `data:text/javascript,${encodeURIComponent(watchModules)}`];

it('a sync sends its steps and its calls to the CRM as one trace, with counts, and neither names nor tokens', async () => {
  const collector = await collect();
  const ended = await runCommand(['sync', '--full'], {
    ...(await environment(collector.url)),
    OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test',
    OTEL_EXPORTER_OTLP_HEADERS: 'x-key=canary-of-the-header',
  });
  expect(ended).toMatchObject({ code: 0 });
  expect(collector.headers[0]?.['x-key']).toBe('canary-of-the-header');

  const sync = one(collector, 'sync');
  expect(sync.parent).toBe('');
  expect(sync.resource).toMatchObject({ 'service.name': 'renewal-health', 'deployment.environment.name': 'test' });
  expect(sync.attributes).toMatchObject({
    ...{ connection: `hubspot:${String(hubspot.portal.portalId)}`, kind: 'full', dry_run: false },
    accounts: 20,
  });
  // whose portal it is may be asked before
  const before = collector.spans.filter(({ trace }) => trace !== sync.trace);
  expect(before.filter(({ name }) => name !== 'crm.identify')).toEqual([]);
  const steps = collector.spans.filter(({ name }) => name.startsWith('sync.'));
  for (const step of ['accounts', 'renewals', 'contacts', 'recompute', 'write_back'])
    expect(steps).toContainEqual(expect.objectContaining({ name: `sync.${step}`, parent: sync.id }));
  const accounts = named(collector, 'crm.readAll').filter(
    ({ attributes }) => attributes['crm.record_type'] === 'account',
  );
  expect(accounts.map(({ attributes }) => attributes['crm.records'])).toContain(20);
  const writes = named(collector, 'crm.write');
  expect(writes.every(({ parent }) => parent === sync.id)).toBe(true);
  expect(writes.map(({ attributes }) => attributes)).toContainEqual({ 'crm.records': 20, 'crm.written': 20 });
  expectDiscreet(collector);
});

it('what fails is marked by its code', async () => {
  const collector = await collect();
  const refused = { ...(await environment(collector.url)), HUBSPOT_ACCESS_TOKEN: 'pat-na1-canary' };
  expect((await runCommand(['sync'], refused)).code).toBe(4);
  const [asked] = named(collector, 'crm.identify');
  expect(asked).toMatchObject({ failed: true, attributes: { 'error.type': 'auth/wrong_token' } });
  expectDiscreet(collector);
});

it('a serving process sends jobs, and requests by the pattern of their route, each a trace of its own', async () => {
  const collector = await collect();
  const port = String(await unusedPort());
  const app = { HUBSPOT_CLIENT_SECRET: 'canary-secret-of-the-app', PUBLIC_BASE_URL: 'https://health.example.com' };
  const server = startCommand(['serve'], {
    ...(await environment(collector.url)),
    ...app,
    PORT: port,
    HUBSPOT_APP_ID: '1',
  });
  const ask = (path: string, init: RequestInit = {}) => fetch(`http://127.0.0.1:${port}${path}`, init);
  await untilServing(server);
  const outside = { trace: 'a'.repeat(32), span: 'b'.repeat(16) };
  const answer = await ask('/webhooks/hubspot?email=anna@canary.example', {
    ...{ method: 'POST', body: '[{"canary":1}]' },
    headers: { 'content-type': 'application/json', traceparent: `00-${outside.trace}-${outside.span}-01` },
  });
  expect(answer.status).toBe(401);
  expect((await ask('/hubspot/accounts/canary/health?userEmail=anna@canary.example')).status).toBe(401);
  while (!named(collector, 'job').some(({ attributes }) => attributes.outcome === 'done')) await sleep(100);
  server.child.kill('SIGTERM');
  expect(await server.ended).toMatchObject({ code: 0 });

  const [job] = named(collector, 'job');
  const connection = `hubspot:${String(hubspot.portal.portalId)}`;
  expect(job).toMatchObject({ parent: '', attributes: { connection, lane: 'short', outcome: 'done' } });
  const request = one(collector, 'POST /webhooks/hubspot');
  expect(request).toMatchObject({ parent: '', links: [`${outside.trace}-${outside.span}`], failed: false });
  expect(request.attributes).toEqual({
    ...{ 'http.request.method': 'POST', 'http.route': '/webhooks/hubspot', 'http.response.status_code': 401 },
  });
  const traces = [one(collector, 'GET unmatched'), request, job].map((span) => span?.trace);
  expect(new Set([...traces, outside.trace]).size).toBe(4);
  expect(collector.spans.filter(({ name }) => name.includes('readyz'))).toEqual([]);
  expectDiscreet(collector);
});

describe('a collector that does not answer costs one warning and three seconds at the end, and nothing else', () => {
  const warningsIn = (err: string) =>
    err.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as unknown] : []));
  const warning = { level: 40, setting: 'OTEL_EXPORTER_OTLP_ENDPOINT', msg: 'traces not delivered' };

  it('where nobody listens', async () => {
    const command = startCommand(
      ['sync', '--json'],
      await environment(`http://127.0.0.1:${String(await unusedPort())}`),
    );
    let printed = 0;
    command.child.stdout?.once('data', () => (printed = performance.now()));
    const { code, out, err } = await command.ended;
    // three seconds, on a machine that may be busy
    expect(performance.now() - printed).toBeLessThan(20_000);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ accounts: 20 });
    expect(warningsIn(err)).toEqual([expect.objectContaining(warning)]);
  });

  it('where it takes everything and says nothing, also when a server is asked to end', async () => {
    const collector = await collect(true);
    const server = startCommand(['serve'], { ...(await environment(collector.url)), PORT: '0' });
    await untilServing(server);
    // by now it has been waited for in vain
    while (collector.spans.length === 0) await sleep(100);
    const asked = performance.now();
    server.child.kill('SIGTERM');
    const { code, err } = await server.ended;
    expect(performance.now() - asked).toBeLessThan(20_000);
    expect(code).toBe(0);
    expect(warningsIn(err)).toEqual([expect.objectContaining(warning)]);
  });
});

it('where no collector is named nothing of the SDK is loaded', async () => {
  const loaded = async (env: Readonly<Record<string, string>>) =>
    (await runCommand(['status'], env, watched)).err.split('\n').filter((line) => line.startsWith('LOADED')).length;
  expect(await loaded(await environment('http://127.0.0.1:1'))).toBeGreaterThan(3);
  expect(await loaded(await environment())).toBe(0);
});
