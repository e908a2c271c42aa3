import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Clock } from '../../src/ports/clock.ts';
import type { JobQueue } from '../../src/ports/job-queue.ts';
import type { Stores } from '../../src/ports/stores.ts';

export interface MetricsDependencies {
  readonly stores: Pick<Stores, 'connections' | 'inbox' | 'runs'>;
  readonly queue: Pick<JobQueue, 'counts'>;
  readonly clock: Clock;
}

export interface Metrics {
  /** `route` is a pattern of ours, never a path: a path holds record ids. */
  answered(request: { readonly route: string; readonly status: number; readonly seconds: number }): void;
  ignored(reason: string, count: number): void;
  /** Prometheus text, version 0.0.4. Rejects when the database does not answer. */
  read(): Promise<{ readonly type: string; readonly text: string }>;
}

/** The buckets that the promises are made in: cards within 100 ms, deliveries within 150 ms, HubSpot's limit of 5 s. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 5, 15];

/** What an operator watches; docs/operations.md has a runbook for each alarm. State is read when it is asked for, so every process tells the same of it. */
export function createMetrics({ stores, queue, clock }: MetricsDependencies): Metrics {
  const registry = new Registry();
  const own = { registers: [registry] };
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    ...own,
    name: 'renewal_health_http_seconds',
    help: 'Answers by route and status, in seconds.',
    labelNames: ['route', 'status'] as const,
    buckets,
  });
  const announcements = new Counter({
    ...own,
    name: 'renewal_health_announcements_ignored_total',
    help: 'Authentic announcements of a CRM that are not for us, by reason.',
    labelNames: ['reason'] as const,
  });
  const gauge = (name: string, help: string, label = 'connection') =>
    new Gauge({ ...own, name: `renewal_health_${name}`, help, labelNames: [label] });
  const state = {
    inbox: gauge('inbox_waiting', 'Announced changes that wait to be followed.'),
    age: gauge('inbox_oldest_seconds', 'Age of the oldest announced change that waits.'),
    parked: gauge('inbox_parked', 'Announced changes given up after five attempts.'),
    run: gauge('last_run_age_seconds', 'Since the beginning of the newest run that ended well.'),
    jobs: gauge('jobs', 'Jobs of the queue by state, over all processes.', 'state'),
  };
  return {
    answered: ({ route, status, seconds }) => {
      requests.observe({ route, status: String(status) }, seconds);
    },
    ignored: (reason, count) => {
      if (count > 0) announcements.inc({ reason }, count);
    },
    read: async () => {
      const now = clock.now().getTime();
      const secondsSince = (instant: string) => (now - Date.parse(instant)) / 1000;
      for (const each of Object.values(state)) each.reset();
      for (const [name, count] of Object.entries(await queue.counts())) state.jobs.set({ state: name }, count);
      for (const { id: connection } of await stores.connections.list()) {
        const { waiting, parked, oldest } = await stores.inbox.counts(connection);
        state.inbox.set({ connection }, waiting);
        state.parked.set({ connection }, parked);
        state.age.set({ connection }, oldest === null ? 0 : secondsSince(oldest));
        const done = Object.values(await stores.runs.lastDone(connection)).sort();
        const newest = done.at(-1);
        if (newest !== undefined) state.run.set({ connection }, secondsSince(newest));
      }
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}
