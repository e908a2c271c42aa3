import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile, cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import { openBook } from '../../sandbox/book/open-book.ts';
import { csvCell, writeSignalFiles } from '../../sandbox/book/signal-files.ts';
import { type Book } from '../../sandbox/book/types.ts';

const asOf = '2026-11-22';
const exportFolder = join(import.meta.dirname, '../fixtures/crm-export');
const mavenFolder = process.env.MAVEN_CRM_FOLDER;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'book-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function read(name: string): Promise<Record<string, string>[]> {
  return parse<Record<string, string>>(await readFile(join(folder, name), 'utf8'), { columns: true });
}

describe('signal files', () => {
  const book = openBook({ source: 'generated', seed: 7, companies: 30, asOf });

  it('parse back to the facts of the base, row by row', async () => {
    const counts = await writeSignalFiles(book, join(folder, 'new', 'folder'));
    folder = join(folder, 'new', 'folder');
    const companies = [...book.companies()];
    const usage = companies.flatMap((company) =>
      company.usage.flatMap(({ day, user, events }) =>
        Object.entries(events).map(([event, count]) => ({
          account: company.key,
          user,
          day,
          event,
          count: String(count),
        })),
      ),
    );
    const observations = companies.flatMap(({ key, observations: facts }) =>
      facts.map(({ name, value, on, about }) => ({ account: key, name, value, on, about: about ?? '' })),
    );
    expect(await read('usage.csv')).toEqual(usage);
    expect(await read('observations.csv')).toEqual(observations);
    const invoices = await read('invoices.csv');
    expect(Object.keys(invoices[0] ?? {})).toEqual([
      'account',
      'invoice',
      'issued_on',
      'due_on',
      'paid_on',
      'amount',
      'currency',
    ]);
    expect(counts).toEqual({ usage: usage.length, invoices: invoices.length, observations: observations.length });
    folder = join(folder, '..', '..');
  });

  it('hold the observations that the format knows, with values in their ranges', async () => {
    await writeSignalFiles(openBook({ source: 'generated', seed: 9, companies: 300, asOf }), folder, { days: 180 });
    const text = await readFile(join(import.meta.dirname, '../../docs/signals.md'), 'utf8');
    const known = new Set([...text.matchAll(/^\| ([a-z_]+) \|/gm)].map((row) => row[1]));
    const facts = await read('observations.csv');
    expect(facts.filter(({ name }) => !known.has(name))).toEqual([]);
    const values = (wanted: string) => facts.filter(({ name }) => name === wanted).map(({ value }) => Number(value));
    expect(values('nps').every((value) => Number.isInteger(value) && value >= 0 && value <= 10)).toBe(true);
    expect(values('csat').every((value) => Number.isInteger(value) && value >= 1 && value <= 5)).toBe(true);
    expect(values('seats').every((value) => Number.isInteger(value) && value >= 1)).toBe(true);
    expect(values('response_hours').every((value) => value > 0)).toBe(true);
    const kinds = [
      'seats',
      'nps',
      'csat',
      'goal_status',
      'sponsor_level',
      'champion_left',
      'payment_failed',
      'cancellation_notice',
    ];
    expect(kinds.filter((kind) => !facts.some(({ name }) => name === kind))).toEqual([]);
  });

  it('hold the last days only when asked to, and every invoice that is still open', async () => {
    await writeSignalFiles(book, folder, { days: 30 });
    const first = '2026-10-23';
    expect((await read('usage.csv')).every(({ day }) => (day ?? '') >= first)).toBe(true);
    expect((await read('observations.csv')).every(({ on }) => (on ?? '') >= first)).toBe(true);
    const settled = (await read('invoices.csv')).filter(({ paid_on: paid }) => paid !== '');
    expect(
      settled.every(({ issued_on: issued, paid_on: paid }) => (issued ?? '') >= first || (paid ?? '') >= first),
    ).toBe(true);
  });

  it('quote what would break a row and nothing else', () => {
    const cells = ['plain', 'a,b', 'say "x"', 'two\nlines', ' padded', null, 3.5, 'ümläut'];
    expect(cells.map(csvCell)).toEqual([
      'plain',
      '"a,b"',
      '"say ""x"""',
      '"two\nlines"',
      '" padded"',
      '',
      '3.5',
      'ümläut',
    ]);
  });

  it('are written by the command, with the truth beside them', async () => {
    const main = join(import.meta.dirname, '../../sandbox/book/main.ts');
    const options = ['--companies', '20', '--seed', '7', '--as-of', asOf, '--out', folder];
    const { stdout } = await promisify(execFile)(process.execPath, [main, ...options]);
    const truths = (await readFile(join(folder, 'truth.jsonl'), 'utf8')).trim().split('\n');
    expect(truths).toHaveLength(20);
    expect(Object.keys(JSON.parse(truths[0] ?? '') as object)).toEqual([
      'key',
      'archetype',
      'causes',
      'lossProbability',
      'renews',
    ]);
    expect(JSON.parse(stdout)).toMatchObject({ companies: 20, usage: (await read('usage.csv')).length });
    await expect(promisify(execFile)(process.execPath, [main, '--companies', 'many'])).rejects.toThrow('Usage:');
  });
});

describe('a base from the CSV export of a CRM', () => {
  const open = (day = '2018-01-01', from = exportFolder): Book => openBook({ source: 'csv', folder: from, asOf: day });
  const deals = (book: Book) => [...[...book.companies()].flatMap((company) => company.deals), ...book.orphanDeals()];
  const deal = (book: Book, key: string) => deals(book).find((found) => found.key === key);

  it('keeps names, sectors and countries as they were typed', () => {
    const companies = [...open().companies()];
    expect(companies.map(({ key, name }) => [key, name])).toEqual([
      ['C-00001', 'Bärlauch & Söhne'],
      ['C-00002', 'Quillon, Inc.'],
      ['C-00003', 'vextria'],
    ]);
    expect(companies[0]).toMatchObject({ industry: 'technolgy', segment: 'mid_market', country: 'Germany' });
    expect(companies[1]).toMatchObject({
      country: 'Philipines',
      segment: 'smb',
      acv: null,
      seats: null,
      contractEnd: null,
    });
  });

  it('translates stages, dates and values and calls nothing a renewal', () => {
    const book = open();
    expect(deal(book, 'AAAA0001')).toMatchObject({
      ...{ kind: 'new_business', status: 'won', amount: 4514, currency: 'USD', ownerKey: 'ada.lindqvist' },
      ...{ createdAt: '2016-10-20T00:00:00.000Z', closeDate: '2017-03-01', renewalDate: null },
    });
    expect(deal(book, 'AAAA0002')).toMatchObject({
      status: 'lost',
      amount: 0,
      ownerKey: 'bo.oneil',
      createdAt: '2016-10-25T00:00:00.000Z',
    });
    expect(deal(book, 'AAAA0003')).toMatchObject({
      status: 'open',
      stage: 1,
      amount: null,
      closeDate: null,
      closedAt: null,
    });
    expect(deal(book, 'AAAA0005')).toMatchObject({ status: 'open', stage: 0 });
    expect(deals(book).filter(({ kind }) => kind === 'renewal')).toEqual([]);
  });

  it('gives deals without a known account a home of their own', () => {
    const orphans = [...open().orphanDeals()];
    expect(orphans.map(({ key, name, ownerKey }) => [key, name, ownerKey])).toEqual([
      ['AAAA0004', 'MG Special', null],
      ['AAAA0005', 'MG Advanced', 'bo.oneil'],
      ['AAAA0006', 'Vextria – MG Advanced', 'bo.oneil'],
    ]);
  });

  it('shows the past as it was: later deals are missing, later closings still open', () => {
    const book = open('2017-02-01');
    expect(deal(book, 'AAAA0007')).toBeUndefined();
    expect(deal(book, 'AAAA0001')).toMatchObject({ status: 'open', stage: 1, amount: null, closeDate: null });
  });

  it('refuses a row of another shape', async () => {
    await cp(exportFolder, folder, { recursive: true });
    const head = 'opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n';
    await writeFile(join(folder, 'sales_pipeline.csv'), `${head}X1,Ada Lindqvist,GTX,,Won,31-02-17,,\n`);
    expect(() => open('2018-01-01', folder)).toThrow('Not a date: 31-02-17');
    await writeFile(join(folder, 'sales_pipeline.csv'), `${head}X1,Ada Lindqvist,GTX,,Pondering,,,\n`);
    expect(() => open('2018-01-01', folder)).toThrow('deal_stage');
  });

  (mavenFolder === undefined ? it.skip : it)(
    'reads the whole Maven CRM data set (skipped unless MAVEN_CRM_FOLDER names its folder)',
    () => {
      const book = open('2018-01-01', mavenFolder);
      const count = (status: string) => deals(book).filter((found) => found.status === status).length;
      expect([...book.companies()]).toHaveLength(85);
      expect([count('won'), count('lost'), count('open')]).toEqual([4_238, 2_473, 2_089]);
      expect([...book.orphanDeals()]).toHaveLength(1_425);
    },
  );
});
