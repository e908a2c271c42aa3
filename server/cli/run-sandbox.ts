import type { Sentences } from '../../src/messages/sentences.ts';
import type { Config } from '../config.ts';
import { sandboxFolder, type SandboxSpec, startSandbox, startSandboxOrg } from './sandbox-process.ts';

/** Runs the sandbox portal and the sandbox org alone and prints their addresses and how to sign in, until they are stopped. */
export async function runSandbox(config: Config, spec: SandboxSpec, port: number, sentences: Sentences): Promise<void> {
  const folder = sandboxFolder(config.dataFolder, spec);
  const { url, controlUrl, accessToken, portalId, stop } = await startSandbox(folder, spec, port);
  const { stop: stopOrg, ...salesforce } = await startSandboxOrg(folder, spec);
  process.stdout.write(`${JSON.stringify({ url, controlUrl, accessToken, portalId, salesforce })}\n`);
  process.stderr.write(`${sentences.cli.sentence('serving', { url })}\n`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await Promise.all([stop(), stopOrg()]);
}
