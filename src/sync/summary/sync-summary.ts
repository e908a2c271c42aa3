import type { Connection, Locale } from '../../accounts/connection.ts';
import type { ConnectionId } from '../../accounts/ids.ts';
import type { CallCount, CrmGateway, ProvisionReport } from '../../ports/crm.ts';
import { callsFloor, pageSizes } from '../calls-floor.ts';
import type { CollectReport } from '../collect-signals.ts';
import type { PropertyDifference } from '../preview-write-back.ts';
import type { RefreshReport } from '../refresh/refresh-context.ts';
import type { WriteBackReport } from '../write-back-health.ts';
import type { BookSummary } from './book-summary.ts';

export interface SyncOptions {
  /** `full` reads everything; `incremental` what changed; `recompute` is an incremental one that assesses every account: the night's run. */
  readonly kind: 'full' | 'incremental' | 'recompute';
  /** Reads and assesses, and shows what would be written: nothing is planned, written or provisioned in the CRM. */
  readonly dryRun: boolean;
  /** Null, or not known here: the portal is connected first. A full run always looks at the portal again. */
  readonly connection: ConnectionId | null;
  /** Language of what is written, for a new connection. */
  readonly locale: Locale;
}

export interface SyncSummary extends BookSummary {
  readonly connection: Connection;
  readonly run: number;
  readonly kind: SyncOptions['kind'];
  readonly refresh: RefreshReport;
  readonly signals: readonly (CollectReport & { readonly source: string })[];
  /** Properties created in the portal, or that a dry run would create; null when the portal was not looked at. */
  readonly provision: ProvisionReport | null;
  readonly outcome:
    | { readonly state: 'wrote'; readonly report: WriteBackReport }
    | { readonly state: 'previewed'; readonly differences: readonly PropertyDifference[] };
  readonly writes: number;
  readonly calls: CallCount;
  /** The fewest calls that could have done it (calls-floor.ts). */
  readonly callsFloor: number;
  readonly seconds: number;
}

/** What the steps of a run brought. */
export interface StepsDone {
  readonly refresh: RefreshReport;
  readonly signals: SyncSummary['signals'];
  readonly recomputedAll: boolean;
  readonly outcome: SyncSummary['outcome'];
  readonly book: BookSummary;
}

/** What surrounds the steps of a run. */
export interface RunFrame {
  readonly connection: Connection;
  readonly provision: ProvisionReport | null;
  readonly run: number;
  readonly kind: SyncOptions['kind'];
  readonly begun: { readonly at: Date; readonly calls: CallCount };
  readonly ended: Date;
  readonly gateway: Pick<CrmGateway, 'calls'>;
}

export function summarise({ refresh, signals, outcome, book }: StepsDone, frame: RunFrame): SyncSummary {
  const { connection, provision, run, kind, begun, ended, gateway } = frame;
  const report = outcome.state === 'wrote' && outcome.report.state === 'done' ? outcome.report : null;
  const planned = report?.planned ?? { account: 0, renewal: 0 };
  const volume = { ...refresh, connected: provision !== null, written: planned };
  return {
    ...book,
    ...{ connection, provision, run, kind, refresh, signals, outcome },
    writes: report === null ? 0 : report.written.account + report.written.renewal,
    calls: callsSince(begun.calls, gateway.calls()),
    callsFloor: callsFloor(volume, pageSizes[connection.crm]),
    seconds: (ended.getTime() - begun.at.getTime()) / 1000,
  };
}

const callsSince = (before: CallCount, after: CallCount): CallCount => ({
  total: after.total - before.total,
  reads: after.reads - before.reads,
  writes: after.writes - before.writes,
  searches: after.searches - before.searches,
  rateLimited: after.rateLimited - before.rateLimited,
});
