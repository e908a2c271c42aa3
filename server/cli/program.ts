import { Command } from 'commander';
import packageFile from '../../package.json' with { type: 'json' };
import type { Locale } from '../../src/accounts/connection.ts';
import { actingAs } from '../../src/common/acting-as.ts';
import type { CommandName } from '../../src/messages/help.ts';
import type { Sentences } from '../../src/messages/sentences.ts';
import { backup, restore } from './backup.ts';
import { collect } from './collect.ts';
import { wholeNumber, withCommonOptions, withConnection, withLocale } from './common-options.ts';
import { connect } from './connect.ts';
import { disconnect } from './disconnect.ts';
import { createExplain } from './explain.ts';
import { exportFolder } from './export.ts';
import { forget } from './forget.ts';
import { audit } from './audit.ts';
import { map } from './map.ts';
import type { Wiring } from './product.ts';
import { purgeNow } from './purge-now.ts';
import { rotateKeys } from './rotate-keys.ts';
import { runSandbox } from './run-sandbox.ts';
import { score } from './score.ts';
import { importScorecard, printScorecard } from './scorecard.ts';
import { serve } from './serve.ts';
import { type CommonOptions, openSession, sandboxSpec, type Session } from './session.ts';
import { status } from './status.ts';
import { sync } from './sync.ts';
import { undo } from './undo.ts';

/** The options of the command that runs, for whoever has to report how it failed. */
export interface Given {
  options: CommonOptions;
}
interface Needs {
  readonly crm: boolean;
  readonly quiet?: boolean;
}
type Action<Options> = (session: Session, options: Options & CommonOptions, args: readonly string[]) => Promise<void>;

/** Every command with its options, its help in the reader's language. Parsing throws CommanderError for what it does not know, and what the command throws. */
export function createProgram(wiring: Wiring, sentences: Sentences, locale: Locale, given: Given): Command {
  const { help } = sentences;
  const root = withLocale(createRoot(sentences), sentences, locale);

  /** A command that does one thing; `work` gets its options and arguments. */
  const bare = <Options extends object>(
    name: CommandName,
    args: string,
    work: (options: Options & CommonOptions, args: readonly string[]) => Promise<void>,
  ) =>
    withCommonOptions(root.command(`${name} ${args}`.trim()), sentences, locale)
      .description(help.commands[name])
      .action(async (...all: unknown[]) => {
        const self = all.at(-1) as Command;
        const parsed = self.opts<Options & CommonOptions>();
        const { csv = null, crm = null, connection = null } = parsed;
        given.options = { ...parsed, csv, crm, connection };
        // what a serving process does by itself, nobody has ordered
        const actor = name === 'serve' ? 'service' : 'command line';
        await actingAs(actor, () => work({ ...parsed, ...given.options }, self.args));
      });
  /** A command that opens the product and closes everything again. */
  const command = <Options extends object>(
    name: CommandName,
    args: string,
    needs: (options: Options) => Needs,
    action: Action<Options>,
  ) =>
    bare<Options>(name, args, async (options, values) => {
      const { crm, quiet = false } = needs(options);
      const session = await openSession(wiring, options, { crm, quiet });
      try {
        await action(session, options, values);
      } finally {
        await session.close();
      }
    });

  /** One that works on one connection. */
  const onOne = <Options extends object>(...args: Parameters<typeof command<Options>>) =>
    withConnection(command<Options>(...args), sentences);

  command<{ once: boolean; json: boolean }>('serve', '', withCrmQuietly, serve)
    .option('--once', help.options.once, false)
    .option('--json', help.options.json, false);
  onOne('connect', '', withCrm, connect);
  onOne<{ set: readonly string[]; propose: boolean }>('map', '', withCrm, map)
    .option('--set <target=field...>', help.options.set, [])
    .option('--propose', help.options.propose, false);
  onOne<{ full: boolean; dryRun: boolean; resume: boolean; json: boolean }>('sync', '', withCrmQuietly, sync)
    .option('--full', help.options.full, false)
    .option('--dry-run', help.options.dryRun, false)
    .option('--resume', help.options.resume, false)
    .option('--json', help.options.json, false);
  onOne('score', '', noCrm, score);
  onOne<{ asOf?: string; since?: string; json: boolean }>('explain', '<account>', noCrm, explain)
    .option('--as-of <day>', help.options.asOf)
    .option('--since <day>', help.options.since)
    .option('--json', help.options.json, false);
  onOne('collect', '<folder>', noCrm, (session, _options, [folder = '']) => collect(session, folder));
  onOne<{ publish: boolean }>('scorecard', '[file]', noCrm, (session, { publish }, [file]) =>
    file === undefined ? printScorecard(session) : importScorecard(session, file, publish),
  ).option('--publish', help.options.publish, false);
  onOne('undo', '<run>', withCrm, (session, _options, [run = '']) => undo(session, run));
  onOne('status', '', noCrm, status);
  command<{ purgeNow: boolean }>('disconnect', '[connection]', noCrm, (session, options, [id]) =>
    options.purgeNow ? purgeNow(session, id) : disconnect(session, id),
  ).option('--purge-now', help.options.purgeNow, false);
  command('rotate-keys', '', noCrm, rotateKeys);
  command('audit', '', noCrm, audit);
  onOne<{ withPeople: boolean }>('export', '<folder>', noCrm, (session, { withPeople }, [folder = '']) =>
    exportFolder(session, folder, withPeople),
  ).option('--with-people', help.options.withPeople, false);
  onOne('forget', '<contact>', noCrm, (session, _options, [contact = '']) => forget(session, contact));
  command('backup', '<file>', noCrm, (session, _options, [file = '']) => backup(session, file));
  bare('restore', '<file>', (options, [file = '']) => restore(wiring, options, file, sentences));
  bare<{ port: number }>('sandbox', '', (options) =>
    runSandbox(wiring.readConfig(), sandboxSpec(options, wiring.clock.now()), options.port, sentences),
  ).option('--port <port>', help.options.port, wholeNumber('--port', 0, 65_535), 0);
  return root;
}

const withCrm = () => ({ crm: true });
const withCrmQuietly = ({ json }: { readonly json: boolean }) => ({ crm: true, quiet: json });
const noCrm = () => ({ crm: false });

const explain: Action<{ asOf?: string; since?: string; json: boolean }> = async (
  session,
  { asOf = null, since = null, locale, json },
  [account = ''],
) => {
  const { stores, clock } = session.product.stored;
  const run = createExplain({ stores, clock, terminal: session.terminal });
  await run(await session.connection(), { account, asOf, since, locale, json });
};

/** The frame: texts in the reader's language, and nothing printed by the parser itself but help. */
function createRoot({ help }: Sentences): Command {
  const titles = new Map([
    ['Usage:', help.titles.usage],
    ['Options:', help.titles.options],
    ['Commands:', help.titles.commands],
  ]);
  const frame = (command: Command) => command.helpOption('-h, --help', help.options.help);
  return frame(new Command('renewal-health'))
    .description(help.commands['renewal-health'])
    .version(packageFile.version, '-V, --version', help.options.version)
    .helpCommand('help [command]', help.commands.help)
    .addHelpText('after', `\n${help.after}`)
    .configureHelp({
      styleTitle: (title) => titles.get(title) ?? title,
      optionDescription: ({ description }) => description,
    })
    .configureOutput({ outputError: () => undefined })
    .exitOverride()
    .showSuggestionAfterError();
}
