import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';

const root = join(import.meta.dirname, '../..');
const read = (name: string) => readFileSync(join(root, name), 'utf8');
const manifest = z
  .object({
    engines: z.object({ node: z.string() }),
    dependencies: z.record(z.string(), z.string()),
    devDependencies: z.record(z.string(), z.string()),
    allowScripts: z.record(z.string(), z.boolean()),
  })
  .parse(JSON.parse(read('package.json')));
const lock = z
  .object({
    packages: z.record(
      z.string(),
      z.object({ integrity: z.string().optional(), resolved: z.string().optional(), link: z.boolean().optional() }),
    ),
  })
  .parse(JSON.parse(read('package-lock.json')));

describe('the image', () => {
  const lines = read('Dockerfile').split('\n');
  const copied = lines.filter((line) => /^COPY (?!--from)/.test(line)).flatMap((line) => line.split(' ').slice(1, -1));

  it('copies what exists, and what .dockerignore lets through', () => {
    const allowed = read('.dockerignore')
      .split('\n')
      .flatMap((line) => (line.startsWith('!') ? [line.slice(1)] : []));
    expect(copied.length).toBeGreaterThan(3);
    for (const path of copied)
      expect([path, existsSync(join(root, path)), allowed.includes(path)]).toEqual([path, true, true]);
  });

  it('runs the Node that the product asks for, as a user without rights, on the data volume', () => {
    const major = /\d+/.exec(manifest.engines.node)?.[0];
    const bases = lines.filter((line) => line.startsWith('FROM ')).map((line) => line.split(' ')[1]);
    expect(bases).toEqual([`node:${major}-slim`, `node:${major}-slim`]);
    expect(lines).toContain('USER node');
    expect(lines).toContain('VOLUME /data');
    expect(lines.indexOf('USER node')).toBeLessThan(lines.findIndex((line) => line.startsWith('CMD ')));
  });

  it('is asked for its health at a path that the server has', () => {
    const [path] = /\/healthz/.exec(read('Dockerfile')) ?? [];
    expect(read('server/http/app.ts')).toContain(`'${path ?? 'none'}'`);
  });

  it('sets variables that the product reads, and compose too', () => {
    const known = [...read('server/config.ts').matchAll(/^ {2}([A-Z][A-Z0-9_]+):/gm)].map(([, name]) => name);
    const inImage = [...(/^ENV (.*)$/m.exec(read('Dockerfile'))?.[1] ?? '').matchAll(/([A-Z_]+)=/g)].map(
      ([, name]) => name,
    );
    const compose = z
      .object({
        services: z.record(z.string(), z.looseObject({ environment: z.record(z.string(), z.unknown()).optional() })),
      })
      .parse(parse(read('compose.yaml'), { merge: true }));
    const { web, worker } = compose.services;
    const inCompose = [web, worker].flatMap((service) => Object.keys(service?.environment ?? {}));
    expect(inCompose).toContain('DATABASE_URL');
    for (const name of [...inImage.filter((each) => each !== 'NODE_ENV'), ...inCompose]) expect(known).toContain(name);
  });
});

describe('what the image holds', () => {
  let image: string;
  beforeAll(() => {
    image = mkdtempSync(join(tmpdir(), 'image-'));
    for (const part of ['package.json', 'src', 'server'])
      cpSync(join(root, part), join(image, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(image, 'node_modules'));
  });
  afterAll(() => {
    rmSync(image, { recursive: true });
  });

  it.each([
    ['en', 'No CRM is set'],
    ['de', 'Es ist kein CRM eingestellt'],
  ])('says in %s that a CRM has to be set, for it has no sandbox', (locale, sentence) => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ['server/cli/renewal-health.js', 'serve', '--locale', locale],
      { cwd: image, env: { PATH: process.env.PATH, DATA_FOLDER: join(image, 'data') }, encoding: 'utf8' },
    );
    expect({ status, stderr }).toEqual({ status: 3, stderr: expect.stringContaining(sentence) });
    expect(existsSync(join(image, 'data'))).toBe(false);
  });
});

describe('the packages', () => {
  it('are pinned by content, from a registry and from nowhere else', () => {
    const installed = Object.entries(lock.packages).filter(
      ([path, { link }]) => path.startsWith('node_modules/') && !link,
    );
    expect(installed.length).toBeGreaterThan(500);
    for (const [path, { integrity, resolved }] of installed) {
      expect([path, integrity?.startsWith('sha512-')]).toEqual([path, true]);
      expect([path, /^(git|http:)/.test(resolved ?? '')]).toEqual([path, false]);
    }
  });

  it('of the product are exact versions, and none may run a script when it is installed', () => {
    for (const [name, version] of Object.entries(manifest.dependencies))
      expect([name, /^\d+\.\d+\.\d+/.test(version)]).toEqual([name, true]);
    expect(Object.values(manifest.allowScripts)).not.toContain(true);
  });
});
