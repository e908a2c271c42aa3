import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { z } from 'zod';

/** One card or page of the app, as its own files declare it. */
export interface Extension {
  readonly id: string;
  readonly kind: 'card' | 'page' | 'settings';
  readonly name: string;
  readonly location:
    'crm.record.tab' | 'crm.record.sidebar' | 'crm.preview' | 'helpdesk.sidebar' | 'pages' | 'settings';
  readonly objectTypes: readonly string[];
  /** Path of the built file; null when the build does not have it. */
  readonly bundle: string | null;
}

export interface HubSpotApp {
  readonly name: string;
  readonly permitted: readonly string[];
  readonly variables: Readonly<Record<string, string | number | boolean>>;
  readonly extensions: readonly Extension[];
}

const project = z.object({ srcDir: z.string() });
const variable = z.union([z.string(), z.number(), z.boolean()]);
const profile = z.object({ variables: z.record(z.string(), variable).default({}) });
const built = z.object({ variables: z.record(z.string(), variable).default({}) });
const appFile = z.object({
  config: z.object({
    name: z.string(),
    permittedUrls: z.object({ fetch: z.array(z.string()).default([]) }).default({ fetch: [] }),
  }),
});
const extensionFile = z.object({
  uid: z.string(),
  type: z.enum(['card', 'page', 'pages', 'settings']),
  config: z.object({
    name: z.string().optional(),
    entrypoint: z.string(),
    location: z.enum(['crm.record.tab', 'crm.record.sidebar', 'crm.preview', 'helpdesk.sidebar']).optional(),
    objectTypes: z.array(z.string()).default([]),
  }),
});

const json = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

/**
 * Reads the HubSpot project at `folder` (hsproject.json and the `-hsmeta.json` files) and finds each entry's built file below `bundles`. Profile variables come
 * from the build's own manifests, else from hsprofile.<profileName>.json. Throws with the file's name when one is missing or malformed.
 */
export function readHubSpotApp(folder: string, bundles: string, profileName: string | null): HubSpotApp {
  const source = join(folder, project.parse(json(join(folder, 'hsproject.json'))).srcDir);
  const files = filesBelow(bundles);
  const variables = { ...profileVariables(source, profileName), ...builtVariables(files) };
  const app = appFile.parse(interpolate(json(metaFiles(join(source, 'app'))[0] ?? join(source, 'app')), variables));
  const declared = ['cards', 'pages', 'settings'].flatMap((part) => metaFiles(join(source, 'app', part)));
  return {
    name: app.config.name,
    permitted: app.config.permittedUrls.fetch,
    variables,
    extensions: declared.map((path) => extensionOf(interpolate(json(path), variables), app.config.name, files)),
  };
}

const metaFiles = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('-hsmeta.json'))
        .sort()
        .map((name) => join(folder, name))
    : [];

const filesBelow = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name))
    : [];

function profileVariables(source: string, name: string | null): Record<string, string | number | boolean> {
  return name === null ? {} : profile.parse(json(join(source, `hsprofile.${name}.json`))).variables;
}

function builtVariables(files: readonly string[]): Record<string, string | number | boolean> {
  const manifests = files.filter((path) => path.endsWith('-manifest.json'));
  return Object.assign({}, ...manifests.map((path) => built.parse(json(path)).variables)) as Record<string, string>;
}

/** HubSpot replaces `${NAME}` inside `uid` and `config` only; an unknown name stops its build, and so it does here. */
function interpolate(meta: unknown, variables: HubSpotApp['variables']): unknown {
  const text = JSON.stringify(meta).replace(/\$\{(\w+)\}/g, (_, name: string) => {
    const value = variables[name];
    if (value === undefined) throw new Error(`The HubSpot project uses \${${name}}, and no profile variable has it.`);
    return String(value);
  });
  return JSON.parse(text);
}

function extensionOf(meta: unknown, appName: string, files: readonly string[]): Extension {
  const { uid, type, config } = extensionFile.parse(meta);
  const kind = type === 'pages' ? 'page' : type;
  const file = `${basename(config.entrypoint, extname(config.entrypoint))}.js`;
  return {
    id: uid,
    kind,
    name: config.name ?? appName,
    location: kind === 'card' ? (config.location ?? 'crm.record.tab') : kind === 'page' ? 'pages' : 'settings',
    objectTypes: config.objectTypes.map((name) => name.toLowerCase()),
    bundle: files.find((path) => basename(path) === file) ?? null,
  };
}
