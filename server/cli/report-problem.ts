import { CommanderError } from 'commander';
import type { Locale } from '../../src/accounts/connection.ts';
import { createSentences, type Sentences } from '../../src/messages/sentences.ts';
import { CrmError } from '../../src/ports/crm.ts';
import { NoSignalFilesError } from '../../src/signal-sources/csv/read-signal-folder.ts';
import { UnreadableFileError } from '../../src/signal-sources/csv/read-rows.ts';
import { ConfigError } from '../config.ts';
import { StorageError } from '../storage/storage-error.ts';
import { CommandError } from './command-error.ts';
import { exitCodes, type ExitCode, type Problem } from './exit-codes.ts';
import { SandboxError } from './sandbox-program.ts';
import { sandboxProblem } from './sandbox-problem.ts';
import { usageProblem } from './usage-problem.ts';

/**
 * What happened, where, how to mend it: sentences in the reader's language. An error's own text never stands in them: it may hold a token or a person.
 * `database` names the place of a database error that does not know its own.
 */
export function describeProblem(error: unknown, locale: Locale, database: string): Problem {
  const sentences = createSentences(locale);
  const { cli } = sentences;
  const problem = (exitCode: ExitCode, ...said: readonly string[]): Problem => ({ sentences: said, exitCode });
  if (error instanceof CommanderError) return problem(exitCodes.usage, ...usageProblem(error, cli));
  if (error instanceof CommandError) return problem(exitCodes.usage, error.wording(sentences));
  if (error instanceof ConfigError) return problem(exitCodes.settings, ...error.variables.map(cli.badSetting));
  if (error instanceof NoSignalFilesError) {
    const key = error.folderExists ? 'noSignalFiles' : 'folderMissing';
    return problem(exitCodes.usage, cli.sentence(key, { path: error.folder }));
  }
  if (error instanceof UnreadableFileError) {
    const { file: path, code } = error;
    return problem(exitCodes.usage, cli.sentence('fileUnreadable', { path, code }));
  }
  if (error instanceof StorageError) {
    const knowsItsPlace = ['file', 'folder', 'host'].some((name) => name in error.details);
    const details = knowsItsPlace ? error.details : { where: database, ...error.details };
    return problem(exitCodes.storage, sentences.storageError(error.kind, details));
  }
  if (error instanceof CrmError) return problem(crmExitCode(error), sentences.crmError(error.code, error.details));
  if (error instanceof SandboxError) return sandboxProblem(error.output, cli);
  return systemProblem(error, cli);
}

function crmExitCode({ kind, code }: CrmError): ExitCode {
  if (kind === 'auth') return exitCodes.access;
  if (code === 'mapped_field_missing' || code === 'property_type_clash' || code === 'property_limit_reached')
    return exitCodes.mapping;
  return exitCodes.crmUnavailable;
}

/** Errors of the operating system that a person can act on; the rest is a fault of ours, named by its class and code. */
function systemProblem(error: unknown, cli: Sentences['cli']): Problem {
  const code = textOf(error, 'code');
  if (code === 'EADDRINUSE') {
    const port = textOf(error, 'port');
    return { sentences: [cli.sentence('portTaken', { port })], exitCode: exitCodes.settings };
  }
  const kind = [textOf(error, 'name') || 'Error', code].filter((word) => /^\w+$/.test(word)).join(' ');
  return { sentences: [cli.sentence('unexpected', { kind })], exitCode: exitCodes.unexpected };
}

/** Where an unforeseen error came from: class names and frames of it and its causes. Messages are left out: they quote values. */
export function tracesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const kind = [error.name, textOf(error, 'code')].filter((word) => /^\w+$/.test(word)).join(' ');
  return [kind, ...frames, ...tracesOf(error.cause)];
}

function textOf(error: unknown, name: string): string {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
