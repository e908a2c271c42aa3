import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import packageFile from '../../package.json' with { type: 'json' };
import { api } from '../../src/hubspot/api.ts';
import { optionalScopes, requiredScopes } from '../../src/hubspot/scopes.ts';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

type Scope = (typeof requiredScopes)[number] | (typeof optionalScopes)[number];
const readsRecords = [
  ...(['crm.objects.companies.read', 'crm.objects.deals.read', 'crm.objects.contacts.read'] as const),
  ...(['sales-email-read', 'tickets'] as const),
];
const readsSchemas = ['crm.schemas.companies.read', 'crm.schemas.deals.read', 'crm.schemas.contacts.read'] as const;
const writesSchemas = ['crm.schemas.companies.write', 'crm.schemas.deals.write'] as const;

/** The scopes that each address needs for what the product does there (HubSpot's scope reference). */
const needed: Readonly<Record<keyof typeof api, readonly Scope[]>> = {
  // tasks are created here
  records: [...readsRecords, 'crm.objects.contacts.write'],
  batchRead: readsRecords,
  batchUpdate: ['crm.objects.companies.write', 'crm.objects.deals.write'],
  search: readsRecords,
  associations: readsRecords,
  properties: readsSchemas,
  property: writesSchemas,
  batchCreateProperties: writesSchemas,
  propertyGroups: writesSchemas,
  propertyLimits: readsSchemas,
  pipelines: ['crm.schemas.deals.read'],
  owners: ['crm.objects.owners.read'],
  lists: ['crm.lists.write'],
  listByName: ['crm.lists.read'],
  account: ['oauth'],
  token: ['oauth'],
  introspect: ['oauth'],
  revoke: ['oauth'],
  uninstall: ['oauth'],
};

describe('scopes', () => {
  const asked = [...requiredScopes, ...optionalScopes].sort();
  const app = JSON.parse(read('hubspot-app/src/app/app-hsmeta.json')) as {
    readonly config: {
      readonly auth: { readonly requiredScopes: readonly string[]; readonly optionalScopes?: readonly string[] };
    };
  };
  const sources = readdirSync(join(root, 'src/hubspot')).map((name) => read(`src/hubspot/${name}`));

  it('are the same in the app that HubSpot shows and in the product that asks for them', () => {
    const { requiredScopes: required, optionalScopes: optional = [] } = app.config.auth;
    expect([...required, ...optional].sort()).toEqual(asked);
  });

  it('each have a call that needs them, and each call has its scopes', () => {
    expect([...new Set(Object.values(needed).flat())].sort()).toEqual(asked);
  });

  it('have no address that is not called, and no call whose address is written elsewhere', () => {
    const called = Object.keys(api).filter((name) =>
      sources.some((text) => new RegExp(`\\bapi\\.${name}\\(`).test(text)),
    );
    expect(called).toEqual(Object.keys(api));
    const elsewhere = sources.filter((text) => /['"`]\/(crm|oauth|account-info|appinstalls|automation)\//.test(text));
    expect(elsewhere).toHaveLength(1);
  });
});

/** Texts that open something. What stands in tests and the sandbox says that it is none: zeros, or the word. */
const tokenShapes = [
  ...[
    'pat-(na|eu|ap)[0-9]+-[0-9a-zA-Z-]{8,}',
    'AKIA[0-9A-Z]{16}',
    'gh[pousr]_[A-Za-z0-9]{30,}',
    'xox[abprs]-[0-9A-Za-z-]{10,}',
  ],
  ...['[sr]k_live_[0-9A-Za-z]{10,}', 'BEGIN [A-Z ]*PRIVATE KEY', 'AIza[0-9A-Za-z_-]{35}', 'npm_[A-Za-z0-9]{36}'],
  ...[
    'eyJ[A-Za-z0-9_-]{10,}\\.eyJ[A-Za-z0-9_-]{10,}',
    '00D[A-Za-z0-9]{12,15}![A-Za-z0-9._]{20,}',
    'SG\\.[A-Za-z0-9_-]{16,}\\.',
  ],
];
const isNone = (found: string): boolean => /0000-4000-8000-0{8}|canary/.test(found);
const tokensIn = (text: string): readonly string[] =>
  [...text.matchAll(new RegExp(tokenShapes.join('|'), 'g'))].map(([found]) => found).filter((found) => !isNone(found));

describe('the repository', () => {
  it('holds no text that looks like a token', () => {
    const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0');
    const texts = files.filter(
      (file) => file !== '' && !/\.(png|gz|ico|woff2?)$/.test(file) && file !== 'package-lock.json',
    );
    expect(texts.length).toBeGreaterThan(500);
    const found = texts.flatMap((file) => tokensIn(existing(file)).map((token) => `${file}: ${token.slice(0, 12)}…`));
    expect(found).toEqual([]);
  });

  it('would find one of each kind', () => {
    const [letters, digits] = ['Ab3'.repeat(14), '0123456789'];
    const planted = [
      ...[
        `pat-${'na1'}-1b2c3d4e-aaaa-bbbb-cccc-${digits}ab`,
        `AKIA${'Q'.repeat(16)}`,
        `ghp_${letters}`,
        `xoxb-${digits}${digits}`,
      ],
      ...[
        `sk_live_${letters}`,
        `-----BEGIN ${'RSA PRIVATE'} KEY-----`,
        `AIza${letters.slice(0, 35)}`,
        `npm_${letters.slice(0, 36)}`,
      ],
      ...[`eyJ${letters}.eyJ${letters}`, `00D${letters.slice(0, 12)}!${letters}`, `SG.${letters}.x`],
    ];
    expect(planted.filter((text) => tokensIn(text).length === 0)).toEqual([]);
  });

  it('has a bill of materials with every package that the product is made of, at its version', () => {
    const [, ...args] = packageFile.scripts.sbom.split(' ');
    const bill = JSON.parse(execFileSync('npm', args, { cwd: root, encoding: 'utf8', maxBuffer: 64_000_000 })) as Bill;
    expect(bill.bomFormat).toBe('CycloneDX');
    // Packages that only development uses are listed, too, and marked: without them npm leaves out what both use.
    const used = bill.components.filter(
      ({ properties = [] }) => !properties.some(({ name }) => name.endsWith(':development')),
    );
    const listed = new Set(used.map(({ name, version }) => `${name}@${version}`));
    const direct = Object.entries(packageFile.dependencies).map(([name, version]) => `${name}@${version}`);
    expect(direct.filter((each) => !listed.has(each))).toEqual([]);
    expect(used.filter(({ name }) => ['jest', 'typescript', 'eslint'].includes(name))).toEqual([]);
  });
});

interface Bill {
  readonly bomFormat: string;
  readonly components: readonly {
    readonly name: string;
    readonly version: string;
    readonly properties?: readonly { readonly name: string }[];
  }[];
}

/** Listed by git and not there: somebody has just deleted it. */
function existing(file: string): string {
  try {
    return read(file);
  } catch {
    return '';
  }
}
