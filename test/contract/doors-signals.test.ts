import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { accountId, connectionId } from '../../src/accounts/ids.ts';
import { createSignalFolder } from '../../src/signal-sources/csv/read-signal-folder.ts';
import { createCollectSignals } from '../../src/sync/collect-signals.ts';
import { asOf } from '../fixtures/account-case.ts';
import { openStoresForTest, type StoresForTest } from '../helpers/chosen-database.ts';
import { silentLogger } from '../helpers/sync-world.ts';
import { openHttpWorld, putCustomer } from './http-world.ts';

const portal = connectionId('hubspot', '1');
const clock = { now: () => new Date(asOf) };
type World = Awaited<ReturnType<typeof openHttpWorld>>;
type Files = Readonly<Record<string, string>>;

let storage: StoresForTest;
beforeAll(async () => {
  storage = await openStoresForTest();
});
afterAll(() => storage.remove());

let folder = '';
const worlds: World[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hostile-signals-'));
});
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
  await rm(folder, { recursive: true });
});

const heads = {
  usage: 'account,user,day,event,count',
  invoices: 'account,invoice,issued_on,due_on,paid_on,amount,currency',
  observations: 'account,name,value,on,about',
} as const;
const csv = (file: keyof typeof heads, ...rows: readonly string[]): Files => ({
  [`${file}.csv`]: `${[heads[file], ...rows].join('\n')}\n`,
});

/** The files read into a portal of their own, `times` over, and its account scored afterwards: what was refused and what the card says. */
async function scoredWith(files: Files, times = 1) {
  const world = await openHttpWorld(await storage.fresh());
  worlds.push(world);
  putCustomer(world.portal('1'), 'Nordlicht GmbH');
  const score = async () =>
    expect((await world.ask('POST', '/hubspot/accounts/100/score', { body: {} })).status).toBe(200);
  await score();
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  const collect = createCollectSignals({
    stores: world.stores,
    clock,
    progress: { step: () => undefined },
    logger: silentLogger,
  });
  const reports = [];
  for (let time = 0; time < times && Object.keys(files).length > 0; time++)
    reports.push(await collect(portal, createSignalFolder(folder, 'files')));
  for (const name of Object.keys(files)) await rm(join(folder, name));
  await score();
  const rejected = (await world.stores.signals.rejected(portal)).map(({ line, column, code }) => [line, column, code]);
  return { rejected, reports, health: (await world.ask('GET', '/hubspot/accounts/100/health')).body };
}
const plain = async () => (await scoredWith({})).health;

it('G1 refuses impossible numbers with their reason and keeps their neighbours', async () => {
  const values = ['-1', 'NaN', 'Infinity', '1e308', '0x10', '1,5', '', '9'.repeat(400), '0', '1.5'];
  const { rejected, reports } = await scoredWith(
    csv('usage', ...values.map((value) => `100,u,2026-06-01,login,"${value}"`), '100,u,2026-06-02,login,1'),
  );
  const numberless = 'not_a_number';
  expect(rejected.map(([, column, code]) => `${String(column)} ${String(code)}`)).toEqual([
    'count out_of_range',
    ...Array.from({ length: 5 }, () => `count ${numberless}`),
    'count empty',
    `count ${numberless}`,
    'count out_of_range',
    `count ${numberless}`,
  ]);
  expect(reports[0]).toMatchObject({ read: 1, added: 1, rejected: values.length });
});

it('G1 refuses amounts beyond what a sum can hold, and currencies that are none', async () => {
  const row = (id: string, amount: string, currency: string) =>
    `100,${id},2026-05-01,2026-06-01,,${amount},${currency}`;
  const { rejected, health } = await scoredWith(
    csv(
      'invoices',
      ...[row('a', '9'.repeat(400), 'EUR'), row('b', `-${'9'.repeat(400)}`, 'EUR'), row('c', '1e308', 'EUR')],
      ...[
        row('d', 'NaN', 'EUR'),
        row('e', '10', 'EURO'),
        row('f', '10', '€'),
        row('g', '10', ''),
        row('h', '10', 'usd'),
      ],
    ),
  );
  expect(rejected).toEqual([
    [2, 'amount', 'out_of_range'],
    [3, 'amount', 'out_of_range'],
    [4, 'amount', 'not_a_number'],
    [5, 'amount', 'not_a_number'],
    [6, 'currency', 'unknown_value'],
    [7, 'currency', 'unknown_value'],
    [8, 'currency', 'empty'],
  ]);
  expect(JSON.stringify(health)).not.toMatch(/NaN|Infinity|∞/);
});

it('G1 refuses days that do not exist, and an observation that is none', async () => {
  const days = [
    '2026-02-30',
    '2026-13-01',
    '0000-00-00',
    '2026-06-01T00:00:00Z',
    '01.06.2026',
    'tomorrow',
    '',
    '99999-01-01',
  ];
  const wrong = [
    '100,nps,11,2026-06-01,',
    '100,nps,-1,2026-06-01,',
    '100,nps,NaN,2026-06-01,',
    '100,seats,1e9,2026-06-01,',
  ];
  const none = ['100,__proto__,1,2026-06-01,', '100,constructor,1,2026-06-01,', '100,goal_status,reached,2026-06-01,'];
  const { rejected, reports } = await scoredWith(
    csv('observations', ...days.map((day) => `100,nps,9,${day},`), ...wrong, ...none),
  );
  expect(rejected.map(([, column, code]) => `${String(column)} ${String(code)}`)).toEqual([
    ...days.map((day) => (day === '' ? 'on empty' : 'on not_a_day')),
    ...['value out_of_range', 'value out_of_range', 'value not_a_number', 'value not_a_number'],
    ...['name unknown_name', 'name unknown_name', 'about empty'],
  ]);
  expect(reports[0]).toMatchObject({ added: 0 });
});

it('G1 reads files that are empty, of one line, or of nested lists without ending', async () => {
  const nested = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
  const files = {
    'usage.csv': '',
    'invoices.csv': heads.invoices,
    'observations.json': `[${nested}]`,
    'usage.jsonl': `${nested}\n{}\n`,
  };
  const { rejected, reports } = await scoredWith(files);
  expect(reports[0]).toMatchObject({ added: 0, rejected: 3 });
  expect(rejected.map(([, , code]) => code).sort()).toEqual(['missing_column', 'not_parsable', 'not_parsable']);
});

it('G1 counts what is repeated once, in one file and in many readings', async () => {
  const rows = ['100,nps,9,2026-06-01,ada@example.com', '100,seats,20,2026-06-01,'];
  const once = await scoredWith(csv('observations', ...rows));
  const often = await scoredWith(csv('observations', ...rows, ...rows, ...rows), 3);
  expect(often.reports.map(({ added }) => added)).toEqual([2, 0, 0]);
  expect(often.health).toEqual(once.health);
  expect(once.health).not.toEqual(await plain());
});

it('G1 lets the last state in a file count, however many rows lie between, and changes nothing when it reads the file again', async () => {
  const batch = Array.from({ length: 5001 });
  const { reports, health } = await scoredWith(
    {
      ...csv(
        'invoices',
        '100,i,2026-05-01,2026-06-01,,10,EUR',
        ...batch.map(() => '100,other,2026-05-01,2026-06-01,2026-06-01,10,EUR'),
        '100,i,2026-05-01,2026-06-01,2026-05-20,10,EUR',
      ),
      ...csv(
        'usage',
        '100,u,2026-06-01,login,1',
        ...batch.map(() => '100,u,2026-06-01,export,1'),
        '100,u,2026-06-01,login,7',
      ),
    },
    5,
  );
  expect(reports.map(({ added }) => added)).toEqual([4, 0, 0, 0, 0]);
  const world = worlds.at(-1);
  const [inputs] = (await world?.stores.inputs.some(portal, [accountId('100')])) ?? [];
  expect(inputs?.invoices.filter(({ id }) => id === 'i').map(({ paidOn }) => paidOn)).toEqual(['2026-05-20']);
  expect(inputs?.usage.map(({ events }) => events.login).filter((count) => count !== undefined)).toEqual([7]);
  expect(JSON.stringify(health)).not.toContain('overdue');
});

it('G1 counts what comes 90 days late as far as it is still valid, and nothing that lies ahead', async () => {
  const scoreOf = (health: Readonly<Record<string, unknown>>, id: string) =>
    (health.measures as readonly { readonly id: string; readonly score: number | null }[]).find((one) => one.id === id)
      ?.score;
  const late = await scoredWith(csv('observations', '100,nps,9,2026-03-17,ada@example.com'));
  expect(scoreOf(late.health, 'nps')).toBe(90);
  const ancient = await scoredWith(csv('observations', '100,nps,9,2024-01-01,ada@example.com'));
  expect(scoreOf(ancient.health, 'nps')).toBeNull();
  const ahead = await scoredWith({
    ...csv('observations', '100,nps,1,2099-01-01,ada@example.com', '100,cancellation_notice,given,2099-01-01,'),
    ...csv('usage', '100,u,2099-01-01,login,5'),
  });
  expect(ahead.rejected).toEqual([]);
  expect(scoreOf(ahead.health, 'nps')).toBeNull();
  expect(ahead.health.gates).toEqual((await plain()).gates);
});
