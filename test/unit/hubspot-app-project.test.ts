import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { http } from '@hubspot/local-dev-lib/http';
import { translate } from '@hubspot/project-parsing-lib/translate';
import {
  collectFileDependencies,
  findAndParsePackageJsonFiles,
  getPackableFiles,
} from '@hubspot/project-parsing-lib/workspaces';
import { z } from 'zod';
import { extensions, projectFolder } from '../../hubspot-app/build.ts';
import type { HubSpotObject } from '../../src/hubspot/object-types.ts';
import { optionalScopes, requiredScopes } from '../../src/hubspot/scopes.ts';
import { readProperties } from '../../src/hubspot/to-read.ts';

const src = join(projectFolder, 'src');
const readJson = async (path: string): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'));
const project = z.object({ platformVersion: z.string(), srcDir: z.string() });

/** HubSpot's own check of a project. It fetches the schemas of the components from an account; here they come from a file. */
async function check(folder: string, profile = 'production') {
  const { platformVersion } = project.parse(await readJson(join(projectFolder, 'hsproject.json')));
  const schemas = await readJson(join(import.meta.dirname, '../fixtures/hubspot-component-schemas.json'));
  const { get } = http;
  Object.assign(http, { get: () => Promise.resolve({ data: schemas }) });
  try {
    return await translate(
      { projectSourceDir: folder, platformVersion, accountId: 1 },
      { skipValidation: false, profile },
    );
  } finally {
    Object.assign(http, { get });
  }
}

const nodes = async (profile: string) =>
  (await check(src, profile)).intermediateRepresentation.intermediateNodesIndexedByUid;

/** What HubSpot says of a copy of the project in which one file is different. */
async function verdictOn(file: string, change: (text: string) => string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'hubspot-app-'));
  try {
    await cp(src, folder, { recursive: true });
    const path = join(folder, file);
    await writeFile(path, change(existsSync(path) ? await readFile(path, 'utf8') : ''));
    return await check(folder).then(
      () => 'valid',
      (error: unknown) => String(error),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe('HubSpot project, as HubSpot checks it on upload', () => {
  it.each(['production', 'test'])('is valid with the profile %s and leaves no file out', async (profile) => {
    const { intermediateRepresentation, skippedHsMetaFiles } = await check(src, profile);
    expect(skippedHsMetaFiles).toEqual([]);
    expect(Object.keys(intermediateRepresentation.intermediateNodesIndexedByUid).sort()).toEqual([
      'company-health-card',
      'company-health-sidebar',
      'deal-renewal-card',
      'renewal-book',
      'renewal-health-app',
      'renewal-health-settings',
      'renewal-health-webhooks',
    ]);
  });

  it('lets cards ask, and webhooks reach, the backend of the profile and nothing else', async () => {
    const { 'renewal-health-app': app, 'renewal-health-webhooks': webhooks } = await nodes('production');
    const backend = 'https://renewal-health.example.com';
    expect(app?.config).toMatchObject({ permittedUrls: { fetch: [backend], iframe: [], img: [] } });
    expect(webhooks?.config).toMatchObject({ settings: { targetUrl: `${backend}/webhooks/hubspot` } });
  });

  it.each<[string, string, (text: string) => string, RegExp]>([
    [
      'a place that does not exist',
      'app/cards/deal-renewal-card-hsmeta.json',
      (text) => text.replace('crm.record.tab', 'crm.record.top'),
      /location/,
    ],
    [
      'an unknown field',
      'app/cards/deal-renewal-card-hsmeta.json',
      (text) => text.replace('"type"', '"kind": 1, "type"'),
      /kind/,
    ],
    ['a bad uid', 'app/app-hsmeta.json', (text) => text.replace('renewal-health-app', 'renewal health'), /uid/],
    [
      'an uid that is taken',
      'app/cards/deal-renewal-card-hsmeta.json',
      (text) => text.replace('"deal-renewal-card"', '"company-health-card"'),
      /uid/,
    ],
    [
      'a card among the pages',
      'app/pages/renewal-book-hsmeta.json',
      (text) => text.replace('"page"', '"card"'),
      /card/i,
    ],
    [
      'optional scopes of a static app',
      'app/app-hsmeta.json',
      (text) => text.replace('"type": "static",', '"type": "static", "optionalScopes": [],'),
      /optionalScopes|boolean schema/,
    ],
    [
      'a variable that no profile has',
      'app/app-hsmeta.json',
      (text) => text.replace('BACKEND_URL', 'BACKEND'),
      /BACKEND/,
    ],
    [
      'a subscription without its property',
      'app/webhooks/webhooks-hsmeta.json',
      (text) => text.replace('"propertyName": "domain",', ''),
      /propertyName/,
    ],
  ])('refuses %s', async (_what, file, change, message) => {
    expect(await verdictOn(file, change)).toMatch(message);
  });

  it('is as valid as an OAuth app, which several accounts and the marketplace need', async () => {
    const redirect = '"type": "oauth", "redirectUrls": ["${BACKEND_URL}/install/hubspot/callback"],';
    const asOAuth = (text: string) =>
      text.replace('"type": "static",', redirect).replace('"distribution": "private"', '"distribution": "marketplace"');
    expect(await verdictOn('app/app-hsmeta.json', asOAuth)).toBe('valid');
  });

  it('says what to change for several accounts: the scopes that the server asks for, in a form that HubSpot takes', async () => {
    const readme = await readFile(join(projectFolder, 'README.md'), 'utf8');
    const block = /```json\n(\{\n {2}"type": "oauth"[^`]*)```/.exec(readme)?.[1] ?? '';
    const auth: unknown = JSON.parse(block);
    expect(auth).toMatchObject({ requiredScopes, optionalScopes });
    const asOAuth = (text: string) => {
      const app = JSON.parse(text) as { readonly config: object };
      return JSON.stringify({ ...app, config: { ...app.config, auth } });
    };
    expect(await verdictOn('app/app-hsmeta.json', asOAuth)).toBe('valid');
  });

  it('finds every entry file that the configuration names', () => {
    expect(extensions().map(({ file }) => relative(projectFolder, file))).toEqual([
      'src/app/cards/CompanyHealthCard.tsx',
      'src/app/cards/CompanyHealthSidebar.tsx',
      'src/app/cards/DealRenewalCard.tsx',
      'src/app/pages/RenewalBook.tsx',
      'src/app/settings/Settings.tsx',
    ]);
    for (const { file } of extensions()) expect(existsSync(file)).toBe(true);
  });

  it('uploads the shared package with each extension', async () => {
    const shared = join(projectFolder, 'shared');
    for (const folder of ['cards', 'pages', 'settings']) {
      const packages = await findAndParsePackageJsonFiles(join(src, 'app', folder));
      const found = await collectFileDependencies(packages);
      expect(found).toMatchObject([{ packageName: '@renewal-health/hubspot-shared', localPath: shared }]);
    }
    const files = await getPackableFiles(shared);
    for (const file of ['package.json', 'tsconfig.json', 'generated/contract.ts', 'words/de.ts'])
      expect([...files]).toContain(file);
  });

  it('compiles every folder by the same rules', async () => {
    const folders = ['shared', 'src/app/cards', 'src/app/pages', 'src/app/settings'];
    const texts = await Promise.all(
      folders.map((folder) => readFile(join(projectFolder, folder, 'tsconfig.json'), 'utf8')),
    );
    expect(new Set(texts).size).toBe(1);
  });
});

describe('HubSpot project and server', () => {
  const objects: Readonly<Record<string, HubSpotObject>> = {
    company: 'companies',
    deal: 'deals',
    contact: 'contacts',
    ticket: 'tickets',
  };
  const mapping = {
    account: { externalKey: null, acv: null, seats: null, contractStart: null, contractEnd: null },
    renewal: { rule: { pipelineIds: [], fields: [] }, renewalDate: null, arr: null },
    contact: { role: null },
    review: { titleWords: [], meetingTypes: [] },
    topPriority: '',
  };
  const webhooks = z.object({
    subscriptions: z.object({
      crmObjects: z.array(z.object({ objectType: z.string(), propertyName: z.string().optional() })),
    }),
  });

  it('subscribes only to properties that the server reads', async () => {
    const { 'renewal-health-webhooks': node } = await nodes('production');
    for (const { objectType, propertyName } of webhooks.parse(node?.config).subscriptions.crmObjects) {
      const object = objects[objectType];
      if (object === undefined) throw new Error(`the server reads no ${objectType}`);
      if (propertyName !== undefined) expect(readProperties(object, mapping)).toContain(propertyName);
    }
  });

  it('does not subscribe to what the server writes', async () => {
    const { 'renewal-health-webhooks': node } = await nodes('production');
    const names = webhooks
      .parse(node?.config)
      .subscriptions.crmObjects.flatMap(({ propertyName }) => propertyName ?? []);
    expect(names.filter((name) => name.startsWith('renewal_'))).toEqual([
      'renewal_tier_override',
      'renewal_tier_override_reason',
      'renewal_tier_override_until',
    ]);
  });

  it('explains every scope that it asks for, and no other', async () => {
    const { 'renewal-health-app': node } = await nodes('production');
    const { auth } = z.object({ auth: z.object({ requiredScopes: z.array(z.string()) }) }).parse(node?.config);
    const readme = await readFile(join(projectFolder, 'README.md'), 'utf8');
    const permissions = readme.slice(readme.indexOf('## Permissions'), readme.indexOf('## Webhooks'));
    const explained = [...permissions.matchAll(/^\| `([^`]+)` \| [^|]{10,} \|$/gm)].map(([, scope]) => scope);
    expect(explained).toEqual(auth.requiredScopes);
  });

  it('asks for every scope that the server needs or can use, and for none besides', async () => {
    const { 'renewal-health-app': node } = await nodes('production');
    const { auth } = z.object({ auth: z.object({ requiredScopes: z.array(z.string()) }) }).parse(node?.config);
    // a static app knows required scopes only
    expect([...auth.requiredScopes].sort()).toEqual([...requiredScopes, ...optionalScopes].sort());
  });
});
