import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import type { Locale } from '../../src/accounts/connection.ts';
import { createSentences } from '../../src/messages/sentences.ts';
import { collect } from './collect.ts';
import { createExplain } from './explain.ts';
import { connect } from './connect.ts';
import { map } from './map.ts';
import type { Wiring } from './product.ts';
import { describeProblem, exitCodes } from './report-problem.ts';
import { runSandbox } from './run-sandbox.ts';
import { score } from './score.ts';
import { importScorecard, printScorecard } from './scorecard.ts';
import { serve } from './serve.ts';
import { type CommonOptions, databasePlace, openSession, sandboxSpec, type Session } from './session.ts';
import { status } from './status.ts';
import { sync } from './sync.ts';
import { undo } from './undo.ts';

/** Runs one command and answers with the process's exit code. Never throws: what went wrong is said on standard error. */
export async function runCommandLine(args: readonly string[], wiring: Wiring): Promise<number> {
  const common: { options: CommonOptions } = {
    options: { locale: wiring.systemLocale, companies: 120, seed: 7, csv: null },
  };
  try {
    await program(wiring, common).parseAsync([...args], { from: 'user' });
    return exitCodes.done;
  } catch (error) {
    return report(error, common.options, wiring);
  }
}

function report(error: unknown, options: CommonOptions, wiring: Wiring): number {
  // commander has printed its own sentence, or the help that was asked for
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  const problem = describeProblem(error, options.locale, placeOf(options, wiring));
  if (problem === null) {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    return exitCodes.unexpected;
  }
  for (const sentence of problem.sentences) process.stderr.write(`${sentence}\n`);
  return problem.exitCode;
}

/** A bad setting is itself the problem to report: then there is no place to name. */
function placeOf(options: CommonOptions, wiring: Wiring): string {
  try {
    return databasePlace(wiring.readConfig(), sandboxSpec(options, wiring.clock.now()));
  } catch {
    return '';
  }
}

interface Needs {
  readonly crm: boolean;
  readonly quiet?: boolean;
}
type Action<Options> = (session: Session, options: Options & CommonOptions, args: readonly string[]) => Promise<void>;

function program(wiring: Wiring, common: { options: CommonOptions }): Command {
  const root = new Command('renewal-health')
    .description('Account health and renewal forecast inside your CRM.')
    .exitOverride()
    .showSuggestionAfterError();

  /** A command that opens the product, does one thing and closes everything again. */
  const command = <Options extends object>(
    name: string,
    description: string,
    needs: (options: Options) => Needs,
    action: Action<Options>,
  ) =>
    withCommonOptions(root.command(name).description(description), wiring.systemLocale).action(
      async (...all: unknown[]) => {
        const self = all.at(-1) as Command;
        const given = self.opts<Options & CommonOptions>();
        const options = { ...given, csv: given.csv ?? null };
        common.options = options;
        const { crm, quiet = false } = needs(options);
        const session = await openSession(wiring, options, { crm, quiet });
        try {
          await action(session, options, self.args);
        } finally {
          await session.close();
        }
      },
    );

  command<{ once: boolean; json: boolean }>(
    'serve',
    'Full sync, then keep serving and syncing. What "npm start" runs.',
    ({ json }) => ({ crm: true, quiet: json }),
    (session, options) => serve(session, options),
  )
    .option('--once', 'end after the sync', false)
    .option('--json', 'print one JSON object instead of text', false);
  command('connect', 'Look at the portal, propose a field mapping, create our properties.', withCrm, connect);
  command<{ set: readonly string[]; propose: boolean }>(
    'map',
    'Show the field mapping with its candidates, or change it.',
    withCrm,
    map,
  )
    .option('--set <target=field...>', 'use a CRM field for a target; an empty field means none', [])
    .option('--propose', 'take the proposed mapping again', false);
  command<{ full: boolean; dryRun: boolean; resume: boolean; json: boolean }>(
    'sync',
    'Read what changed, score, write back.',
    ({ json }) => ({ crm: true, quiet: json }),
    (session, options) => sync(session, options),
  )
    .option('--full', 'read everything', false)
    .option('--dry-run', 'show what would be written, write nothing', false)
    .option('--resume', 'end the pause that an undo began', false)
    .option('--json', 'print one JSON object instead of text', false);
  command('score', 'Score every account from what is stored; write nothing to the CRM.', noCrm, (session) =>
    score(session),
  );
  command<{ asOf?: string; since?: string; json: boolean }>(
    'explain <account>',
    'Why an account stands where it stands: name, domain, customer number or CRM id.',
    noCrm,
    async (session, { asOf = null, since = null, locale, json }, [account = '']) => {
      const { stores, clock } = session.product.stored;
      const explain = createExplain({ stores, clock, terminal: session.terminal });
      await explain(await session.connection(), { account, asOf, since, locale, json });
    },
  )
    .option('--as-of <day>', 'as it was known at the end of that day, YYYY-MM-DD')
    .option('--since <day>', 'compare with that day instead of 30 days before')
    .option('--json', 'print one JSON object instead of text', false);
  command(
    'collect <folder>',
    'Import usage, invoices and observations (docs/signals.md).',
    noCrm,
    (session, _options, [folder = '']) => collect(session, folder),
  );
  command<{ publish: boolean }>(
    'scorecard [file]',
    'Print the scorecard in force; with a file: preview it, publish it.',
    noCrm,
    (session, { publish }, [file]) =>
      file === undefined ? printScorecard(session) : importScorecard(session, file, publish),
  ).option('--publish', 'put the scorecard of the file in force', false);
  command('undo <run>', 'Put back what a run wrote, then pause write-back.', withCrm, (session, _options, [run = '']) =>
    undo(session, run),
  );
  command('status', 'Connection, last runs and data quality.', noCrm, (session) => status(session));
  command(
    'backup <file>',
    'Write the embedded database into one file.',
    noCrm,
    async ({ product, terminal }, _options, [file = '']) => {
      await product.backup(file);
      terminal.print(file);
    },
  );
  withCommonOptions(
    root.command('sandbox').description('Run only the sandbox portal, to play with its API.'),
    wiring.systemLocale,
  )
    .option('--port <port>', 'port on loopback', wholeNumber(0, 65_535), 0)
    .action(async (options: CommonOptions & { port: number }) => {
      common.options = { ...options, csv: options.csv ?? null };
      await runSandbox(
        wiring.readConfig(),
        sandboxSpec(common.options, wiring.clock.now()),
        options.port,
        createSentences(options.locale),
      );
    });
  return root;
}

const withCrm = () => ({ crm: true });
const noCrm = () => ({ crm: false });

function withCommonOptions(command: Command, systemLocale: Locale): Command {
  return command
    .addOption(new Option('--locale <language>', 'language of the output').choices(['en', 'de']).default(systemLocale))
    .option('--companies <count>', 'size of the sandbox base', wholeNumber(20, 100_000), 120)
    .option('--seed <number>', 'seed of the sandbox base', wholeNumber(0, 2 ** 31), 7)
    .option('--csv <folder>', 'CSV export of a real CRM as the sandbox base');
}

const wholeNumber = (least: number, most: number) => (text: string) => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most) {
    throw new InvalidArgumentError(`Give a whole number from ${least} to ${most}.`);
  }
  return value;
};
