import { expect } from '@jest/globals';
import type { Ended } from './command-line.ts';

/** The sentences for people on standard error: what is neither progress nor a log line. */
const saidTo = ({ err }: Ended): readonly string[] =>
  err.split('\n').filter((line) => line !== '' && !line.startsWith('{') && !/^[█░]|^[\p{L}-]+ \d+$/u.test(line));

/** What no line may ever hold, whatever went wrong: frames of a stack, anybody's address, a secret of these tests. */
export const indiscreet = /^\s+at |node:internal|file:\/\/|[\w.+-]+@[\w-]+\.\w+|pat-na1-|canary|geheim|Bearer /m;

/** Exit code and the sentences, one pattern each, without anything that does not belong on a screen. */
export function expectProblem(ended: Ended, code: number, ...sentences: readonly RegExp[]): void {
  const said = sentences.map((sentence): unknown => expect.stringMatching(sentence));
  expect({ code: ended.code, said: saidTo(ended) }).toEqual({ code, said });
  expect(`${ended.out}${ended.err}`).not.toMatch(indiscreet);
}
