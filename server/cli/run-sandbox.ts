import type { Sentences } from '../../src/messages/sentences.ts';
import type { Config } from '../config.ts';
import { sandboxFolder, type SandboxSpec, startSandbox } from './sandbox-process.ts';

/** Runs the sandbox portal alone and prints its address and token, until it is stopped. */
export async function runSandbox(config: Config, spec: SandboxSpec, port: number, sentences: Sentences): Promise<void> {
  const { url, controlUrl, accessToken, portalId, stop } = await startSandbox(
    sandboxFolder(config.dataFolder, spec),
    spec,
    port,
  );
  process.stdout.write(`${JSON.stringify({ url, controlUrl, accessToken, portalId })}\n`);
  process.stderr.write(`${sentences.cli.sentence('serving', { url })}\n`);
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
  await stop();
}
