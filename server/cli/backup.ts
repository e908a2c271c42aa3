import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Sentences } from '../../src/messages/sentences.ts';
import { StorageError } from '../storage/storage-error.ts';
import { CommandError } from './command-error.ts';
import type { Wiring } from './product.ts';
import { type CommonOptions, databasePlace, sandboxSpec, type Session } from './session.ts';

/** Writes the embedded database into one file and prints its path. Throws StorageError. */
export async function backup({ product, terminal }: Session, file: string): Promise<void> {
  const path = resolve(file);
  await product.backup(path);
  terminal.print(path);
}

/** Makes the database that the settings name from a backup; one that is there already stays as it is. Throws CommandError and StorageError. */
export async function restore(wiring: Wiring, options: CommonOptions, file: string, { cli }: Sentences): Promise<void> {
  const config = wiring.readConfig();
  if (config.databaseUrl !== null) throw new StorageError('unsupported');
  const path = resolve(file);
  if (!existsSync(path)) throw new CommandError((words) => words.cli.sentence('fileMissing', { path }));
  const folder = databasePlace(config, sandboxSpec(options, wiring.clock.now()));
  await wiring.restoreDatabase(path, folder);
  process.stdout.write(`${cli.sentence('restored', { path: folder })}\n`);
}
