import { table, width, wrap } from '../../server/cli/table.ts';
import { createTerminalProgress } from '../../server/cli/terminal-progress.ts';

test('a table lines up whatever the script of its cells', () => {
  const text = table(
    [{ title: 'Account' }, { title: 'ARR', align: 'right' }],
    [
      ['Müller GmbH', '€1'],
      ['株式会社', '€12,500'],
      ['\u2068שלום\u2069', '€3'],
      ['\u001b[31mRed\u001b[39m', '€4'],
    ],
  );
  const widths = text.split('\n').map(width);
  expect(new Set(widths)).toEqual(new Set([20]));
  expect(text.split('\n')[0]).toBe('Account          ARR');
});

test('a sentence is broken at spaces and never inside a word', () => {
  expect(wrap('one two three four', 9, '  ')).toBe('one two\n  three\n  four');
  expect(wrap('unbreakable', 4, '')).toBe('unbreakable');
});

describe('progress', () => {
  const run = (isTTY: boolean) => {
    let now = 0;
    const written: string[] = [];
    const progress = createTerminalProgress(
      { isTTY, columns: 60, write: (text) => written.push(text) },
      (step) => step,
      () => now,
    );
    return { progress, written, wait: (ms: number) => (now += ms) };
  };

  test('prints plain lines at the start, every five seconds and at the end where there is no terminal', () => {
    const { progress, written, wait } = run(false);
    progress.step('accounts', 100, 300);
    wait(1000);
    progress.step('accounts', 200, 300);
    wait(4000);
    progress.step('accounts', 250, 300);
    progress.step('accounts', 300, 300);
    progress.step('accounts', 300, 300);
    expect(written.map((line) => line.replace(/^[█░]+ /, ''))).toEqual([
      'accounts 100/300\n',
      'accounts 250/300\n',
      'accounts 300/300\n',
    ]);
  });

  test('redraws one line on a terminal, cut to its width, and clears it at the end', () => {
    const { progress, written, wait } = run(true);
    progress.step('contacts', 1, null);
    wait(50);
    progress.step('contacts', 2, null);
    wait(100);
    progress.step('contacts', 3, null);
    progress.finish();
    expect(written).toEqual(['\r\u001b[2Kcontacts 1', '\r\u001b[2Kcontacts 3', '\r\u001b[2K']);
  });
});
