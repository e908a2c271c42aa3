import type { Connection } from '../../src/accounts/connection.ts';
import { notPermitted } from '../../src/ports/connections.ts';
import type { Run } from '../../src/ports/stores.ts';
import { installEnd } from '../../src/views/install-words.ts';
import type { Gap } from '../../src/sync/data-quality.ts';
import type { Session } from './session.ts';
import { table } from './table.ts';

const shownRuns = 10;
const shownProblems = 10;

/** The connection, its last runs, and what is missing in the data. Reads the database only. */
export async function status(session: Session): Promise<void> {
  const { terminal, sentences, product } = session;
  const { cli } = sentences;
  const connection = await session.connection();
  terminal.print(terminal.bold(`${connection.name} (${connection.id})`));
  await printInstall(session, connection);
  if ((await product.stored.stores.connections.cursor(connection.id, 'ticket')) === notPermitted)
    terminal.print(sentences.ticketsNotPermitted);
  if (connection.writeBack === 'paused') terminal.print(cli.label('writeBackPaused'));
  terminal.print(`\n${terminal.bold(cli.label('lastRuns'))}`);
  const runs = await product.stored.stores.runs.latest(connection.id, shownRuns);
  terminal.print(runs.length === 0 ? cli.label('never') : runTable(session, connection, runs));
  terminal.print(`\n${terminal.bold(cli.label('dataQuality'))}`);
  await printDataQuality(session, connection);
}

/** Since when it is disconnected, or what it may not do. */
async function printInstall({ terminal, sentences, locale, product }: Session, { id, timeZone }: Connection) {
  const install = await product.stored.stores.installs.get(id);
  if (install === null) return;
  const ended = installEnd(locale, install, timeZone);
  if (ended !== null) terminal.print(ended);
  else if (install.missingScopes.length > 0)
    terminal.print(`${sentences.withoutScopes} ${install.missingScopes.join(', ')}`);
}

function runTable({ sentences, locale }: Session, { timeZone }: Connection, runs: readonly Run[]): string {
  const { cli, setUpColumn, format } = sentences;
  const time = new Intl.DateTimeFormat(locale === 'de' ? 'de-DE' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone,
  });
  const number = (value: number | undefined) => (value === undefined ? '–' : format.number(value));
  const rows = runs.map(({ id, kind, startedAt, outcome, stats, error }) => [
    String(id),
    sentences.runKind(kind),
    time.format(new Date(startedAt)),
    cli.label(outcome) + (error === null ? '' : ` (${error})`),
    number(stats.written),
    number(stats.calls),
  ]);
  return table(
    [
      { title: setUpColumn('run'), align: 'right' },
      { title: setUpColumn('kind') },
      { title: cli.label('started') },
      { title: cli.label('outcome') },
      { title: setUpColumn('written'), align: 'right' },
      { title: setUpColumn('calls'), align: 'right' },
    ],
    rows,
  );
}

async function printDataQuality({ terminal, sentences, product }: Session, { id }: Connection): Promise<void> {
  const quality = product.stored.readDataQuality(id);
  const gaps = new Map<Gap, number>();
  for await (const page of quality.accounts()) {
    for (const account of page) for (const gap of account.gaps) gaps.set(gap, (gaps.get(gap) ?? 0) + 1);
  }
  for (const [gap, count] of gaps) terminal.print(sentences.gap(gap, count));
  let problems = 0;
  for await (const page of quality.problems()) {
    for (const { name, code, field, value } of page) {
      problems += 1;
      if (problems <= shownProblems) terminal.print(`  ${sentences.dataProblem({ code, field, value }, name)}`);
    }
  }
  if (problems > shownProblems)
    terminal.print(`  ${sentences.cli.sentence('moreLines', { count: problems - shownProblems })}`);
  const unresolved = await quality.unresolvedKeys();
  if (unresolved.length > 0) terminal.print(sentences.cli.sentence('keysUnknown', { count: unresolved.length }));
  const rejected = await quality.rejectedRows();
  if (rejected.length > 0) terminal.print(sentences.cli.sentence('rowsRejected', { count: rejected.length }));
  if (gaps.size + problems + unresolved.length + rejected.length === 0)
    terminal.print(sentences.cli.label('nothingMissing'));
}
