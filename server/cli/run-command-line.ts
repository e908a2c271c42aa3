import { CommanderError } from 'commander';
import { createSentences } from '../../src/messages/sentences.ts';
import type { Config } from '../config.ts';
import { tracesOf } from '../observability/traces.ts';
import { localeOf } from './common-options.ts';
import { exitCodes } from './exit-codes.ts';
import type { Wiring } from './product.ts';
import { createProgram, type Given } from './program.ts';
import { describeProblem } from './report-problem.ts';
import { databasePlace, sandboxSpec } from './session.ts';

/** Runs one command and answers with the process's exit code. Never throws: what went wrong is said on standard error. */
export async function runCommandLine(args: readonly string[], wiring: Wiring): Promise<number> {
  const locale = localeOf(args, wiring.systemLocale);
  const given: Given = { options: { locale, companies: 120, seed: 7, csv: null, crm: null, connection: null } };
  const report = (error: unknown) => reportProblem(error, given, wiring);
  // What nobody awaits would end the process with a stack on the screen.
  process.on('uncaughtException', (error) => {
    if ('code' in error && error.code === 'EPIPE') process.exit(exitCodes.done);
    process.exit(report(error));
  });
  try {
    await createProgram(wiring, createSentences(locale), locale, given).parseAsync([...args], { from: 'user' });
    return exitCodes.done;
  } catch (error) {
    // the help or the version that was asked for
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.done;
    return report(error);
  }
}

function reportProblem(error: unknown, { options }: Given, wiring: Wiring): number {
  const { sentences, exitCode } = describeProblem(error, options.locale, placeOf(options, wiring));
  for (const sentence of sentences) process.stderr.write(`${sentence}\n`);
  const wantsTrace = exitCode === exitCodes.unexpected && settingsOf(wiring)?.logLevel === 'debug';
  if (wantsTrace) for (const line of tracesOf(error)) process.stderr.write(`${line}\n`);
  return exitCode;
}

function placeOf(options: Given['options'], wiring: Wiring): string {
  const config = settingsOf(wiring);
  return config === null ? '' : databasePlace(config, sandboxSpec(options, wiring.clock.now()));
}

/** Null when a bad setting is itself the problem to report. */
function settingsOf(wiring: Wiring): Config | null {
  try {
    return wiring.readConfig();
  } catch {
    return null;
  }
}
