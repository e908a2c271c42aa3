import { z } from 'zod';
import type { Sentences } from '../../src/messages/sentences.ts';
import { exitCodes, type Problem } from './exit-codes.ts';

/** The line of JSON in which a sandbox process says why it ends. */
const complaint = z.discriminatedUnion('problem', [
  z.object({ problem: z.literal('file_missing'), file: z.string() }),
  z.object({ problem: z.literal('column_missing'), file: z.string(), column: z.string() }),
  z.object({ problem: z.literal('bad_row'), file: z.string(), line: z.number(), reason: z.string() }),
  z.object({ problem: z.literal('not_here') }),
  z.object({ problem: z.literal('port_taken'), port: z.number() }),
  z.object({ problem: z.literal('failed'), reason: z.string() }),
]);

/** Why the sandbox did not start. What is no complaint of its own (a stack, say) stays unsaid but for its last line. */
export function sandboxProblem(output: string, cli: Sentences['cli']): Problem {
  const found = complaint.safeParse(parseJson(output));
  if (!found.success) return failed(output.trim().split('\n').at(-1) ?? '', cli);
  const { data } = found;
  switch (data.problem) {
    case 'file_missing':
      return { sentences: [cli.sentence('fileMissing', { path: data.file })], exitCode: exitCodes.usage };
    case 'column_missing': {
      const text = cli.sentence('columnMissing', { path: data.file, name: data.column });
      return { sentences: [text], exitCode: exitCodes.usage };
    }
    case 'bad_row': {
      const text = cli.sentence('badRow', { path: data.file, line: String(data.line), reason: data.reason });
      return { sentences: [text], exitCode: exitCodes.usage };
    }
    case 'port_taken':
      return { sentences: [cli.sentence('portTaken', { port: String(data.port) })], exitCode: exitCodes.settings };
    case 'not_here':
      return { sentences: [cli.label('noCrm')], exitCode: exitCodes.settings };
    case 'failed':
      return failed(data.reason, cli);
  }
}

const failed = (reason: string, cli: Sentences['cli']): Problem => ({
  sentences: [cli.sentence('sandboxFailed', { reason })],
  exitCode: exitCodes.unexpected,
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
