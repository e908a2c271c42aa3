import type { Sentences } from '../../src/messages/sentences.ts';
import type { AccountHealth } from '../../src/views/contract/account-health.ts';
import { table, wrap } from './table.ts';
import type { Terminal } from './terminal.ts';

/** One account's health for people: the parts of its card, one below the other. */
export function printAccount(terminal: Terminal, sentences: Sentences, health: AccountHealth): void {
  const { cli, format } = sentences;
  const say = (text: string, indent = '') => {
    terminal.print(indent + wrap(text, terminal.columns, indent));
  };
  const heading = (text: string) => {
    terminal.print(`\n${terminal.bold(text)}`);
  };

  printHead(terminal, sentences, health);
  say(health.coverage.sentence);
  if (health.gates.length > 0) heading(cli.label('warnings'));
  for (const { name, sentence, evidence, caps } of health.gates) {
    say(`${terminal.byTier(caps.code, name)}: ${sentence} (${evidence})`, '  ');
  }
  heading(cli.label('whyScore'));
  terminal.print(measureTable(sentences, health));
  printMissing(terminal, sentences, health);
  heading(cli.label('whyChange'));
  say(health.change.sentence);
  for (const { points, sentence, cause } of health.change.lines) {
    say(`${format.points(points)} ${sentence} (${cause})`, '  ');
  }
  if (health.renewals.length > 0) heading(cli.label('renewalsOfAccount'));
  for (const renewal of health.renewals) printRenewal(terminal, sentences, renewal);
  if (health.people.length > 0) heading(cli.label('people'));
  for (const { label, sentence, score } of health.people) {
    say(`${label}${score === null ? '' : ` (${score})`}: ${sentence}`, '  ');
  }
  heading(cli.label('nextStep'));
  say(health.nextStep.text);
  if (health.expansion !== null) say(health.expansion);
}

function printHead(terminal: Terminal, { cli }: Sentences, health: AccountHealth): void {
  const facts = [
    terminal.byBand(health.band.code, `${health.score ?? '–'} ${health.band.label}`),
    ...(health.tier === null ? [] : [`${cli.label('tier')}: ${terminal.byTier(health.tier.code, health.tier.label)}`]),
    ...(health.account.segment === null ? [] : [health.account.segment]),
    `${cli.label('scorecard')} ${health.scorecard}`,
  ];
  terminal.print(`${terminal.bold(health.account.name)}  ${facts.join(' · ')}`);
  terminal.print(terminal.dim(cli.sentence('asOf', { day: health.asOfText })));
}

/** Every scored measure with its points, and the row they sum to. */
function measureTable({ cli, format }: Sentences, { measures, score }: AccountHealth): string {
  const scored = measures.filter(({ state }) => state === 'scored');
  const rows = scored.map(({ name, points, missing, effect, sentence }) => [
    name,
    points === null ? '' : String(points),
    missing === null ? '' : format.points(-missing),
    effect === null ? '' : `${effect > 0 ? '+' : ''}${format.number(effect, 1)}`,
    sentence,
  ]);
  const total = score === null ? [] : [[cli.label('total'), String(score), format.points(score - 100), '', '']];
  return table(
    [
      { title: cli.label('measure') },
      { title: cli.label('points'), align: 'right' },
      { title: cli.label('missingPoints'), align: 'right' },
      { title: cli.label('drivers'), align: 'right' },
      { title: '' },
    ],
    [...rows, ...total],
  );
}

function printMissing(terminal: Terminal, { cli }: Sentences, { measures }: AccountHealth): void {
  const missing = measures.filter(({ state }) => state === 'no_data');
  if (missing.length === 0) return;
  terminal.print(`\n${terminal.bold(cli.label('whatIsMissing'))}`);
  for (const { name, sentence } of missing) terminal.print(`  ${wrap(`${name}: ${sentence}`, terminal.columns, '  ')}`);
}

function printRenewal(terminal: Terminal, { cli }: Sentences, renewal: AccountHealth['renewals'][number]): void {
  const { name, dateText, arr, final, machine, human, milestone, reason, lift, leadBy } = renewal;
  const facts = [dateText, arr, milestone, leadBy].filter((text) => text !== '').join(' · ');
  terminal.print(`  ${terminal.bold(name)}  ${facts}`);
  const tiers = [
    `${cli.label('finalTier')}: ${terminal.byTier(final.code, final.label)}`,
    `${cli.label('machineTier')}: ${machine.label}`,
    ...(human === null ? [] : [`${cli.label('humanTier')}: ${human.label}`]),
  ];
  terminal.print(`    ${tiers.join(' · ')}`);
  const sentences = [reason, ...(human === null ? [] : [human.sentence]), ...(lift === '' ? [] : [lift])];
  for (const sentence of sentences) terminal.print(`    ${wrap(sentence, terminal.columns, '    ')}`);
}
