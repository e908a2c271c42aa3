import { type Database } from '../../server/storage/database.ts';
import { createStores } from '../../server/storage/stores.ts';
import { composeConnected, type ConnectedProduct } from '../../server/compose.ts';
import { createHubSpotGateway } from '../../src/hubspot/gateway.ts';
import { createHubSpotPresenter } from '../../src/hubspot/to-hubspot.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { SignalSources } from '../../src/ports/signal-source.ts';
import { shipped } from '../fixtures/account-case.ts';
import { openEmbeddedForTest } from '../helpers/embedded.ts';
import { type SandboxHubSpot, startProgram } from '../helpers/sandbox-program.ts';
import { bookSignals } from './book-signals.ts';

export interface BaseSpec {
  readonly companies: number;
  readonly deals: number;
  readonly contacts: number;
  readonly tickets: number;
  /** Of the natural e-mails, calls and meetings; business reviews are all there. */
  readonly activityPercent: number;
}
export type Plan = 'professional' | 'marketplace' | 'unbounded';

/** The day of the facts and the instant both clocks start at, so that a gate counts the same on every day. */
const asOf = '2026-11-22';
const startsAt = '2026-11-22T06:00:00.000Z';

const seed = 7;

export const startPortal = (spec: BaseSpec, plan: Plan) =>
  startProgram<SandboxHubSpot>('sandbox/hubspot/main.ts', [
    ...['--book', bookOf(spec), '--plan', plan, '--clock', startsAt],
  ]);

const bookOf = ({ companies, deals, contacts, tickets, activityPercent }: BaseSpec): string =>
  `seed=${seed},companies=${companies},as-of=${asOf},deals=${deals},contacts=${contacts},tickets=${tickets},activity-percent=${activityPercent}`;

const signalsOf = ({ activityPercent, ...totals }: BaseSpec) =>
  bookSignals({ seed, asOf, ...totals, activityShare: activityPercent / 100 });

export interface Calls {
  readonly total: number;
  readonly searches: number;
  readonly byRoute: Readonly<Record<string, number>>;
  /** 429s by policy. */
  readonly rateLimited: Readonly<Record<string, number>>;
  readonly maxCallsIn10s: number;
  readonly maxSearchesIn1s: number;
}

export interface Counted<T> {
  readonly result: T;
  readonly calls: Calls;
  readonly statements: readonly string[];
}
export interface SyncBase {
  readonly portal: SandboxHubSpot;
  readonly product: ConnectedProduct;
  /** Runs `work`; with it what the portal counted and the statements the database was sent meanwhile. */
  counting<T>(work: () => Promise<T>): Promise<Counted<T>>;
  /** Both clocks, the CRM's and ours. */
  advance(minutes: number): Promise<void>;
  control<T>(path: string, body?: unknown): Promise<T>;
  close(): Promise<void>;
}

/** The product on the real gateway and the embedded database, in this process, beside a sandbox portal in its own. */
export async function openSyncBase(spec: BaseSpec, plan: Plan): Promise<SyncBase> {
  const portal = await startPortal(spec, plan);
  const statements: string[] = [];
  const embedded = await openEmbeddedForTest({ onStatement: (text) => void statements.push(text) });
  const control = <T>(path: string, body?: unknown) => askPortal<T>(portal.said.controlUrl, path, body);
  const clock = createShiftedClock((await control<{ now: string }>('clock')).now);
  return {
    portal: portal.said,
    product: connect(portal.said, {
      database: embedded.database,
      clock,
      sources: () => Promise.resolve([signalsOf(spec)]),
    }),
    counting: async (work) => {
      statements.length = 0;
      await control('reset-calls', {});
      const result = await work();
      return { result, calls: await control<Calls>('calls'), statements: [...statements] };
    },
    advance: async (minutes) => {
      clock.advance(minutes * 60_000);
      await control('clock', { advanceMs: minutes * 60_000 });
    },
    control,
    close: async () => {
      await embedded.remove();
      await portal.stop();
    },
  };
}

interface OurSide {
  readonly database: Database;
  readonly clock: Clock;
  readonly sources: SignalSources;
}

function connect(portal: SandboxHubSpot, { database, clock, sources }: OurSide): ConnectedProduct {
  const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const card = shipped('default-1.yaml');
  const parts = {
    stores: createStores(database.db),
    presenter: createHubSpotPresenter(),
    sources,
    firstScorecard: { hash: card.hash, card: card.card },
    clock,
    logger,
    progress: { step: () => undefined },
  };
  const gateway = createHubSpotGateway({ accessToken: portal.accessToken, baseUrl: portal.url, clock, logger });
  return composeConnected(parts, gateway);
}

/** What the portal changed by now must not lie in our future, however long its answer took: it would be found a run later. */
const ahead = 1_000;

/** Shows the portal's time, and jumps when told to: two runs need not be half an hour apart in real time. */
function createShiftedClock(portalNow: string): Clock & { advance(ms: number): void } {
  let shift = Date.parse(portalNow) - Date.now() + ahead;
  return {
    now: () => new Date(Date.now() + shift),
    advance: (ms: number) => {
      shift += ms;
    },
  };
}

export async function askPortal<T>(controlUrl: string, path: string, body?: unknown): Promise<T> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
  const response = await fetch(`${controlUrl}/${path}`, init);
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  return (await response.json()) as T;
}
