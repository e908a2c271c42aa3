import type { Connection } from '../../src/accounts/connection.ts';
import { connectionId } from '../../src/accounts/ids.ts';
import type { CrmGateway, WrittenType, WrittenValues } from '../../src/ports/crm.ts';
import type { SignalSource } from '../../src/ports/signal-source.ts';
import type { Stores } from '../../src/ports/stores.ts';
import { createHubSpotPresenter } from '../../src/hubspot/to-hubspot.ts';
import { createResumeWriteBack } from '../../src/sync/resume-write-back.ts';
import { createRunSync, type SyncOptions, type SyncSummary } from '../../src/sync/run-sync.ts';
import { createUndoRun, type UndoReport } from '../../src/sync/undo-run.ts';
import { createFakeCrm, type FakeCrm } from '../fakes/fake-crm.ts';
import { createMemoryStores } from '../fakes/memory-stores.ts';
import { shipped } from '../fixtures/account-case.ts';
import { fillCrm, signalsOf, startInstant } from './sync-book.ts';

export const connection = connectionId('hubspot', '4711');
export const silentLogger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const silentProgress = { step: () => undefined };
const card = shipped('default-1.yaml');
export const firstScorecard = { hash: card.hash, card: card.card };

export interface TestClock {
  now(): Date;
  advance(minutes: number): void;
}
export function createTestClock(start = startInstant): TestClock {
  let at = Date.parse(start);
  return {
    now: () => new Date(at),
    advance: (minutes) => {
      at += minutes * 60_000;
    },
  };
}

export interface Ports {
  readonly gateway: CrmGateway;
  readonly stores: Stores;
}
export interface SyncWorld {
  readonly crm: FakeCrm;
  readonly stores: Stores;
  readonly clock: TestClock;
  readonly presenter: ReturnType<typeof createHubSpotPresenter>;
  /** One sync run, an incremental one that writes unless said otherwise; `ports` stand in for the world's own. */
  sync(options?: Partial<SyncOptions>, ports?: Ports): Promise<SyncSummary>;
  undo(run: number, ports?: Ports): Promise<UndoReport>;
  resume(): Promise<void>;
  saved(): Promise<Connection>;
  /** What the CRM shows in our properties, by `type:id`; records without any are left out. */
  shown(): Readonly<Record<string, WrittenValues>>;
}

/** A CRM with `size` companies, empty stores and a clock that stands still until it is advanced. */
export function createSyncWorld(
  size: number,
  source: SignalSource = signalsOf(size),
  stores: Stores = createMemoryStores(),
): SyncWorld {
  const clock = createTestClock();
  const crm = createFakeCrm({ clock });
  fillCrm(crm, size);
  const presenter = createHubSpotPresenter();
  const own: Ports = { gateway: crm, stores };
  const parts = {
    presenter,
    clock,
    firstScorecard,
    logger: silentLogger,
    progress: silentProgress,
    sources: () => Promise.resolve([source]),
  };
  return {
    ...{ crm, stores, clock, presenter },
    sync: (options = {}, ports = own) =>
      createRunSync({ ...parts, ...ports })({
        kind: 'incremental',
        dryRun: false,
        connection,
        locale: 'en',
        ...options,
      }),
    async undo(run, ports = own) {
      const report = await createUndoRun({ ...parts, ...ports })(connection, run);
      if (report === null) throw new Error('nothing to undo');
      return report;
    },
    async resume() {
      await createResumeWriteBack({ stores })(connection);
    },
    async saved() {
      const found = await stores.connections.get(connection);
      if (found === null) throw new Error('not connected');
      return found;
    },
    shown: () => shownBy(crm, size),
  };
}

function shownBy(crm: FakeCrm, size: number): Readonly<Record<string, WrittenValues>> {
  const entry = (type: WrittenType, id: string) => [`${type}:${id}`, crm.ours(type, id)] as const;
  const all = Array.from({ length: size }, (_, i) => [entry('account', `a${i + 1}`), entry('renewal', `d${i + 1}`)]);
  return Object.fromEntries(all.flat().filter(([, values]) => Object.keys(values).length > 0));
}

/** The report of a run that wrote; fails the test when it did not. */
export function written(summary: SyncSummary) {
  if (summary.outcome.state !== 'wrote' || summary.outcome.report.state !== 'done')
    throw new Error('nothing was written');
  return summary.outcome.report;
}
export function previewed(summary: SyncSummary) {
  if (summary.outcome.state !== 'previewed') throw new Error('not a dry run');
  return summary.outcome.differences;
}

/** The rows of all pages. */
export async function rowsOf<T>(pages: AsyncIterable<readonly T[]>): Promise<readonly T[]> {
  const rows: T[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}
