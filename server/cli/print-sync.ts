import type { SyncSummary } from '../../src/sync/run-sync.ts';
import { printBook } from './print-book.ts';
import type { Session } from './session.ts';
import { table } from './table.ts';

/** What `--json` prints: one object for scripts, the numbers of the first connection, and those of each connection by its id. */
export function summariesJson(summaries: readonly SyncSummary[]) {
  const [first] = summaries;
  const connections = summaries.map((summary) => ({ id: summary.connection.id, ...summaryJson(summary) }));
  return { ...(first === undefined ? {} : summaryJson(first)), connections };
}

/** Amounts are in the home currency. */
function summaryJson(summary: SyncSummary) {
  const { accounts, scored, insufficient, byBand, byTier, arrAtRisk, calls, callsFloor, writes, seconds } = summary;
  const { disagreements, expired } = summary.humanTiers;
  const set = { disagreements: disagreements.count, expiredOverrides: expired.count };
  return {
    accounts,
    scored,
    insufficient,
    byBand,
    byTier,
    arrAtRisk,
    ...set,
    calls: calls.total,
    callsFloor,
    writes,
    seconds,
  };
}

/** The result of a sync for people. */
export async function printSync(session: Session, summary: SyncSummary): Promise<void> {
  const { terminal, sentences, product } = session;
  const { connection, needToday } = summary;
  const today = await product.stored.stores.assessments.some(
    connection.id,
    needToday.map(({ accountId }) => accountId),
  );
  const inOrder = needToday.flatMap(({ accountId }) => today.filter((health) => health.accountId === accountId));
  terminal.print('');
  printBook(terminal, sentences, { connection, book: summary, today: inOrder });
  terminal.print('');
  printOutcome(session, summary);
  terminal.print(
    terminal.dim(
      `${sentences.cli.sentence('calls', { count: summary.calls.total })} · ${sentences.cli.took(summary.seconds)}`,
    ),
  );
}

const shownDifferences = 40;

function printOutcome({ terminal, sentences: { cli } }: Session, { outcome, signals, writes }: SyncSummary): void {
  for (const { rejected, unresolved } of signals) {
    if (rejected > 0) terminal.print(cli.sentence('rowsRejected', { count: rejected }));
    if (unresolved > 0) terminal.print(cli.sentence('keysUnknown', { count: unresolved }));
  }
  if (outcome.state === 'previewed') {
    const records = new Set(outcome.differences.map(({ type, id }) => `${type} ${id}`)).size;
    terminal.print(cli.sentence('wouldChange', { count: records }));
    const rows = outcome.differences
      .slice(0, shownDifferences)
      .map(({ name, property, before, after }) => [cut(name), property, cut(before), cut(after)]);
    const columns = (['record', 'field', 'before', 'after'] as const).map((label) => ({ title: cli.label(label) }));
    if (rows.length > 0) terminal.print(table(columns, rows));
    const more = outcome.differences.length - rows.length;
    if (more > 0) terminal.print(cli.sentence('moreLines', { count: more }));
    terminal.print(terminal.bold(cli.label('dryRunNothingWritten')));
    return;
  }
  if (outcome.report.state === 'paused') {
    terminal.print(terminal.bold(cli.label('writeBackPaused')));
    return;
  }
  const { refused, gone, unsettled } = outcome.report;
  terminal.print(cli.sentence('written', { count: writes }));
  if (refused.length > 0) terminal.print(cli.sentence('refused', { count: refused.length }));
  for (const { name, reason } of refused.slice(0, 10)) terminal.print(`  ${cut(name)}: ${reason}`);
  if (gone > 0) terminal.print(cli.sentence('gone', { count: gone }));
  if (unsettled > 0) terminal.print(cli.sentence('unclear', { count: unsettled }));
}

const cellWidth = 32;
function cut(text: string): string {
  const line = text.replaceAll('\n', ' ⏎ ');
  return line.length > cellWidth ? `${line.slice(0, cellWidth - 1)}…` : line;
}
