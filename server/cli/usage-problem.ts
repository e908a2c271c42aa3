import type { CommanderError } from 'commander';
import type { Sentences } from '../../src/messages/sentences.ts';

/** What the argument parser found wrong, in the reader's language. The parser says which name it stumbled over only inside its English sentence, in quotes. */
export function usageProblem({ code, message }: CommanderError, cli: Sentences['cli']): readonly string[] {
  const name = /'([^']*)'/.exec(message)?.[1] ?? '';
  const similar = /\(Did you mean (?:one of )?([^)?]+)\?\)/.exec(message)?.[1];
  const hint = similar === undefined ? [] : [cli.sentence('didYouMean', { name: similar })];
  switch (code) {
    case 'commander.unknownCommand':
      return [cli.sentence('unknownCommand', { name }), ...hint];
    case 'commander.unknownOption':
      return [cli.sentence('unknownOption', { name }), ...hint];
    case 'commander.missingArgument':
      return [cli.sentence('missingArgument', { name })];
    case 'commander.optionMissingArgument':
      return [cli.sentence('missingValue', { name })];
    case 'commander.excessArguments':
      return [
        cli.sentence('tooManyArguments', {
          value: message.replace(/\.$/, '').split(/, |: /).at(-1) ?? '',
        }),
      ];
    default:
      return [];
  }
}
