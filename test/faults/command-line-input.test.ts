import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { root, runCommand } from '../helpers/command-line.ts';
import { expectProblem, indiscreet } from '../helpers/command-line-problems.ts';

let folder: string;
const environment = (given: Readonly<Record<string, string>> = {}) => ({
  DATA_FOLDER: join(folder, 'data'),
  LOG_LEVEL: 'silent',
  ...given,
});
const run = (args: readonly string[], given: Readonly<Record<string, string>> = {}) =>
  runCommand(args, environment(given));

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'renewal-health-cli-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('what was typed', () => {
  it.each([
    [['skore'], [/^There is no command “skore”/, /^Did you mean “score”\?$/]],
    [
      ['skore', '--locale', 'de'],
      [/^Den Befehl „skore“ gibt es nicht/, /^Meinten Sie „score“\?$/],
    ],
    [
      ['serve', '--onc'],
      [/^There is no option “--onc”/, /^Did you mean “--once”\?$/],
    ],
    [['serve', '--nothing', '--locale=de'], [/^Die Option „--nothing“ gibt es nicht/]],
    [['collect'], [/^“folder” is missing/]],
    [['collect', 'one', 'two'], [/^“two” is one argument too many/]],
    [['serve', '--csv'], [/^The option “--csv <folder>” needs a value/]],
    [['serve', '--companies', 'many'], [/^“--companies” needs a whole number from 20 to 100000, not “many”\.$/]],
    [['sandbox', '--port', '70000'], [/^“--port” needs a whole number from 0 to 65535, not “70000”\.$/]],
    [['status', '--locale', 'fr'], [/^“--locale” cannot be “fr”\. Possible are: en, de\.$/]],
    [['restore', 'nowhere.tar.gz'], [/^There is no file .*nowhere\.tar\.gz\.$/]],
  ] as const)('%j: is named, with what to type instead', async (args, sentences) => {
    expectProblem(await run(args), 2, ...sentences);
  });

  it('help speaks the language asked for, wherever it is asked for', async () => {
    const [english, german] = await Promise.all([run(['--help']), run(['--locale', 'de', 'serve', '--help'])]);
    expect([english.code, german.code]).toEqual([0, 0]);
    expect(english.out).toMatch(/^Usage: renewal-health .*docs\/operations\.md\.\n$/s);
    expect(german.out).toMatch(/^Aufruf: renewal-health serve .*Optionen:.*nach dem Abgleich enden/s);
  });

  it('no command at all shows the help and counts as a mistake', async () => {
    const { code, out, err } = await run([]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^Usage: renewal-health/);
  });
});

describe('settings', () => {
  it('every setting that cannot be used is named, none is echoed', async () => {
    const given = {
      PORT: 'abc',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://root:geheim@db/x',
      HUBSPOT_ACCESS_TOKEN: 'pat-na1-canary and more',
      HUBSPOT_BASE_URL: 'canary',
    };
    const names = ['HUBSPOT_ACCESS_TOKEN', 'HUBSPOT_BASE_URL', 'DATABASE_URL', 'PORT', 'LOG_LEVEL'];
    const english = await run(['status'], given);
    expect({ code: english.code, lines: english.err.split('\n').length - 1 }).toEqual({ code: 3, lines: names.length });
    expect(english.err).not.toMatch(/canary|geheim|abc|loud/);
    names.forEach((name, index) => {
      expect(english.err.split('\n')[index]).toMatch(
        new RegExp(`^The setting ${name} cannot be used as it is\\. It must be `),
      );
    });
    const german = await run(['status', '--locale', 'de'], { PORT: 'abc' });
    expectProblem(german, 3, /^Die Einstellung PORT ist so nicht verwendbar\. Möglich ist: eine Portnummer wie 3000/);
  });

  it('a password with a lone % is refused before the driver could quote it', async () => {
    const given = { DATABASE_URL: 'postgres://me:geheim%zz@127.0.0.1/x' };
    expectProblem(await run(['status'], given), 3, /^The setting DATABASE_URL .*special characters written as %XX\.$/);
  });
});

describe('the export of another CRM as the sandbox base', () => {
  const exported = (name: string) => {
    const copy = join(folder, name);
    cpSync(join(root, 'test', 'fixtures', 'crm-export'), copy, { recursive: true });
    return copy;
  };

  it('a missing folder or file: is named', async () => {
    const nowhere = join(folder, 'nowhere');
    expectProblem(await run(['connect', '--csv', nowhere]), 2, /^There is no file .*nowhere\/accounts\.csv\.$/);
    const german = await run(['connect', '--csv', nowhere, '--locale', 'de']);
    expectProblem(german, 2, /^Die Datei .*nowhere\/accounts\.csv gibt es nicht\.$/);
  });

  it('a missing column, a row of another shape: named with file, column and line', async () => {
    const copy = exported('bad-export');
    writeFileSync(join(copy, 'accounts.csv'), 'account,sector,employees\nAcme,retail,5\n');
    const column = /^The column “office_location” is missing in .*accounts\.csv\. Add it/;
    expectProblem(await run(['connect', '--csv', copy]), 2, column);
    writeFileSync(join(copy, 'accounts.csv'), 'account,sector,employees,office_location\nAcme,retail,many,Peru\n');
    const row = /accounts\.csv, line 2, cannot be used: employees: /;
    expectProblem(await run(['connect', '--csv', copy]), 2, row);
  });
});

describe('signal files', () => {
  let connected: Readonly<Record<string, string>>;

  beforeAll(async () => {
    connected = { DATA_FOLDER: join(folder, 'connected') };
    expect((await run(['connect', '--companies', '20'], connected)).code).toBe(0);
  });
  const collect = (path: string, ...more: readonly string[]) =>
    run(['collect', path, '--companies', '20', ...more], connected);

  it('a missing folder, an empty one, a file that is none: named', async () => {
    const empty = join(folder, 'empty');
    mkdirSync(join(folder, 'unreadable', 'usage.csv'), { recursive: true });
    mkdirSync(empty);
    expectProblem(await collect(join(folder, 'none')), 2, /^There is no folder .*none\.$/);
    writeFileSync(join(folder, 'file'), '');
    expectProblem(await collect(join(folder, 'file')), 2, /^There is no folder .*file\.$/);
    expectProblem(await collect(empty), 2, /^The folder .*empty holds no CSV or JSON file named usage/);
    expectProblem(await collect(join(folder, 'unreadable')), 2, /^The file .*usage\.csv cannot be read \(EISDIR\)/);
    const moved = join(folder, 'moved');
    mkdirSync(join(moved, 'product-web'), { recursive: true });
    writeFileSync(join(moved, 'product-web', 'usage.csv'), '');
    expectProblem(
      await collect(moved),
      2,
      /usage\.csv has no counterpart in .*moved\. The first product’s files stay there/,
    );
    expectProblem(await collect(empty, '--locale', 'de'), 2, /^Im Ordner .*empty liegt keine CSV- oder JSON-Datei/);
  });

  it('good rows count, bad rows are listed with their line and without anybody’s address', async () => {
    const mixed = join(folder, 'mixed');
    mkdirSync(mixed);
    const rows = [
      'account,user,day,event,count',
      'acme.example,ada@acme.example,2026-11-01,login,1',
      'acme.example,ada@acme.example,yesterday,login,1',
      'acme.example,bob@acme.example,2026-11-02,login,bob@acme.example',
    ];
    writeFileSync(join(mixed, 'usage.csv'), `${rows.join('\n')}\n`);
    const { code, out, err } = await collect(mixed);
    expect({ code, err: err.replaceAll(/^Signals \d+\n/gm, '') }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/Signals of 1 unknown account are kept/);
    expect(out).toMatch(/usage\.csv, line 3: “day” holds “yesterday”, which is not a day/);
    expect(out).toMatch(/usage\.csv, line 4: “count” holds “…@…”, which is not a number/);
    expect(out).not.toMatch(indiscreet);
    expect((await run(['status', '--companies', '20', '--locale', 'de'], connected)).out).toContain('2 Zeilen');
  });
});

const oldNode = ['/usr/bin/node', '/usr/local/bin/node'].find(
  (path) =>
    existsSync(path) && Number(execFileSync(path, ['-p', 'process.versions.node.split(".")[0]']).toString()) < 24,
);
(oldNode === undefined ? describe.skip : describe)('an older Node (skipped where none below 24 is installed)', () => {
  const launcher = join('server', 'cli', 'renewal-health.js');
  const start = (node: string, path: string, ...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(node, [path, ...args], { encoding: 'utf8', env: environment() });
    return { code: status, out: stdout, err: stderr };
  };

  it('hands over to the Node that came along, exit code included', () => {
    const here = join(root, launcher);
    expect(start(oldNode ?? '', here, '--version')).toMatchObject({ code: 0, err: '' });
    expectProblem(start(oldNode ?? '', here, 'nothing'), 2, /^There is no command “nothing”/);
  });

  it.each([
    ['an old', /^Renewal Health needs Node 24\.11 or newer; this is Node \d+\.\d+\.\d+\. Run "npm ci" in /],
    ['a new', /^Renewal Health is not installed yet\. Run "npm ci" in /],
  ] as const)('without the packages %s Node says in one sentence what to do', (age, sentence) => {
    const bare = mkdtempSync(join(folder, 'bare-'));
    mkdirSync(join(bare, 'server', 'cli'), { recursive: true });
    copyFileSync(join(root, launcher), join(bare, launcher));
    copyFileSync(join(root, 'package.json'), join(bare, 'package.json'));
    const node = age === 'an old' ? (oldNode ?? '') : process.execPath;
    expectProblem(start(node, join(bare, launcher), 'serve'), 1, sentence);
  });
});
