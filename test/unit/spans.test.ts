import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { context, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { createApp } from '../../server/http/app.ts';
import { listen } from '../../server/http/listen.ts';
import { inSpan } from '../../server/observability/spans.ts';
import { tracedGateway } from '../../server/observability/traced-gateway.ts';
import { tracedFollow, tracedQueue, tracedSync } from '../../server/observability/traced-work.ts';
import { CrmError } from '../../src/ports/crm.ts';
import type { JobOutcome, Lane } from '../../src/ports/job-queue.ts';
import { createFakeCrm } from '../fakes/fake-crm.ts';
import { sampleConnection } from '../fixtures/store-samples.ts';
import { fillCrm } from '../helpers/sync-book.ts';
import { connection, createTestClock, silentLogger } from '../helpers/sync-world.ts';

const exporter = new InMemorySpanExporter();
beforeAll(() => {
  trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }));
  context.setGlobalContextManager(new AsyncLocalStorageContextManager());
});
afterAll(() => {
  trace.disable();
  context.disable();
});
beforeEach(() => {
  exporter.reset();
});

/** Each span with the name of the one it is under, in the order of their ends. */
const tree = (): readonly string[] => {
  const spans = exporter.getFinishedSpans();
  const nameOf = (id: string | undefined) => spans.find((span) => span.spanContext().spanId === id)?.name ?? 'root';
  return spans.map(({ name, parentSpanContext }) => `${nameOf(parentSpanContext?.spanId)} > ${name}`);
};
const attributesOf = (name: string) => exporter.getFinishedSpans().find((span) => span.name === name)?.attributes;

const clock = createTestClock();
const crm = createFakeCrm({ clock });
fillCrm(crm, 250);
const gateway = tracedGateway(crm);
const { mapping } = sampleConnection(connection);

it('a question to the CRM is a span with its counts, a reading in pages one for each page', async () => {
  let read = 0;
  for await (const page of gateway.readAll('account', mapping)) read += page.length;
  expect(read).toBe(250);
  const pages = exporter.getFinishedSpans().map(({ name, attributes }) => [name, attributes['crm.records']]);
  // the last one finds that there are no more
  expect(pages).toEqual([100, 100, 50, 0].map((records) => ['crm.readAll', records]));
  exporter.reset();
  crm.refuse('account', 'a1', 'locked');
  await gateway.write(['a1', 'a2', 'a3'].map((id) => ({ type: 'account', id, values: { renewal_health_score: '1' } })));
  expect(attributesOf('crm.write')).toEqual({ 'crm.records': 3, 'crm.refused': 1, 'crm.written': 2 });
});

it('a page that fails is marked by its code, and a reading that is left ends', async () => {
  crm.breakNext('readAll', new CrmError('rate_limited', 'daily_limit', { details: { what: 'a canary' } }));
  await expect(gateway.readAll('account', mapping)[Symbol.asyncIterator]().next()).rejects.toThrow('daily_limit');
  const [failed] = exporter.getFinishedSpans();
  expect(failed?.status).toEqual({ code: SpanStatusCode.ERROR });
  expect(failed?.attributes['error.type']).toBe('rate_limited/daily_limit');
  expect(failed?.events).toEqual([]);
  exporter.reset();
  for await (const page of gateway.readAll('account', mapping)) if (page.length > 0) break;
  expect(exporter.getFinishedSpans()).toHaveLength(1);
});

it('a job is the root, what is done in it is below it', async () => {
  let take: (lane: Lane) => Promise<JobOutcome> = () => Promise.reject(new Error('nobody works'));
  const queue = tracedQueue({
    wake: () => Promise.resolve(),
    work: (handler) => {
      take = (lane) => handler(connection, lane);
      return Promise.resolve();
    },
    counts: () => Promise.resolve({ waiting: 0, active: 0, failed: 0 }),
    stop: () => Promise.resolve(),
  });
  const follow = tracedFollow(async () => {
    await gateway.readByIds('renewal', mapping, ['d1', 'd2']);
    return { followed: 2, failed: 0, accounts: 1 };
  });
  const sync = tracedSync({ step: () => undefined }, (progress) => async () => {
    progress.step('accounts', 100, null);
    await gateway.identify();
    progress.step('recompute', 250, 250);
    throw new CrmError('conflict', 'lease_lost');
  });
  await queue.work(async () => {
    await follow(sampleConnection(connection));
    await sync({ kind: 'full', dryRun: false, connection, locale: 'en' }).catch(() => undefined);
    return 'done';
  });
  await take('long');
  expect(tree()).toEqual([
    ...['follow_changes > crm.readByIds', 'job > follow_changes', 'sync > crm.identify'],
    ...['sync > sync.accounts', 'sync > sync.recompute', 'job > sync', 'root > job'],
  ]);
  expect(attributesOf('job')).toEqual({ connection, lane: 'long', outcome: 'done' });
  expect(attributesOf('follow_changes')).toEqual({ connection, followed: 2, failed: 0, accounts: 1 });
  expect(attributesOf('sync')).toEqual({ kind: 'full', dry_run: false, 'error.type': 'conflict/lease_lost' });
  expect(attributesOf('sync.recompute')).toEqual({ done: 250 });
});

it('what a request does is below it, also once its body was read', async () => {
  const ignored = { other_app: 0, unknown_kind: 0, own_property: 0, unreadable: 0 };
  const app = createApp({
    checkDatabase: () => Promise.resolve(),
    isServing: () => true,
    webhooks: {
      ...{ verify: () => ({ verified: true }), clock, logger: silentLogger },
      inbound: () => ({ state: 'read', changes: new Map(), ignored }),
      receive: () => inSpan('inside', {}, () => Promise.resolve({ added: 0, unknown: 0 })),
    },
  });
  const server = await listen(app, 0);
  const body = JSON.stringify(Array.from({ length: 20_000 }, (_, number) => ({ number })));
  const headers = { 'content-type': 'application/json' };
  await fetch(`http://127.0.0.1:${server.port}/webhooks/hubspot?who=canary`, { method: 'POST', body, headers });
  await server.close();
  expect(tree()).toEqual(['POST /webhooks/hubspot > inside', 'root > POST /webhooks/hubspot']);
});
