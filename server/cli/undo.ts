import { CommandError } from './command-error.ts';
import { aloneInCrm } from './in-turn.ts';
import type { Session } from './session.ts';
import { table } from './table.ts';

/** Puts back what a run wrote and says what was left alone because somebody changed it since. */
export async function undo(session: Session, text: string): Promise<void> {
  const { terminal, sentences } = session;
  const { cli } = sentences;
  const run = Number(text);
  if (!Number.isInteger(run) || run < 1) {
    throw new CommandError((words) => words.cli.sentence('badNumber', { name: 'run', value: text }));
  }
  const connected = await session.openConnected();
  const connection = await session.connectionOf(connected);
  const report = await aloneInCrm(session, connected, () => connected.undoRun(connection.id, run));
  session.endProgress();
  if (report === null) throw new CommandError((words) => words.nothingToUndo(run));
  const { written, refused } = report.totals;
  terminal.print(cli.sentence('undone', { count: written.account + written.renewal }));
  if (refused.length > 0) terminal.print(cli.sentence('refused', { count: refused.length }));
  if (report.conflicts.length > 0) {
    terminal.print(terminal.bold(sentences.setUpColumn('leftAlone')));
    const columns = [
      cli.label('record'),
      cli.label('field'),
      sentences.setUpColumn('written'),
      sentences.setUpColumn('found'),
    ];
    const rows = report.conflicts.map(({ id, name, property, written: wrote, found }) => [
      name || id,
      property,
      wrote,
      found,
    ]);
    terminal.print(
      table(
        columns.map((title) => ({ title })),
        rows,
      ),
    );
  }
  terminal.print(cli.label('writeBackPaused'));
}
