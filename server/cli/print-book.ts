import { forecastTiers } from '../../src/accounts/account.ts';
import type { Connection } from '../../src/accounts/connection.ts';
import { type HealthAssessment, healthBands } from '../../src/accounts/health.ts';
import type { Sentences } from '../../src/messages/sentences.ts';
import type { BookSummary } from '../../src/sync/summary/book-summary.ts';
import type { SetTiers } from '../../src/sync/summary/human-tiers.ts';
import { foreignText } from '../../src/messages/foreign-text.ts';
import { table, wrap } from './table.ts';
import type { Terminal } from './terminal.ts';

export interface BookPrint {
  readonly connection: Connection;
  readonly book: BookSummary;
  /** The assessments of `book.needToday`. */
  readonly today: readonly HealthAssessment[];
}

/** The end of a run on the terminal: the book by tier with ARR, and the accounts that need someone today, each with its sentence and next step. */
export function printBook(terminal: Terminal, sentences: Sentences, { connection, book, today }: BookPrint): void {
  const { cli } = sentences;
  const count = (key: 'accountsCounted' | 'scored' | 'tooLittleData', value: number) =>
    cli.sentence(key, { count: value });
  terminal.print(terminal.bold(`${connection.name} (${connection.id}) · ${count('accountsCounted', book.accounts)}`));
  terminal.print(`${count('scored', book.scored)} ${count('tooLittleData', book.insufficient)}`);
  terminal.print(
    healthBands
      .map((band) => terminal.byBand(band, `${sentences.band(band)} ${sentences.format.number(book.byBand[band])}`))
      .join(' · '),
  );
  terminal.print('');
  printTiers(terminal, sentences, connection, book);
  terminal.print('');
  printToday(terminal, sentences, connection, today);
  const { disagreements, expired } = book.humanTiers;
  printSetTiers(terminal, sentences, 'disagreements', disagreements);
  printSetTiers(terminal, sentences, 'expiredOverrides', expired);
}

/** Where people and the rules differ, and what people set that has run out: nothing at all where there is none. */
function printSetTiers(
  terminal: Terminal,
  sentences: Sentences,
  label: 'disagreements' | 'expiredOverrides',
  { count, nearest }: SetTiers,
): void {
  if (count === 0) return;
  const { cli, format } = sentences;
  terminal.print('');
  terminal.print(terminal.bold(`${cli.label(label)} (${format.number(count)})`));
  for (const { account, renewal } of nearest) {
    const { machine, human, date } = renewal;
    const when = date === null ? [] : [format.day(date)];
    const facts = [foreignText(renewal.name), ...when, `${cli.label('machineTier')}: ${sentences.tier(machine)}`];
    terminal.print(`\n${terminal.bold(foreignText(account))}  ${facts.join(' · ')}`);
    terminal.print(`  ${wrap(sentences.human(human), terminal.columns - 2, '  ')}`);
    terminal.print(`  ${wrap(sentences.tierReason(renewal.reason), terminal.columns - 2, '  ')}`);
  }
  if (count > nearest.length) terminal.print(`  ${cli.sentence('moreLines', { count: count - nearest.length })}`);
}

function printTiers(terminal: Terminal, sentences: Sentences, { homeCurrency }: Connection, book: BookSummary): void {
  const { cli, format } = sentences;
  terminal.print(terminal.bold(cli.label('bookByTier')));
  const rows = forecastTiers.map((tier) => {
    const { renewals, arr } = book.byTier[tier];
    return [
      terminal.byTier(tier, sentences.tier(tier)),
      format.number(renewals),
      format.money({ amount: arr, currency: homeCurrency }),
    ];
  });
  terminal.print(
    table(
      [
        { title: cli.label('tier') },
        { title: cli.label('renewalsOfAccount'), align: 'right' },
        { title: cli.label('arr'), align: 'right' },
      ],
      rows,
    ),
  );
}

function printToday(
  terminal: Terminal,
  sentences: Sentences,
  { homeCurrency }: Connection,
  today: readonly HealthAssessment[],
): void {
  const { cli, format } = sentences;
  terminal.print(terminal.bold(cli.label(today.length === 0 ? 'nobodyToday' : 'needToday')));
  for (const health of today) {
    const facts = [
      terminal.byBand(health.band, `${health.shown ?? '–'} ${sentences.band(health.band)}`),
      ...(health.tier === null ? [] : [terminal.byTier(health.tier, sentences.tier(health.tier))]),
      ...(health.nextDate === null ? [] : [`${cli.label('renewal')} ${format.day(health.nextDate)}`]),
      format.money({ amount: health.arrInWindow, currency: homeCurrency }),
    ];
    terminal.print(`\n${terminal.bold(health.accountName)}  ${facts.join(' · ')}`);
    const text = [
      ...health.gates.map((gate) => sentences.gate(gate)),
      sentences.change(health.change30d, health.gates),
    ];
    for (const sentence of text) terminal.print(`  ${wrap(sentence, terminal.columns - 2, '  ')}`);
    terminal.print(`  → ${wrap(sentences.nextStep(health.nextStep), terminal.columns - 4, '    ')}`);
  }
}
