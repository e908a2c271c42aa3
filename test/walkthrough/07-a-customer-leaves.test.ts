import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { z } from 'zod';
import { createConnectionTurns } from '../../server/storage/connection-turns.ts';
import { type Database, openDatabase } from '../../server/storage/database.ts';
import { startCommand, runCommand } from '../helpers/command-line.ts';
import { type HubSpotForTest, startHubSpotForTest } from '../helpers/hubspot-control.ts';
import { type PostgresForTest, startPostgres } from '../helpers/postgres.ts';
import { unusedPort } from '../helpers/unused-port.ts';

/** Commands beside other processes on one PostgreSQL, what the log says of them, and the end: everything of a customer is deleted at once. */
const entrySchema = z.object({
  ...{ subject: z.string(), position: z.number(), actor: z.string(), action: z.string(), object: z.string() },
});
let postgres: PostgresForTest;
let hubspot: HubSpotForTest;
let database: Database;
let environment: Readonly<Record<string, string>>;
let id: string;
const folder = mkdtempSync(join(tmpdir(), 'leaving-'));
const run = (...args: readonly string[]) => runCommand(args, environment);

beforeAll(async () => {
  const book = `seed=7,companies=20,as-of=${new Date().toISOString().slice(0, 10)},history-days=180`;
  [postgres, hubspot] = await Promise.all([startPostgres(), startHubSpotForTest(['--book', book, '--limits', 'off'])]);
  const url = await postgres.createDatabase();
  environment = {
    HUBSPOT_ACCESS_TOKEN: hubspot.portal.accessToken,
    HUBSPOT_BASE_URL: hubspot.portal.url,
    DATABASE_URL: url,
    DATA_FOLDER: folder,
  };
  database = await openDatabase({ url });
  id = `hubspot:${hubspot.portal.portalId}`;
}, 300_000);
afterAll(async () => {
  await database.close();
  await Promise.all([hubspot.stop(), postgres.stop()]);
  rmSync(folder, { recursive: true });
}, 60_000);

it('a worker gives the connection its place in the schedule', async () => {
  const port = String(await unusedPort());
  const worker = startCommand(['serve'], { ...environment, ROLE: 'worker', PORT: port });
  const done = "select from run where outcome = 'done'";
  for (let look = 0; look < 600 && (await database.pool.query(done)).rowCount === 0; look++) await sleep(100);
  worker.child.kill('SIGTERM');
  expect((await worker.ended).code).toBe(0);
  expect((await database.pool.query('select from jobs.schedule')).rowCount).toBe(1);
}, 300_000);

it('commands that write say with code 5 that somebody else is at work, and do nothing', async () => {
  const turns = createConnectionTurns(database);
  const turn = await turns.begin(id);
  const runs = async () => (await database.pool.query('select from run')).rowCount;
  const before = await runs();
  const commands = [
    ['sync'],
    ['undo', '1'],
    ['connect'],
    ['map', '--set', 'acv='],
    ['collect', folder],
    ['serve', '--once'],
    ['disconnect', id, '--purge-now'],
  ];
  for (const args of commands) {
    const { code, out, err } = await run(...args);
    expect([args, code, out]).toEqual([args, 5, '']);
    expect(err.trim().split('\n').at(-1)).toBe(
      `Somebody else is at work on ${id} at the moment: a scheduled sync, or an action in the CRM. Nothing was changed there. Run the command again in a few minutes.`,
    );
  }
  const german = await run('sync', '--locale', 'de');
  expect([german.code, german.err]).toEqual([5, expect.stringContaining(`${id} ist gerade belegt`)]);
  // who only looks does not wait
  for (const args of [['status'], ['audit']]) expect([args, (await run(...args)).code]).toEqual([args, 0]);
  expect(await runs()).toBe(before);
  await turn?.end();
}, 300_000);

it('the log says who decided what, by command as well', async () => {
  expect((await run('sync', '--full')).code).toBe(0);
  expect((await run('sync', '--dry-run')).code).toBe(0);
  expect((await run('export', join(folder, 'export'), '--with-people')).code).toBe(0);
  expect((await run('rotate-keys')).code).toBe(0);
  const { code, out } = await run('audit');
  expect([code, out]).toEqual([0, expect.stringContaining('nothing was altered')]);
  const entries = out
    .split('\n')
    .flatMap((line) => (line.startsWith('{') ? [entrySchema.parse(JSON.parse(line))] : []));
  expect(
    entries.map(({ subject, position, actor, action, object }) => [subject, position, actor, action, object]),
  ).toEqual([
    [id, 1, 'service', 'scorecard_published', 'default-1'],
    [id, 2, 'service', 'connected', 'connection'],
    [id, 3, 'command line', 'sync_started', 'full'],
    [id, 4, 'command line', 'exported', 'with people'],
    ['product', 1, 'command line', 'keys_rotated', 'token keys'],
  ]);
}, 300_000);

it('everything stored is deleted at once, with a receipt, and only where the connection was named', async () => {
  expect((await run('disconnect', '--purge-now')).code).toBe(2);
  expect((await run('disconnect', 'hubspot:1', '--purge-now')).code).toBe(2);
  const rows = async (table: string) => (await database.pool.query(`select from ${table}`)).rowCount ?? 0;
  const records = await rows('record');
  const { code, out } = await run('disconnect', id, '--purge-now', '--locale', 'de');
  expect(code).toBe(0);
  const [receipt = '', head, ...lines] = out.trim().split('\n');
  expect(receipt).toMatch(
    new RegExp(`^Beleg: Alles zu ${id} Gespeicherte wurde am 20\\S+Z gelöscht, insgesamt [\\d.]+ Zeilen`),
  );
  expect(head).toMatch(/^Tabelle +Anzahl$/);
  expect(lines).toContainEqual(expect.stringMatching(new RegExp(`^record +${records}$`)));
  const tables = await database.pool.query<{ name: string }>(
    "select quote_ident(table_name) as name from information_schema.columns where column_name = 'connection_id' and table_schema = 'public'",
  );
  for (const { name } of tables.rows) expect([name, await rows(name)]).toEqual([name, 0]);
  expect(await rows('jobs.schedule')).toBe(0);
  expect((await run('disconnect', id, '--purge-now')).code).toBe(2);
  const log = await run('audit');
  expect(log.out).toMatch(/"actor":"command line","action":"purged"/);
  expect(log.code).toBe(0);
}, 300_000);
