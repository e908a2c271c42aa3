import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RawSignal, RejectedRow } from '../../src/ports/signal-source.ts';
import { connectionId } from '../../src/accounts/ids.ts';
import { createConnectionFolders } from '../../src/signal-sources/csv/connection-folders.ts';
import {
  createSignalFolder,
  listSignalSources,
  NoSignalFilesError,
} from '../../src/signal-sources/csv/read-signal-folder.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'signals-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function read(files: Readonly<Record<string, string>>) {
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  const signals: RawSignal[] = [];
  const rejected: RejectedRow[] = [];
  for await (const batch of createSignalFolder(folder, 'files').read()) {
    signals.push(...batch.signals);
    rejected.push(...batch.rejected);
  }
  return { signals, rejected };
}

test('reads the three files, a byte-order mark, quotes, spaces and CRLF included', async () => {
  const { signals, rejected } = await read({
    'usage.csv': '\ufeffaccount,user,day,event,count\r\nC-1, Ada@Example.COM ,2026-11-02,"run, workflow",3\r\n',
    'invoices.csv':
      'account,invoice,issued_on,due_on,paid_on,amount,currency\nC-1,I-1,2026-10-01,2026-10-31,,1200.50,eur\n',
    'observations.csv': 'account,name,value,on,about\nC-1,nps,9,2026-11-01,ada@example.com\nC-1,seats,20,2026-01-01,\n',
  });
  expect(rejected).toEqual([]);
  expect(signals).toEqual([
    { kind: 'usage', account: 'C-1', user: 'ada@example.com', day: '2026-11-02', event: 'run, workflow', count: 3 },
    {
      kind: 'invoice',
      account: 'C-1',
      id: 'I-1',
      issuedOn: '2026-10-01',
      dueOn: '2026-10-31',
      paidOn: null,
      amount: 1200.5,
      currency: 'EUR',
    },
    { kind: 'observation', account: 'C-1', name: 'nps', value: '9', on: '2026-11-01', about: 'ada@example.com' },
    { kind: 'observation', account: 'C-1', name: 'seats', value: '20', on: '2026-01-01', about: null },
  ]);
});

test('reads JSON Lines and a JSON array as it reads CSV', async () => {
  const { signals, rejected } = await read({
    'usage.jsonl': '{"account":"C-1","user":"a@b.c","day":"2026-11-02","event":"login","count":2}\n\n',
    'observations.json': '[{"account":"C-2","name":"champion_left","value":true,"on":"2026-11-01"}]',
  });
  expect(rejected).toEqual([]);
  expect(signals.map((signal) => signal.account)).toEqual(['C-1', 'C-2']);
});

test.each([
  ['C-1,u,2026-02-30,login,1', 'day', 'not_a_day'],
  ['C-1,u,22.11.2026,login,1', 'day', 'not_a_day'],
  ['C-1,u,2026-11-02,login,many', 'count', 'not_a_number'],
  ['C-1,u,2026-11-02,login,1.5', 'count', 'not_a_number'],
  ['C-1,u,2026-11-02,login,0', 'count', 'out_of_range'],
  [',u,2026-11-02,login,1', 'account', 'empty'],
  ['C-1,u', 'day', 'missing_column'],
])('rejects the usage row %s and names column and line', async (row, column, code) => {
  const { signals, rejected } = await read({
    'usage.csv': `account,user,day,event,count\nC-0,u,2026-11-02,login,1\n${row}\nC-2,u,2026-11-02,login,1\n`,
  });
  expect(signals.map((signal) => signal.account)).toEqual(['C-0', 'C-2']);
  expect(rejected).toEqual([expect.objectContaining({ line: 3, column, code })]);
});

test.each([
  ['nps', '11', 'out_of_range'],
  ['nps', 'ten', 'not_a_number'],
  ['seats', '-1', 'out_of_range'],
  ['seats', '2.5', 'not_a_number'],
  ['sponsor_level', 'super', 'unknown_value'],
  ['mood', 'good', 'unknown_name'],
])('rejects the observation %s = %s', async (name, value, code) => {
  const { signals, rejected } = await read({
    'observations.csv': `account,name,value,on,about\nC-1,${name},${value},2026-11-01,\n`,
  });
  expect(signals).toEqual([]);
  expect(rejected).toEqual([expect.objectContaining({ line: 2, code, value: code === 'unknown_name' ? name : value })]);
});

test('rejects a goal without its id and a line that is no JSON', async () => {
  const { rejected } = await read({
    'observations.csv': 'account,name,value,on,about\nC-1,goal_status,reached,2026-11-01,\n',
    'usage.jsonl': '{"account":\n',
  });
  expect(rejected.map((row) => [row.column, row.code])).toEqual(
    expect.arrayContaining([
      ['about', 'empty'],
      [null, 'not_parsable'],
    ]),
  );
});

test('a quotation mark in the wrong place costs nothing, one never closed names the line it stands in', async () => {
  const head = 'account,user,day,event,count';
  const good = 'C-1,u,2026-11-02,login,1';
  const stray = await read({ 'usage.csv': [head, good, 'C-1,"u"x,2026-11-02,login,1', good, ''].join('\n') });
  expect(stray.signals).toHaveLength(3);
  expect(stray.rejected).toEqual([]);
  const open = await read({ 'usage.csv': [head, good, 'C-1,"u,2026-11-02,login,1', good, good, ''].join('\n') });
  expect(open.signals).toHaveLength(1);
  expect(open.rejected).toMatchObject([{ line: 3, code: 'not_parsable' }]);
});

test('a file that cannot be read is an error that names it', async () => {
  await mkdir(join(folder, 'usage.csv'));
  await expect(read({})).rejects.toMatchObject({ name: 'UnreadableFileError', file: join(folder, 'usage.csv') });
});

test('a folder without signal files is an error that names the folder', async () => {
  await expect(read({ 'other.csv': 'x' })).rejects.toThrow(NoSignalFilesError);
});

const put = async (...files: readonly string[]) => {
  for (const file of files) {
    await mkdir(join(folder, file, '..'), { recursive: true });
    await writeFile(join(folder, file), '');
  }
};
const namesOf = async (sources: Promise<readonly { readonly name: string }[]>) =>
  (await sources).map(({ name }) => name);

test('a folder of a product is a source of its own, named after it, from the next reading on', async () => {
  await put('usage.csv');
  expect(await namesOf(listSignalSources(folder))).toEqual(['files']);
  await put('product-web/usage.csv', 'product-api/usage.jsonl', 'product-notes/read.me', 'product-file');
  await put('archive/usage.csv', 'web/usage.csv');
  expect(await namesOf(listSignalSources(folder))).toEqual(['files', 'product-api', 'product-web']);
});

test('a file that was moved into the folder of a product is an error, for its past would count twice', async () => {
  await put('invoices.csv', 'product-web/usage.csv');
  await expect(listSignalSources(folder)).rejects.toMatchObject({
    ...{ name: 'MovedFileError', file: join(folder, 'product-web', 'usage.csv'), folder },
  });
  await put('usage.json');
  expect(await namesOf(listSignalSources(folder))).toEqual(['files', 'product-web']);
});

test('a folder that is missing, a file, or closed to us is an error that names it', async () => {
  await put('file');
  for (const path of [join(folder, 'missing'), join(folder, 'file')])
    await expect(listSignalSources(path)).rejects.toMatchObject({
      ...{ name: 'NoSignalFilesError', folder: path, folderExists: false },
    });
  const endless = join(folder, 'endless');
  await symlink(endless, endless);
  await expect(listSignalSources(endless)).rejects.toMatchObject({
    ...{ name: 'UnreadableFileError', file: endless, code: 'ELOOP' },
  });
});

describe('of several connections', () => {
  const [first, second] = [connectionId('hubspot', '1'), connectionId('salesforce', '00D000000000001AAA')] as const;
  const foldersFor = (apart: boolean) => {
    const said: unknown[] = [];
    const logger = { info: (fields: unknown) => void said.push(fields) };
    return { sourcesOf: createConnectionFolders({ folder, apart, logger }), said };
  };

  test('that one customer owns, each reads the folder itself', async () => {
    await put('usage.csv', 'hubspot-1/usage.csv');
    const { sourcesOf, said } = foldersFor(false);
    for (const id of [first, second]) expect(await namesOf(sourcesOf(id))).toEqual(['files']);
    expect(said).toEqual([]);
  });

  test('of several customers, each reads its own folder and no other; without one it has no signals, said once', async () => {
    await put('usage.csv', 'hubspot-1/usage.csv', 'hubspot-1/product-web/usage.csv', 'hubspot-10/usage.csv');
    const { sourcesOf, said } = foldersFor(true);
    expect(await namesOf(sourcesOf(first))).toEqual(['files', 'product-web']);
    for (const _ of [1, 2]) expect(await sourcesOf(second)).toEqual([]);
    expect(await sourcesOf(connectionId('hubspot', '../hubspot-1'))).toEqual([]);
    expect(said).toHaveLength(2);
    await put('salesforce-00D000000000001AAA/usage.csv');
    expect(await namesOf(sourcesOf(second))).toEqual(['files']);
  });

  test('of several customers, a folder that is missing altogether is an error', async () => {
    await rm(folder, { recursive: true });
    await expect(foldersFor(true).sourcesOf(first)).rejects.toThrow(NoSignalFilesError);
    await mkdir(folder);
  });
});

test('reads a large file in bounded batches', async () => {
  const rows = Array.from({ length: 12_001 }, (_, index) => `C-${index},u,2026-11-02,login,1`);
  await writeFile(join(folder, 'usage.csv'), `account,user,day,event,count\n${rows.join('\n')}\n`);
  const sizes: number[] = [];
  for await (const batch of createSignalFolder(folder, 'files').read()) sizes.push(batch.signals.length);
  expect(sizes).toEqual([5000, 5000, 2001]);
});
