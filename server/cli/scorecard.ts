import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { exportScorecard } from '../../src/scorecards/export-scorecard.ts';
import { parseScorecard } from '../../src/scorecards/parse-scorecard.ts';
import type { Session } from './session.ts';
import { CommandError } from './command-error.ts';

/** Prints the scorecard in force as a file that can be edited and imported. */
export async function printScorecard(session: Session): Promise<void> {
  const { product, terminal } = session;
  const connection = await session.connection();
  const inForce = (await product.stored.stores.scorecards.inForce(connection.id)).at(-1);
  if (inForce !== undefined) terminal.print(exportScorecard(inForce.card).trimEnd());
}

/** Checks a scorecard file, shows who would change band or tier and how much ARR would move, and puts it in force on request. */
export async function importScorecard(session: Session, file: string, publish: boolean): Promise<void> {
  const { product, terminal, sentences } = session;
  const { stores, clock, previewScorecard } = product.stored;
  const connection = await session.connection();
  const inForce = await stores.scorecards.inForce(connection.id);
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) throw new CommandError(({ cli }) => cli.sentence('fileMissing', { path: file }));
  const parsed = parseScorecard(text, basename(file), inForce[0]?.card);
  if (!parsed.ok) throw new CommandError((words) => parsed.errors.map(words.scorecardFault).join('\n'));
  const preview = await previewScorecard(connection, parsed);
  terminal.print(terminal.bold(sentences.cli.label('preview')));
  for (const { from, to, accounts } of preview.bands) {
    terminal.print(sentences.bandMove(accounts, sentences.band(from), sentences.band(to)));
  }
  for (const { from, to, renewals, arr } of preview.tiers) {
    const money = sentences.format.money({ amount: arr, currency: connection.homeCurrency });
    const move = { count: renewals, from: sentences.tier(from), to: sentences.tier(to) };
    terminal.print(`${sentences.cli.sentence('tierMove', move)} ${money}`);
  }
  if (!publish) {
    terminal.print(sentences.previewOnly(parsed.card.version));
    return;
  }
  await stores.scorecards.publish(connection.id, {
    since: clock.now().toISOString(),
    card: parsed.card,
    hash: parsed.hash,
  });
  terminal.print(sentences.published(parsed.card.version));
}
