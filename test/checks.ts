import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/**
 * `npm run checks`: what can be said of the sources without running them. Two steps at a time, the longest first, for each keeps one core busy; what a step says
 * is shown in one piece when it ends. Every step is heard, and the exit code is 1 when one of them failed.
 */
const root = join(import.meta.dirname, '..');
const waiting = ['lint', 'typecheck', 'formatted', 'imports'];
const failed: string[] = [];

async function runStep(step: string): Promise<void> {
  const begun = performance.now();
  const child = spawn('npm', ['run', '--silent', step], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => said.push(part));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) failed.push(step);
  const seconds = Math.round((performance.now() - begun) / 1000);
  console.log(`${step}: ${code === 0 ? 'passed' : `FAILED (exit code ${code ?? 'none'})`} after ${seconds} s`);
  process.stdout.write(Buffer.concat(said));
}

async function runWaiting(): Promise<void> {
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) await runStep(step);
}

await Promise.all([runWaiting(), runWaiting()]);
if (failed.length > 0) {
  console.log(`FAILED: ${failed.join(', ')}`);
  process.exitCode = 1;
}
