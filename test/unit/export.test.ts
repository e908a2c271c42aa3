import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { byteOrderMark, csvText } from '../../src/common/csv-text.ts';
import { createExportConnection, exportColumns } from '../../src/views/export-connection.ts';
import { readOf, sampleAccount, sampleAssessment, sampleConnection, sampleContact } from '../fixtures/store-samples.ts';
import { openStoresForTest, type StoresForTest } from '../helpers/chosen-database.ts';

let storage: StoresForTest;
beforeAll(async () => {
  storage = await openStoresForTest();
});
afterAll(() => storage.remove());

/** Names as people, scripts and attackers write them. */
const hostile = [
  ...[
    '=1+1',
    '=HYPERLINK("http://evil.example","x")',
    '+49 30 1234',
    '-2+3',
    '@SUM(A1)',
    "=cmd|' /C calc'!A0",
    '-',
    '+',
  ],
  ...['\t=1+1', '\r=1+1', '\n=1+1', '\0=1', "'=1+1", "'", "''quoted", '＝1+1', '＋1', '－1', '＠x'],
  ...['a,b', 'a;=1+1', 'a"b', '"', '""', '"=1+1', 'line\nbreak', 'line\r\nbreak', '\r\n', '', ' ', ' =1+1', 'a\tb'],
  ...['-12', '12.50', '-0.5', '1e5', '-1e5', '0x10', '-1,5', '1.', '-', '--1', '+12', '٣', 'NaN', '-Infinity'],
  ...['Müller & Söhne', '株式会社', 'שלום', '\u202Etxt.exe', '😀', '👩‍👩‍👧', 'Z̷a̴l̶g̵o̷', '\uFEFFbom', '\u0000', '\u200b=1'],
  ...[
    'NULL',
    'null',
    'undefined',
    'true',
    '__proto__',
    "'; drop table record; --",
    '<script>alert(1)</script>',
    '${7*7}',
    '{{7*7}}',
  ],
  ...['%00', '../../etc/passwd', 'DDE ("cmd";"/C calc";"x")', 'a'.repeat(40_000), '=' + 'a'.repeat(40_000)],
];
const formula = /^[=+\-@\t\r\n\0＝＋－＠]/u;
const parsed = (text: string): string[][] => parse(text, { bom: true, relaxColumnCount: false });
/** An apostrophe in front says that what follows is text. */
const asText = (cell: string): string => (cell.startsWith("'") ? cell.slice(1) : cell);

describe('an export', () => {
  it('A6 holds no cell that a spreadsheet calculates, and every hostile name comes back as it was', () => {
    const rows = parsed(byteOrderMark + csvText(hostile.map((name, i) => [name, i, null, true])));
    expect(rows).toHaveLength(hostile.length);
    expect(rows.map(([cell = '']) => asText(cell))).toEqual(hostile);
    for (const [name = '', ...others] of rows) {
      if (formula.test(name)) expect(name).toMatch(/^-?\d+(\.\d+)?$/);
      expect(others.slice(1)).toEqual(['', 'true']);
    }
  });

  it('A6 leaves numbers alone, as numbers and as text', () => {
    expect(csvText([[-12, -0.5, '-12', '-12.5', '-12.', '-1e5']])).toBe(`-12,-0.5,"-12","-12.5","'-12.","'-1e5"\r\n`);
  });

  it('A6 has everything of a connection, people only when asked for, and nothing of another', async () => {
    const stores = await storage.fresh();
    const mine = sampleConnection();
    const other = { ...sampleConnection(), id: 'hubspot:2' as typeof mine.id };
    for (const [connection, mark] of [
      [mine, 'mine'],
      [other, 'other'],
    ] as const) {
      await stores.connections.add(connection);
      const reads = [
        readOf('account', sampleAccount('a1', { name: `=${mark}` })),
        readOf('contact', sampleContact('c1', ['a1'], { name: `@${mark}` })),
      ];
      await stores.records.save(connection.id, reads, { learnedAt: mine.connectedAt, backfill: false });
      const assessment = sampleAssessment(connection.id, 'a1', { accountName: `=${mark}` });
      await stores.assessments.save(connection.id, [assessment], mine.connectedAt);
      const run = await stores.runs.start(connection.id, 'write_back', mine.connectedAt);
      const values = { renewal_health_change_reason: `+${mark}` };
      const entry = { type: 'account' as const, recordId: 'a1', before: {}, after: values, revision: 1 };
      await stores.ledger.plan(connection.id, run, [{ ...entry, at: mine.connectedAt }]);
    }
    const exported = async (withPeople: boolean) => {
      const rows: Record<string, string[][]> = {};
      for await (const { file, rows: page } of createExportConnection({ stores })(mine.id, withPeople))
        (rows[file] ??= parsed(csvText([exportColumns[file]]))).push(...parsed(csvText(page)));
      return rows;
    };
    const whole = await exported(true);
    expect(Object.keys(whole).sort()).toEqual(Object.keys(exportColumns).sort());
    for (const [file, rows] of Object.entries(whole)) {
      expect([file, rows.length > 1]).toEqual([file, true]);
      for (const row of rows) expect(row).toHaveLength(rows[0]?.length ?? 0);
    }
    expect(whole['accounts.csv']?.[1]?.slice(0, 2)).toEqual(['a1', "'=mine"]);
    expect(JSON.stringify(whole)).not.toContain('other');
    expect(JSON.stringify(await exported(false))).not.toContain('c1@example.com');
  });
});
