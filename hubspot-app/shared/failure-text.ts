import type { Reply } from './backend.ts';
import type { Words } from './words.ts';

/** What went wrong, in one sentence: the backend's own where it said one. */
export const failureText = (words: Words, { failure, sentence }: Extract<Reply<never>, { ok: false }>): string =>
  sentence ?? words.failures[failure];
