import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createBrotliDecompress } from 'node:zlib';
import { chromium, type Browser } from 'playwright-core';
import { z } from 'zod';

interface Program {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Loopback only and no sandbox of its own: tests run as root in containers, where Chromium's sandbox cannot start. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--font-render-hinting=none',
];

/**
 * Starts a headless Chromium with a fresh profile: CHROMIUM_PATH, else /usr/bin/chromium, else the one of the npm package @sparticuz/chromium. Throws a
 * sentence when there is none: a browser test is never skipped in silence. `language` is the browser's own: date fields follow it, whatever the page says.
 */
export async function launchChromium(language: 'en' | 'de' = 'en'): Promise<Browser> {
  const { path, env } = await findChromium();
  return chromium.launch({
    executablePath: path,
    args: [...flags, `--lang=${language}`],
    env: { ...process.env, ...env, LC_ALL: `${localeOf(language)}.UTF-8` },
    headless: true,
  });
}

const localeOf = (language: 'en' | 'de'): string => (language === 'de' ? 'de_DE' : 'en_US');

async function findChromium(): Promise<Program> {
  const named = process.env.CHROMIUM_PATH;
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return { path: named, env: {} };
    throw new Error(`CHROMIUM_PATH is ${named}, but there is no such file.`);
  }
  if (existsSync('/usr/bin/chromium')) return { path: '/usr/bin/chromium', env: {} };
  return packagedChromium();
}

const browserMissing = (cause: unknown): Error =>
  new Error(
    'No browser: set CHROMIUM_PATH, install /usr/bin/chromium, or run "npm ci" with development packages on Linux x64.',
    { cause },
  );

/** Unpacks the npm package once. Its own unpacker leaves out the shared libraries that only its home, Amazon Linux, has. */
async function packagedChromium(): Promise<Program> {
  try {
    const require = createRequire(import.meta.url);
    const root = join(dirname(require.resolve('@sparticuz/chromium')), '..', '..');
    const about = z
      .object({ version: z.string() })
      .parse(JSON.parse(await readFile(join(root, 'package.json'), 'utf8')));
    const folder = join(import.meta.dirname, '../../node_modules/.cache/chromium', about.version);
    if (!existsSync(folder)) await unpack(join(root, 'bin'), folder);
    const libraries = [join(folder, 'lib'), process.env.LD_LIBRARY_PATH ?? ''].filter((path) => path !== '');
    const env = { LD_LIBRARY_PATH: libraries.join(':'), FONTCONFIG_FILE: join(folder, 'fonts.conf') };
    return { path: join(folder, 'chromium'), env };
  } catch (error) {
    throw browserMissing(error);
  }
}

/** The package's own font first: a bare container has none, and pictures should look the same everywhere. */
const fontsFile = (folder: string): string =>
  `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${folder}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>`;

async function unpack(source: string, folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const part = await mkdtemp(`${folder}.part-`);
  const program = createWriteStream(join(part, 'chromium'), { mode: 0o755 });
  await pipeline(createReadStream(join(source, 'chromium.br')), createBrotliDecompress(), program);
  for (const archive of ['al2023.tar.br', 'fonts.tar.br', 'swiftshader.tar.br'])
    await untar(join(source, archive), part);
  await writeFile(join(part, 'fonts.conf'), fontsFile(folder));
  // two test processes may unpack at once: the first to finish wins
  await rename(part, folder).catch(async (error: unknown) => {
    await rm(part, { recursive: true });
    if (!existsSync(folder)) throw error;
  });
}

/** By way of a file: tar stops reading a pipe at the end mark of an archive, before its padding has been written. */
async function untar(archive: string, folder: string): Promise<void> {
  const file = join(folder, 'archive.tar');
  await pipeline(createReadStream(archive), createBrotliDecompress(), createWriteStream(file));
  await promisify(execFile)('tar', ['-x', '-f', file, '-C', folder]);
  await rm(file);
}
