import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';

const root = join(import.meta.dirname, '../..');
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

const packages = ['zod', 'express', 'pg', 'fast-check', '@hubspot/api-client', '@opentelemetry/api'];

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

/** Builds a tree of one-line modules (path → what it imports) and returns what the project's own rules say of it. */
async function violationsOf(imports: Readonly<Record<string, string>>): Promise<readonly Violation[]> {
  const tree = await mkdtemp(join(tmpdir(), 'import-rules-'));
  try {
    // Stand-ins for packages: a linked node_modules would resolve to its real path and escape the package fences.
    for (const name of packages) {
      await mkdir(join(tree, 'node_modules', name), { recursive: true });
      await writeFile(join(tree, 'node_modules', name, 'package.json'), `{"name":"${name}","main":"index.js"}`);
      await writeFile(join(tree, 'node_modules', name, 'index.js'), '');
    }
    for (const file of ['tsconfig.json', '.dependency-cruiser.cjs', 'package.json'])
      await symlink(join(root, file), join(tree, file));
    for (const [path, target] of Object.entries(imports)) {
      await mkdir(dirname(join(tree, path)), { recursive: true });
      await writeFile(join(tree, path), `${target}\nexport type Here = string;\n`);
    }
    const folders = [...new Set(Object.keys(imports).map((path) => path.split('/')[0] ?? ''))];
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [cruiser, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...folders],
      { cwd: tree, maxBuffer: 1e8 },
    ).catch((error: unknown) => error as { stdout: string });
    return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
  } finally {
    await rm(tree, { recursive: true });
  }
}

const targets = {
  'src/accounts/a.ts': '',
  'src/common/a.ts': '',
  'src/ports/a.ts': "import type { Here as There } from '../accounts/a.ts';",
  'src/scoring/a.ts': "import type { Here as There } from '../accounts/a.ts';",
  'src/messages/a.ts': "import type { Here as There } from '../accounts/a.ts';",
  'src/hubspot/a.ts':
    "import type { Here as There } from '../ports/a.ts';\nimport type { Here as Help } from '../common/a.ts';",
  'src/salesforce/a.ts': "import type { Here as There } from '../ports/a.ts';",
  'src/signal-sources/csv/a.ts': "import type { Here as There } from '../../ports/a.ts';",
  'src/sync/a.ts': "import type { Here as There } from '../scoring/a.ts';",
  'src/views/a.ts': "import type { Here as There } from '../scoring/a.ts';",
  'server/storage/a.ts': "import type { Here as There } from '../../src/ports/a.ts';",
  'server/http/a.ts': "import type { Here as There } from '../../src/views/a.ts';",
  'server/jobs/a.ts': "import type { Here as There } from '../../src/sync/a.ts';",
  'hubspot-app/a.ts': '',
  'salesforce-lwc-bridge/a.ts': '',
  'sandbox/a.ts': '',
  'test/a.ts': "import type { Here as There } from '../src/sync/a.ts';",
} as const;

const type = (path: string) => `import type { Here as Planted } from '${path}';`;
const planted: readonly (readonly [rule: string, file: string, line: string])[] = [
  ['accounts-stand-alone', 'src/accounts/bad.ts', type('../ports/a.ts')],
  ['accounts-stand-alone', 'src/accounts/bad-package.ts', "import 'zod';"],
  ['common-stands-alone', 'src/common/bad.ts', type('../accounts/a.ts')],
  ['scoring-is-pure', 'src/scoring/bad.ts', "import 'node:fs';"],
  ['scoring-is-pure', 'src/scoring/bad-package.ts', "import 'zod';"],
  ['scorecards-read-files', 'src/scorecards/bad.ts', type('../scoring/a.ts')],
  ['messages-speak-accounts', 'src/messages/bad.ts', type('../scoring/a.ts')],
  ['ports-speak-domain', 'src/ports/bad.ts', type('../sync/a.ts')],
  ['crm-fields-speak-ports', 'src/crm-fields/bad.ts', type('../common/a.ts')],
  ['sync-knows-no-vendor', 'src/sync/bad.ts', type('../hubspot/a.ts')],
  ['views-only-read', 'src/views/bad.ts', type('../sync/a.ts')],
  ['adapters-see-ports-only', 'src/hubspot/bad.ts', type('../salesforce/a.ts')],
  ['adapters-see-ports-only', 'src/signal-sources/stripe/bad.ts', type('../csv/a.ts')],
  ['adapters-see-ports-only', 'src/hubspot/bad-sync.ts', type('../sync/a.ts')],
  ['server-parts-apart', 'server/http/bad.ts', type('../storage/a.ts')],
  ['server-parts-apart', 'server/jobs/bad.ts', type('../../src/hubspot/a.ts')],
  ['server-parts-apart', 'server/secrets/bad.ts', type('../storage/a.ts')],
  ['storage-starts-nothing', 'server/storage/bad.ts', type('../../src/sync/a.ts')],
  ['compose-takes-ports', 'server/compose.ts', type('./storage/a.ts')],
  ['src-not-to-server', 'src/sync/bad-server.ts', type('../../server/http/a.ts')],
  ['nothing-to-test', 'server/bad-test.ts', type('../test/a.ts')],
  ['islands-stand-alone', 'sandbox/bad.ts', type('../src/accounts/a.ts')],
  ['islands-stand-alone', 'hubspot-app/bad.ts', type('../src/accounts/a.ts')],
  ['nobody-imports-islands', 'server/bad-island.ts', type('../sandbox/a.ts')],
  ['nobody-imports-islands', 'src/views/bad-island.ts', type('../../salesforce-lwc-bridge/a.ts')],
  ['only-hubspot-has-its-sdk', 'server/bad-sdk.ts', "import '@hubspot/api-client';"],
  ['only-http-has-express', 'server/jobs/bad-express.ts', "import 'express';"],
  ['only-storage-has-sql', 'server/http/bad-sql.ts', "import 'pg';"],
  ['only-server-is-observed', 'src/hubspot/bad-span.ts', "import '@opentelemetry/api';"],
  ['no-circular', 'src/sync/circle-back.ts', type('./circle.ts')],
  ['no-orphans', 'src/sync/orphan.ts', ''],
  ['resolvable', 'src/sync/nowhere.ts', type('./does-not-exist.ts')],
  ['no-dev-package-in-product', 'server/bad-dev.ts', "import 'fast-check';"],
];

test('every import rule catches the violation planted for it, and an honest tree has none', async () => {
  expect(await violationsOf(targets)).toEqual([]);
  const bad = Object.fromEntries(planted.map(([, file, line]) => [file, line]));
  const found = await violationsOf({ ...targets, ...bad, 'src/sync/circle.ts': type('./circle-back.ts') });
  const missed = planted.filter(([rule, file]) => !found.some((one) => one.rule.name === rule && one.from === file));
  expect(missed).toEqual([]);
});

test('the linter bans clocks, chance and the environment from the pure rooms', async () => {
  // the ban reads words, not types: a compiler of the whole tree for eight lines would take ten seconds
  const overrideConfig = { files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked };
  const eslint = new ESLint({ cwd: root, overrideConfig });
  const lines = ['Date.now()', 'new Date().getTime()', 'Math.random()', 'process.env'];
  const text = `${lines.map((line, index) => `export const planted${index} = ${line};`).join('\n')}\n`;
  const caught = async (file: string) => {
    const [result] = await eslint.lintText(text, { filePath: join(root, file) });
    return (result?.messages ?? [])
      .filter((message) => message.ruleId === 'no-restricted-syntax')
      .map((message) => message.line);
  };
  expect(await caught('src/accounts/ids.ts')).toEqual([1, 2, 3, 4]);
  expect(await caught('src/ports/crm.ts')).toEqual([4]);
});
