import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sdr from '@salesforce/source-deploy-retrieve';

/**
 * Writes the manifests: node write-manifests.ts [folder]. One manifest a step, because a deployment is all or nothing and an org may refuse one step
 * (no German, a report column it does not know) while the others hold. Reports come after their report types: an org checks them against types it has.
 */
const steps = {
  core: ['CustomField', 'CompactLayout', 'CustomLabels', 'LightningComponentBundle', 'PermissionSet', 'ReportType'],
  german: ['CustomObjectTranslation', 'Translations'],
  lists: ['ListView'],
  pages: ['FlexiPage'],
  reports: ['Report', 'Dashboard'],
} as const;

/** What an org can delete, users of a thing before the thing. Translations go with what they translate; labels one by one. */
const removable = [
  ...['Dashboard', 'Report', 'FlexiPage', 'ListView', 'CompactLayout', 'ReportType', 'PermissionSet'],
  ...['LightningComponentBundle', 'CustomLabel', 'CustomField'],
];

type Members = ReadonlyMap<string, readonly string[]>;

async function readMembers(): Promise<{ readonly members: Members; readonly version: string }> {
  const sourcepath = [join(import.meta.dirname, 'force-app')];
  const set = await sdr.ComponentSetBuilder.build({ sourcepath, projectDir: import.meta.dirname });
  const { types, version } = (await set.getObject()).Package;
  return { members: new Map(types.map(({ name, members }) => [name, members.toSorted()])), version };
}

function manifest(types: readonly string[], members: Members, version: string): string {
  const lines = types.flatMap((name) => [
    '    <types>',
    ...(members.get(name) ?? []).map((member) => `        <members>${member}</members>`),
    `        <name>${name}</name>`,
    '    </types>',
  ]);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<Package xmlns="http://soap.sforce.com/2006/04/metadata">',
    ...lines,
    `    <version>${version}</version>`,
    '</Package>',
    '',
  ].join('\n');
}

const folder = process.argv[2] ?? join(import.meta.dirname, 'manifest');
const { members, version } = await readMembers();
const contents = { ...steps, package: Object.values(steps).flat(), remove: removable, nothing: [] };
await mkdir(folder, { recursive: true });
for (const [name, types] of Object.entries(contents))
  await writeFile(join(folder, `${name}.xml`), manifest(types, members, version));
