import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { dataFolder } from './embedded.ts';
import { type Program, type SandboxHubSpot, startHubSpotOf } from './sandbox-program.ts';
import type { Received, StubAnswer } from './stub-backend.ts';
import { unusedPort } from './unused-port.ts';

const run = promisify(execFile);
const root = join(import.meta.dirname, '../..');

/** What HubSpot and the product agree on about the app; the address is BACKEND_URL of the profile that the cards are built with. */
export const clientSecret = 'client-secret-of-the-browser-tests';
const publicUrl = 'https://renewal-health.example.com';
const appId = '3401122';

/** A HubSpot sandbox, the product serving it as its own process, and the built cards. */
export interface ServedPortal {
  readonly hubspot: Program<SandboxHubSpot>;
  /** Folder of the app's production bundles. */
  readonly bundles: string;
  /** Passes a request on to the product as it came, signature and all; nobody answers while the process is dead. */
  readonly forward: (request: Received) => Promise<StubAnswer>;
  /** Ends the product's process without a word, as a crash does. */
  readonly killServer: () => Promise<void>;
  /** Starts the product again on the same port and database; resolves when it has synced and serves. */
  readonly startServer: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts the sandbox with a generated base, builds the cards, and starts the product, whose first sync fills the portal. */
export async function startServedPortal(companies: number): Promise<ServedPortal> {
  const folder = await mkdtemp(join(tmpdir(), 'served-portal-'));
  const base = { companies, seed: 7, asOf: new Date().toISOString().slice(0, 10) };
  const [bundles, signals] = [join(folder, 'bundles'), join(folder, 'signals')];
  const hubspot = await startHubSpotOf(base);
  const [port, data] = [await unusedPort(), await dataFolder(folder)];
  let server: ChildProcess | null = null;
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    const running = server?.exitCode === null && server.signalCode === null ? server : null;
    if (running === null) return;
    const ended = once(running, 'exit');
    running.kill(signal);
    await ended;
  };
  const startServer = async () => {
    server = spawn(process.execPath, [join(root, 'server/cli/renewal-health.js'), 'serve'], {
      cwd: root,
      env: {
        ...process.env,
        ...{ HUBSPOT_ACCESS_TOKEN: hubspot.said.accessToken, HUBSPOT_BASE_URL: hubspot.said.url },
        ...{ HUBSPOT_CLIENT_SECRET: clientSecret, PUBLIC_BASE_URL: publicUrl, HUBSPOT_APP_ID: appId },
        ...{ SIGNAL_FOLDER: signals, DATA_FOLDER: data, PORT: String(port) },
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    await saysItServes(server, port);
  };
  const stop = async () => {
    await end('SIGTERM');
    await hubspot.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const { seed, asOf } = base;
    const book = ['--companies', String(companies), '--seed', String(seed), '--as-of', asOf, '--out', signals];
    await Promise.all([node('sandbox/book/main.ts', book), node('hubspot-app/build.ts', [bundles])]);
    await startServer();
  } catch (error) {
    await stop();
    throw error;
  }
  return { hubspot, bundles, forward: forwardTo(port), killServer: () => end('SIGKILL'), startServer, stop };
}

const node = (path: string, args: readonly string[]) =>
  run(process.execPath, [join(root, path), ...args], { cwd: root });

/** Throws with what the process said when it ends before it serves. */
async function saysItServes(server: ChildProcess, port: number): Promise<void> {
  const said: string[] = [];
  const serving = new Promise<void>((resolve) => {
    for (const stream of [server.stdout, server.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        said.push(text);
        if (said.join('').includes(`http://127.0.0.1:${port}`)) resolve();
      });
  });
  const ended = once(server, 'exit').then(() => {
    throw new Error(`The server did not start: ${said.join('')}`);
  });
  await Promise.race([serving, ended]);
}

const passedOn = ['x-hubspot-signature-v3', 'x-hubspot-request-timestamp', 'content-type'];

const forwardTo =
  (port: number): ServedPortal['forward'] =>
  async ({ method, target, headers, body }) => {
    const named = passedOn.flatMap((name) =>
      typeof headers[name] === 'string' ? [[name, headers[name]] as const] : [],
    );
    const request = { method, headers: Object.fromEntries(named), ...(body === '' ? {} : { body }) };
    const response = await fetch(`http://127.0.0.1:${port}${target}`, request).catch(() => null);
    return response === null ? { hangUp: true } : { status: response.status, json: await response.json() };
  };
