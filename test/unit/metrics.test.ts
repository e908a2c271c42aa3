import { expect, it } from '@jest/globals';
import { createApp } from '../../server/http/app.ts';
import { listen } from '../../server/http/listen.ts';
import { readConfig } from '../../server/config.ts';
import { createMetrics } from '../../server/observability/metrics.ts';
import { createMemoryStores } from '../fakes/memory-stores.ts';
import { sampleConnection } from '../fixtures/store-samples.ts';
import { connection } from '../helpers/sync-world.ts';

const now = new Date('2026-06-15T10:00:00.000Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000).toISOString();

it('tells what waits, what was given up, how old the newest run is, and how answers went', async () => {
  const stores = createMemoryStores();
  await stores.connections.add(sampleConnection(connection));
  const change = (key: string) => ({
    ...({ key, kind: 'changed', type: 'renewal', id: key } as const),
    occurredAt: ago(90),
  });
  await stores.inbox.add(connection, [change('1'), change('2')], ago(60));
  for (let attempt = 0; attempt < 5; attempt++) await stores.inbox.fail(connection, ['2'], 'internal');
  for (const seconds of [900, 300]) {
    const run = await stores.runs.start(connection, 'incremental', ago(seconds));
    const outcome = seconds === 300 ? 'done' : 'failed';
    await stores.runs.end(connection, run, { endedAt: ago(seconds - 5), outcome, stats: {}, error: null });
  }
  const queue = { counts: () => Promise.resolve({ waiting: 3, active: 1, failed: 0 }) };
  const metrics = createMetrics({ stores, queue, clock: { now: () => now } });
  metrics.answered({ route: 'GET /accounts/:id/health', status: 200, seconds: 0.02 });
  metrics.ignored('other_app', 4);
  metrics.ignored('unreadable', 0);
  const { type, text } = await metrics.read();
  expect(type).toContain('text/plain');
  const label = `{connection="${connection}"}`;
  for (const line of [
    `renewal_health_inbox_waiting${label} 1`,
    `renewal_health_inbox_parked${label} 1`,
    `renewal_health_inbox_oldest_seconds${label} 60`,
    `renewal_health_last_run_age_seconds${label} 300`,
    'renewal_health_jobs{state="waiting"} 3',
    'renewal_health_jobs{state="active"} 1',
    'renewal_health_announcements_ignored_total{reason="other_app"} 4',
    'renewal_health_http_seconds_bucket{le="0.025",route="GET /accounts/:id/health",status="200"} 1',
  ])
    expect(text.split('\n')).toContain(line);
  expect(text).not.toContain('reason="unreadable"');
});

it('counts answers by the pattern of their route, and shows numbers only to who has the token', async () => {
  const counted: string[] = [];
  const app = createApp({
    checkDatabase: () => Promise.resolve(),
    isServing: () => true,
    metrics: {
      token: 'a-token-for-prometheus',
      answered: ({ route, status }) => counted.push(`${route} ${String(status)}`),
      read: () => Promise.resolve({ type: 'text/plain; version=0.0.4', text: 'numbers 1\n' }),
    },
  });
  const server = await listen(app, 0);
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`http://127.0.0.1:${server.port}${path}`, { headers });
  const seen = await get('/metrics', { authorization: 'Bearer a-token-for-prometheus' });
  expect(await seen.text()).toBe('numbers 1\n');
  expect((await get('/metrics')).status).toBe(404);
  expect((await get('/metrics', { authorization: 'Bearer another' })).status).toBe(404);
  await get('/healthz');
  await get('/accounts/4711/secret-name');
  await server.close();
  expect(counted).toEqual([
    'GET /metrics 200',
    'GET /metrics 404',
    'GET /metrics 404',
    'GET /healthz 200',
    'GET unmatched 404',
  ]);
});

it('names whom to tell of a vulnerability, and until when that holds', async () => {
  const parts = { checkDatabase: () => Promise.resolve(), isServing: () => true };
  const named = await listen(createApp({ ...parts, securityContact: 'mailto:security@example.com' }), 0);
  const silent = await listen(createApp(parts), 0);
  const ask = (port: number) => fetch(`http://127.0.0.1:${port}/.well-known/security.txt`);
  const text = await (await ask(named.port)).text();
  expect(text).toMatch(/^Contact: mailto:security@example\.com\nExpires: (\S+)\nPreferred-Languages: en, de\n$/);
  expect(Date.parse(/Expires: (\S+)/.exec(text)?.[1] ?? '')).toBeGreaterThan(Date.now());
  expect((await ask(silent.port)).status).toBe(404);
  await Promise.all([named.close(), silent.close()]);
});

it('traces where a collector is named, in the words of OpenTelemetry, unless somebody switched it off', () => {
  const tracesOf = (variables: Readonly<Record<string, string>>) => readConfig(variables).traces;
  const named = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };
  expect(tracesOf({ OTEL_EXPORTER_OTLP_ENDPOINT: '', OTEL_SERVICE_NAME: 'mine' })).toBeNull();
  expect(tracesOf(named)).toEqual({ sampler: 'parentbased_always_on', ratio: 1 });
  expect(tracesOf({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://collector:4318/v1/traces' })).not.toBeNull();
  const tenth = { OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.1' };
  expect(tracesOf({ ...named, ...tenth })).toEqual({ sampler: 'traceidratio', ratio: 0.1 });
  for (const off of [{ OTEL_SDK_DISABLED: 'True' }, { OTEL_TRACES_EXPORTER: 'none' }])
    expect(tracesOf({ ...named, ...off })).toBeNull();
});
