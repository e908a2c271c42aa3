import type { Sentences } from '../../src/messages/sentences.ts';

/** A command that cannot be carried out as it was typed. Worded when the reader's language is known. */
export class CommandError extends Error {
  readonly wording: (sentences: Sentences) => string;
  constructor(wording: (sentences: Sentences) => string) {
    super('the command cannot be carried out');
    this.name = 'CommandError';
    this.wording = wording;
  }
}
