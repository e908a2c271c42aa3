import { describe, expect, it } from '@jest/globals';
import { describeProblem } from '../../server/cli/report-problem.ts';
import { createLogger } from '../../server/observability/log.ts';
import { tracesOf } from '../../server/observability/traces.ts';
import { StorageError } from '../../server/storage/storage-error.ts';

/** An error as libraries throw them: the message quotes what it failed on. */
const unforeseen = () =>
  new TypeError('cannot read "pat-na1-canary" of ada@customer.example', { cause: new RangeError('canary') });

describe('an error nobody foresaw', () => {
  it.each([
    ['en', /^Something happened .* \(TypeError\)\. What was saved is kept\..*LOG_LEVEL=debug and report the fault/],
    [
      'de',
      /^Es ist etwas geschehen.* \(TypeError\)\. Was gespeichert wurde, bleibt erhalten\..*LOG_LEVEL=debug und melden/,
    ],
  ] as const)('is told in %s without its own words, and how to report it', (locale, sentence) => {
    const problem = describeProblem(unforeseen(), locale, '');
    expect(problem).toEqual({ exitCode: 1, sentences: [expect.stringMatching(sentence)] });
    expect(JSON.stringify(problem)).not.toMatch(/canary|@/);
  });

  it('shows where it came from, causes too, without its own words', () => {
    const traces = tracesOf(unforeseen());
    expect(traces.filter((line) => !line.includes(' at '))).toEqual(['TypeError', 'RangeError']);
    expect(traces.some((line) => line.includes('report-problem.test.ts'))).toBe(true);
    expect(traces.join('\n')).not.toMatch(/canary|@customer/);
  });

  it('is logged the same way', () => {
    const lines: string[] = [];
    createLogger('error', { write: (line: string) => lines.push(line) }).error({ err: unforeseen() }, 'job failed');
    expect(lines.join()).toMatch(/"err":\["TypeError"," {4}at .*"msg":"job failed"/);
    expect(lines.join()).not.toMatch(/canary|@customer/);
  });

  it('may be no error at all', () => {
    expect(describeProblem('canary', 'en', '').sentences.join()).toMatch(/\(Error\)/);
    expect(tracesOf('canary')).toEqual([]);
  });
});

describe('a database error', () => {
  it('names its own file or folder, else the place of the database', () => {
    const sentence = (error: StorageError) => describeProblem(error, 'en', 'db.example:5432').sentences[0];
    expect(sentence(new StorageError('bad_backup', { file: 'cut.tar.gz' }))).toContain('cut.tar.gz');
    expect(sentence(new StorageError('unreachable', { found: 'ECONNREFUSED' }))).toContain('db.example:5432');
  });
});
