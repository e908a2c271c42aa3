import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Running, runCommand, startCommand } from '../helpers/command-line.ts';
import { expectProblem } from '../helpers/command-line-problems.ts';
import { dataFolder } from '../helpers/embedded.ts';
import { type HubSpotForTest, startHubSpotForTest } from '../helpers/hubspot-control.ts';
import { type PostgresForTest, startPostgres } from '../helpers/postgres.ts';
import { unusedPort } from '../helpers/unused-port.ts';

let folder: string;
let hubspot: HubSpotForTest;
let postgres: PostgresForTest;
/** A data folder with a connected portal, and a backup of its database. */
let connected: string;
let backup: string;

const environment = (data: string, given: Readonly<Record<string, string>> = {}) => ({
  HUBSPOT_ACCESS_TOKEN: hubspot.portal.accessToken,
  HUBSPOT_BASE_URL: hubspot.portal.url,
  DATA_FOLDER: data,
  LOG_LEVEL: 'silent',
  ...given,
});
const run = (args: readonly string[], data: string, given: Readonly<Record<string, string>> = {}) =>
  runCommand(args, environment(data, given));

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'renewal-health-cli-'));
  [hubspot, postgres] = await Promise.all([startHubSpotForTest(['--limits', 'off']), startPostgres()]);
  connected = await dataFolder(folder);
  backup = join(folder, 'backup.tar.gz');
  expect((await run(['connect'], connected)).code).toBe(0);
  expect(await run(['backup', backup], connected)).toMatchObject({ code: 0, out: `${backup}\n`, err: '' });
});
afterAll(async () => {
  await hubspot.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Every file of a folder with its content's hash. */
const contentOf = (path: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(path, name)).isFile())
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(path, name)))
          .digest('hex'),
      ]),
  );

describe('a damaged database folder', () => {
  const largest = (data: string): string => {
    const base = join(data, 'database', 'postgres', 'base');
    const files = readdirSync(base, { recursive: true, encoding: 'utf8' }).map((name) => join(base, name));
    return files.filter((file) => statSync(file).isFile()).sort((a, b) => statSync(b).size - statSync(a).size)[0] ?? '';
  };

  it.each([
    [
      'a table cut short',
      (data: string) => {
        truncateSync(largest(data), 8192);
      },
    ],
    [
      'the control file overwritten',
      (data: string) => {
        writeFileSync(join(data, 'database', 'postgres', 'global', 'pg_control'), 'x');
      },
    ],
    [
      'the version file gone',
      (data: string) => {
        rmSync(join(data, 'database', 'postgres', 'PG_VERSION'));
      },
    ],
  ] as const)('%s: said so, and left untouched by status and by restore', async (_title, damage) => {
    const data = mkdtempSync(join(folder, 'damaged-'));
    cpSync(connected, data, { recursive: true });
    damage(data);
    const before = contentOf(join(data, 'database'));
    expectProblem(
      await run(['status'], data),
      7,
      /^The database in .*database.* is damaged .*renewal-health restore\. Nothing in it was changed\.$/,
    );
    expectProblem(await run(['status', '--locale', 'de'], data), 7, /^Die Datenbank in .*database.* ist beschädigt/);
    expect(contentOf(join(data, 'database'))).toEqual(before);
    expectProblem(
      await run(['restore', backup], data),
      7,
      /^There already is a database in .*; it is never overwritten\./,
    );
    expect(contentOf(join(data, 'database'))).toEqual(before);
  });

  it('is mended from the backup once it is out of the way', async () => {
    const data = mkdtempSync(join(folder, 'mended-'));
    cpSync(connected, data, { recursive: true });
    rmSync(join(data, 'database'), { recursive: true });
    expect((await run(['restore', backup], data)).code).toBe(0);
    expect((await run(['status'], data)).code).toBe(0);
  });

  it('a backup cut short is refused and makes no database', async () => {
    const cut = join(folder, 'cut.tar.gz');
    writeFileSync(cut, readFileSync(backup).subarray(0, 100_000));
    const data = join(folder, 'from-cut');
    expectProblem(await run(['restore', cut], data), 7, /^The file .*cut\.tar\.gz is not a complete backup/);
    expectProblem(
      await run(['restore', cut, '--locale', 'de'], data),
      7,
      /^Die Datei .*cut\.tar\.gz ist keine vollständige/,
    );
  });
});

describe('one process a folder', () => {
  const ready = ({ child }: Running) =>
    new Promise<void>((resolve) =>
      child.stdout?.on('data', (text: string) => {
        if (text.includes('Ready at')) resolve();
      }),
    );

  it('a second one is sent away by name, the first goes on and ends well', async () => {
    const first = startCommand(['serve'], environment(connected, { PORT: '0' }));
    await Promise.race([ready(first), first.ended]);
    const second = await run(['status'], connected);
    expectProblem(
      second,
      7,
      /^Another renewal-health process is using the data folder .*Stop that process, or set another folder as DATA_FOLDER\.$/,
    );
    first.child.kill('SIGTERM');
    expect((await first.ended).code).toBe(0);
    expect((await run(['status'], connected)).code).toBe(0);
  });

  it('a port in use is named, and nothing else is lost', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = String(address !== null && typeof address === 'object' ? address.port : 0);
    try {
      const taken = await run(['serve'], connected, { PORT: port });
      expectProblem(taken, 3, new RegExp(`^Port ${port} is in use by another program\\..*PORT`));
    } finally {
      server.close();
    }
  });

  it('a reader that goes away ends the command without a word', async () => {
    const { child, ended } = startCommand(['map'], environment(connected));
    child.stdout?.destroy();
    expect(await ended).toMatchObject({ code: 0, err: '' });
  });

  it('a data folder that cannot be one: named', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    expectProblem(await run(['status'], file), 7, /^The program cannot write to .*a-file\/database\./);
    expectProblem(
      await run(['status'], file, { HUBSPOT_ACCESS_TOKEN: '' }),
      7,
      /^The program cannot write to .*a-file\/sandbox/,
    );
  });
});

describe('a PostgreSQL of one’s own', () => {
  it('nobody listens, no such database, no such user: host named, password never', async () => {
    const url = new URL(await postgres.createDatabase());
    url.password = 'geheim';
    const change = (part: 'port' | 'pathname' | 'username', value: string) => {
      const changed = new URL(url);
      changed[part] = value;
      return { DATABASE_URL: changed.href };
    };
    const nobody = change('port', String(await unusedPort()));
    expectProblem(
      await run(['status'], connected, nobody),
      7,
      /^There is no connection to the database 127\.0\.0\.1:\d+ \(ECONNREFUSED\)\. Check/,
    );
    const german = await run(['status', '--locale', 'de'], connected, nobody);
    expectProblem(german, 7, /^Es gibt keine Verbindung zur Datenbank 127\.0\.0\.1:\d+ \(ECONNREFUSED\)\. Prüfen Sie/);
    for (const [given, code] of [
      [change('pathname', '/nowhere'), '3D000'],
      [change('username', 'nobody'), '28000'],
    ] as const) {
      expectProblem(
        await run(['status'], connected, given),
        7,
        new RegExp(`^There is no connection .*\\(${code}\\)\\..*password in DATABASE_URL\\.$`),
      );
    }
  });

  it('backup belongs to its own tools', async () => {
    const given = { DATABASE_URL: await postgres.createDatabase() };
    const sentence = /^This command is for the embedded database only\. With PostgreSQL use pg_dump and pg_restore\.$/;
    expectProblem(await run(['backup', join(folder, 'x')], connected, given), 7, sentence);
    expectProblem(await run(['restore', backup], connected, given), 7, sentence);
  });
});
