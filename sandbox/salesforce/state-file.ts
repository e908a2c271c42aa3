import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { type Mutation } from './org/mutation.ts';
import { type Org } from './org/org.ts';

const header = z.object({ seededFrom: z.string() });
/** Written by this process alone: only that it is one of the operations is checked. */
const mutation = z
  .looseObject({ op: z.string(), object: z.string(), id: z.string(), at: z.number(), by: z.enum(['api', 'user']) })
  .transform((line) => line as Mutation & Record<string, unknown>);

/**
 * Replays the accepted changes of earlier runs and appends those to come, one JSON line each. Throws when the file belongs to an org that was
 * seeded in another way: its ids would mean other records.
 */
export function keepState(org: Org, file: string, seededFrom: string): void {
  if (existsSync(file)) replay(org, readFileSync(file, 'utf8'), file, seededFrom);
  else writeFileSync(file, `${JSON.stringify({ seededFrom })}\n`);
  org.onCommit((committed) => appendFileSync(file, `${JSON.stringify(committed)}\n`));
}

function replay(org: Org, text: string, file: string, seededFrom: string): void {
  const [first = '', ...lines] = text.split('\n');
  const origin = header.parse(JSON.parse(first)).seededFrom;
  if (origin !== seededFrom) throw new Error(`${file} continues an org seeded from ${origin}, not from ${seededFrom}`);
  for (const line of lines) {
    const parsed = parsedLine(line);
    if (parsed !== null) org.commit(parsed);
  }
}

/** Null for an empty line, and for a last line that a killed process left unfinished. */
function parsedLine(line: string): Mutation | null {
  if (line === '') return null;
  try {
    return mutation.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
