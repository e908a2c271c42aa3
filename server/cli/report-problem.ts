import { CommanderError } from 'commander';
import type { Locale } from '../../src/accounts/connection.ts';
import { createSentences, type Sentences } from '../../src/messages/sentences.ts';
import { CrmError } from '../../src/ports/crm.ts';
import { MovedFileError, NoSignalFilesError } from '../../src/signal-sources/csv/read-signal-folder.ts';
import { UnreadableFileError } from '../../src/signal-sources/csv/read-rows.ts';
import { kindOf, textOf } from '../observability/traces.ts';
import { ConfigError } from '../config.ts';
import { PrivateKeyError } from '../secrets/private-key.ts';
import { SecretsError } from '../secrets/secrets-error.ts';
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
  if (error instanceof CommandError) return problem(error.exitCode, error.wording(sentences));
  if (error instanceof ConfigError) return problem(exitCodes.settings, ...error.variables.map(cli.badSetting));
  if (error instanceof PrivateKeyError) {
    const { path, fault } = error;
    return problem(exitCodes.settings, cli.sentence('privateKeyBad', { path, fault }));
  }
  if (error instanceof NoSignalFilesError) {
    const key = error.folderExists ? 'noSignalFiles' : 'folderMissing';
    return problem(exitCodes.usage, cli.sentence(key, { path: error.folder }));
  }
  if (error instanceof MovedFileError) {
    const { file: path, folder: parent } = error;
    return problem(exitCodes.usage, cli.sentence('fileMoved', { path, parent }));
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
  if (error instanceof SecretsError) return problem(exitCodes.settings, secretsProblem(error, cli));
  if (error instanceof CrmError) return problem(crmExitCode(error), sentences.crmError(error.code, error.details));
  if (error instanceof SandboxError) return sandboxProblem(error.output, cli);
  return systemProblem(error, cli);
}

function secretsProblem({ kind, what }: SecretsError, cli: Sentences['cli']): string {
  if (kind === 'key_file') return cli.sentence('keyFileBad', { path: what });
  return cli.sentence(kind === 'unknown_key' ? 'keyUnknown' : 'sealedAltered', { name: what });
}

function crmExitCode({ kind, code }: CrmError): ExitCode {
  if (kind === 'auth') return exitCodes.access;
  if (fieldCodes.has(code)) return exitCodes.mapping;
  return exitCodes.crmUnavailable;
}

const fieldCodes: ReadonlySet<CrmError['code']> = new Set([
  'mapped_field_missing',
  'property_type_clash',
  'property_limit_reached',
  'package_missing',
]);

/** Errors of the operating system that a person can act on; the rest is a fault of ours, named by its class and code. */
function systemProblem(error: unknown, cli: Sentences['cli']): Problem {
  const code = textOf(error, 'code');
  if (code === 'EADDRINUSE') {
    const port = textOf(error, 'port');
    return { sentences: [cli.sentence('portTaken', { port })], exitCode: exitCodes.settings };
  }
  return { sentences: [cli.sentence('unexpected', { kind: kindOf(error) })], exitCode: exitCodes.unexpected };
}
