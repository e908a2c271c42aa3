import type { Sentences } from '../../src/messages/sentences.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';

/** A command that cannot be carried out: as it was typed, unless the exit code says otherwise. Worded when the reader's language is known. */
export class CommandError extends Error {
  readonly wording: (sentences: Sentences) => string;
  readonly exitCode: ExitCode;
  constructor(wording: (sentences: Sentences) => string, exitCode: ExitCode = exitCodes.usage) {
    super('the command cannot be carried out');
    this.name = 'CommandError';
    this.wording = wording;
    this.exitCode = exitCode;
  }
}
