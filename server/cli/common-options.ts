import { type Command, Option } from 'commander';
import type { Locale } from '../../src/accounts/connection.ts';
import type { CrmName } from '../../src/accounts/ids.ts';
import type { Sentences } from '../../src/messages/sentences.ts';
import { CommandError } from './command-error.ts';

const locales: readonly Locale[] = ['en', 'de'];
const crmNames: readonly CrmName[] = ['hubspot', 'salesforce'];

/** The language asked for, before anything is parsed: help and complaints about the arguments themselves need it too. */
export function localeOf(args: readonly string[], systemLocale: Locale): Locale {
  const asked = args.flatMap((arg, index) => {
    if (arg === '--locale') return [args[index + 1]];
    return arg.startsWith('--locale=') ? [arg.slice('--locale='.length)] : [];
  });
  return locales.find((locale) => locale === asked.at(-1)) ?? systemLocale;
}

/** The language, understood with a command and without one. */
export function withLocale(command: Command, { help }: Sentences, locale: Locale): Command {
  const option = new Option('--locale <language>', help.options.locale);
  return command.addOption(option.default(locale).argParser(oneOf('--locale', locales)));
}

/** What every command understands. */
export function withCommonOptions(command: Command, sentences: Sentences, locale: Locale): Command {
  const { options } = sentences.help;
  return withLocale(command, sentences, locale)
    .option('--companies <count>', options.companies, wholeNumber('--companies', 20, 100_000), 120)
    .option('--seed <number>', options.seed, wholeNumber('--seed', 0, 2 ** 31), 7)
    .option('--csv <folder>', options.csv)
    .option('--crm <name>', options.crm, oneOf('--crm', crmNames));
}

/** For commands that work on one connection. */
export const withConnection = (command: Command, { help }: Sentences): Command =>
  command.option('--connection <id>', help.options.connection);

const oneOf =
  <T extends string>(name: string, choices: readonly T[]) =>
  (text: string): T => {
    const found = choices.find((choice) => choice === text);
    if (found !== undefined) return found;
    const params = { name, value: text, choices: choices.join(', ') };
    throw new CommandError(({ cli }) => cli.sentence('notOneOf', params));
  };

export const wholeNumber = (name: string, least: number, most: number) => (text: string) => {
  const value = Number(text);
  if (text.trim() !== '' && Number.isInteger(value) && value >= least && value <= most) return value;
  const params = { name, value: text, least: String(least), most: String(most) };
  throw new CommandError(({ cli }) => cli.sentence('notInRange', params));
};
