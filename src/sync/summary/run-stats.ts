import type { SyncSummary } from './sync-summary.ts';

/** The numbers that are kept of a run. */
export function statsOf(
  summary: SyncSummary,
  flags: { readonly dryRun: boolean; readonly recomputedAll: boolean },
): Readonly<Record<string, number>> {
  const { refresh, calls, outcome } = summary;
  const report = outcome.state === 'wrote' && outcome.report.state === 'done' ? outcome.report : null;
  return {
    accountsRead: refresh.read.account,
    renewalsRead: refresh.read.renewal,
    contactsRead: refresh.read.contact,
    ticketsRead: refresh.read.ticket,
    interactionsRead: refresh.read.interaction,
    changed: refresh.changed,
    removed: refresh.removed,
    signalsAdded: summary.signals.reduce((sum, { added }) => sum + added, 0),
    rowsRejected: summary.signals.reduce((sum, { rejected }) => sum + rejected, 0),
    accounts: summary.accounts,
    scored: summary.scored,
    insufficient: summary.insufficient,
    arrAtRisk: summary.arrAtRisk,
    written: summary.writes,
    refused: report?.refused.length ?? 0,
    gone: report?.gone ?? 0,
    merged: report?.merged ?? 0,
    unsettled: report?.unsettled ?? 0,
    parked: report?.parked ?? 0,
    calls: calls.total,
    callsFloor: summary.callsFloor,
    rateLimited: calls.rateLimited,
    seconds: summary.seconds,
    dryRun: flags.dryRun ? 1 : 0,
    recomputedAll: flags.recomputedAll ? 1 : 0,
    paused: outcome.state === 'wrote' && outcome.report.state === 'paused' ? 1 : 0,
  };
}
