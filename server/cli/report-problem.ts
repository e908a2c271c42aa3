import { SandboxError } from './sandbox-process.ts';
import { CommandError } from './command-error.ts';
import { ConfigError } from '../config.ts';
import { StorageError } from '../storage/storage-error.ts';
import type { Locale } from '../../src/accounts/connection.ts';
import { createSentences } from '../../src/messages/sentences.ts';
import { CrmError } from '../../src/ports/crm.ts';
import { NoSignalFilesError } from '../../src/signal-sources/csv/read-signal-folder.ts';

/** What a script may tell apart; docs/operations.md lists them. */
export const exitCodes = {
  done: 0,
  unexpected: 1,
  usage: 2,
  settings: 3,
  access: 4,
  crmUnavailable: 5,
  mapping: 6,
  storage: 7,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

export interface Problem {
  readonly sentences: readonly string[];
  readonly exitCode: ExitCode;
}

/** The words for an error: what happened, where, how to mend it. Null for one nobody foresaw. `database` names the place of a database error that does not know its own. */
export function describeProblem(error: unknown, locale: Locale, database: string): Problem | null {
  const sentences = createSentences(locale);
  if (error instanceof CommandError) return { sentences: [error.wording(sentences)], exitCode: exitCodes.usage };
  if (error instanceof ConfigError) {
    return {
      sentences: error.problems.map(({ variable, message }) =>
        sentences.cli.sentence('badSetting', { name: variable, value: message }),
      ),
      exitCode: exitCodes.settings,
    };
  }
  if (error instanceof NoSignalFilesError) {
    return { sentences: [sentences.cli.sentence('folderMissing', { path: error.folder })], exitCode: exitCodes.usage };
  }
  if (error instanceof StorageError) {
    return {
      sentences: [sentences.storageError(error.kind, { where: database, ...error.details })],
      exitCode: exitCodes.storage,
    };
  }
  if (error instanceof CrmError)
    return { sentences: [sentences.crmError(error.code, error.details)], exitCode: crmExitCode(error) };
  if (error instanceof SandboxError) return { sentences: [error.output.trim()], exitCode: exitCodes.unexpected };
  return null;
}

function crmExitCode({ kind, code }: CrmError): ExitCode {
  if (kind === 'auth') return exitCodes.access;
  if (code === 'mapped_field_missing' || code === 'property_type_clash' || code === 'property_limit_reached')
    return exitCodes.mapping;
  return exitCodes.crmUnavailable;
}
