#!/usr/bin/env node
// The only file an older Node can read: it finds the Node 24 that `npm ci` brought and hands over to it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const main = join(dirname(fileURLToPath(import.meta.url)), '..', 'main.ts');
const root = join(dirname(main), '..');
const modules = join(root, 'node_modules');
const [major, minor] = process.versions.node.split('.').map(Number);
const isNewEnough = major > 24 || (major === 24 && minor >= 11);

function giveUp(sentence) {
  console.error(sentence);
  process.exit(1);
}

if (isNewEnough && existsSync(modules)) {
  // Compiled code is kept between starts: every command begins twice as fast.
  module.enableCompileCache?.();
  await import(main);
} else if (isNewEnough) {
  giveUp(`Renewal Health is not installed yet. Run "npm ci" in ${root} and try again.`);
} else {
  const brought = join(modules, `node-linux-${process.arch}`, 'bin', 'node');
  if (!existsSync(brought)) {
    giveUp(
      `Renewal Health needs Node 24.11 or newer; this is Node ${process.versions.node}. Run "npm ci" in ${root} (Linux brings its own Node), or install Node 24 and try again.`,
    );
  }
  const child = spawn(brought, [main, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}
