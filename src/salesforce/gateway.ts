import { connectionId } from '../accounts/ids.ts';
import { realTimers, type Timers } from '../common/timers.ts';
import { overrideValues } from '../crm-fields/override-fields.ts';
import type { CrmActions } from '../ports/crm-actions.ts';
import type { CrmGateway } from '../ports/crm.ts';
import type { Logger } from '../ports/logger.ts';
import { sizes } from './api.ts';
import { createBulkWriter } from './bulk-ingest.ts';
import { createBulkReader } from './bulk-query.ts';
import { checkPackage } from './check-package.ts';
import { describeOrg } from './describe.ts';
import { readAccountLinks, readLinks } from './links.ts';
import { createOrg, type Org } from './org.ts';
import { listIds, readAll, readByIds, readChanged, type Reader } from './read-records.ts';
import { codeOf } from './refusal.ts';
import { createSession, type SalesforceAccess } from './session.ts';
import { createTask } from './tasks.ts';
import { createTransport } from './transport.ts';
import { writeHealth, type Writer } from './write-health.ts';

export interface SalesforceGatewayDependencies {
  readonly access: SalesforceAccess;
  readonly logger: Logger;
  /** A call without an answer by then counts as lost. Default: two minutes, as long as Salesforce lets a query run. */
  readonly timeoutMs?: number;
  /** Longest wait for one Bulk job. Default: ten minutes. */
  readonly jobTimeoutMs?: number;
  /** Sizes of Bulk reads; a test has no 50,000 rows. */
  readonly bulkReads?: { readonly worthFrom: number; readonly pageRows: number };
  /** Real time and chance unless a test says otherwise. */
  readonly timers?: Timers;
  readonly random?: () => number;
}

const minuteMs = 60_000;

/**
 * One Salesforce org. Make one gateway per org and process, and keep it: it holds the one Connection, the token, what it learnt of the org's fields and the
 * count of its calls. Changes are written one call at a time, in the order given: two writers lock each other out.
 */
export function createSalesforceGateway(deps: SalesforceGatewayDependencies): CrmGateway & CrmActions {
  const { logger, timers = realTimers, random = Math.random } = deps;
  const session = createSession(deps.access, timers);
  const transport = createTransport({ session, timeoutMs: deps.timeoutMs ?? 2 * minuteMs, timers, random, logger });
  const org = createOrg(transport);
  const poll = { timers, timeoutMs: deps.jobTimeoutMs ?? 10 * minuteMs };
  const reader: Reader = { transport, org, bulk: createBulkReader(transport, poll, deps.bulkReads) };
  const writer: Writer = { transport, bulk: createBulkWriter(transport, poll), timers, random };
  const inTurn = createQueue();

  return {
    traits: { writeBatch: sizes.bulkRows, linksAreFields: true },
    identify: async () => connectionId('salesforce', (await org.facts()).orgId),
    describe: () => describeOrg(transport, org),
    provision: () => checkPackage(org),
    readAll: (type, mapping) => readAll(reader, type, mapping),
    readChanged: (type, mapping, window) => readChanged(reader, type, mapping, window),
    readByIds: (type, mapping, ids) => readByIds(reader, type, mapping, ids),
    listIds: (type) => listIds(reader, type),
    readLinks: (type, ids) => readLinks(reader, type, ids),
    readAccountLinks: (type, ids) => readAccountLinks(reader, type, ids),
    write: (writes) =>
      inTurn(async () => {
        if (writes.length > 0) await checkPackage(org);
        return writeHealth(writer, writes).catch((error: unknown) => namedRefusal(org, error));
      }),
    createTask: (task) => createTask(transport, task),
    // the package brings them as list views: there is nothing to create
    createSegments: () => Promise.resolve(0),
    overrideValues,
    calls: () => transport.count(),
  };
}

/** A field of ours that went since the org was described refuses the whole call: looked at again, it gets its name said. */
async function namedRefusal(org: Org, error: unknown): Promise<never> {
  if (codeOf(error) === 'INVALID_FIELD') {
    org.forget();
    await checkPackage(org);
  }
  throw error;
}

/** Runs tasks one after the other, whether the one before went well or badly. */
function createQueue(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const mine = last.then(task, task);
    last = mine.catch(() => undefined);
    return mine;
  };
}
