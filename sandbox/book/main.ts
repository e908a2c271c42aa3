import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { openBook } from './open-book.ts';
import { writeSignalFiles } from './signal-files.ts';
import { truthOf } from './truth.ts';
import { type Book, type BookOptions } from './types.ts';

// Writes the signal files and, beside them, truth.jsonl; prints the row counts as one JSON line.
const usage = 'Usage: main.ts --companies N --seed N --as-of YYYY-MM-DD --out FOLDER [--history-days N]';

const whole = z.string().regex(/^\d+$/).transform(Number);
const argumentsShape = z.object({
  companies: whole,
  seed: whole,
  'as-of': z.iso.date(),
  out: z.string().min(1),
  'history-days': whole.optional(),
});

function readArguments(): { options: BookOptions; out: string } {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    options: { companies: text, seed: text, 'as-of': text, out: text, 'history-days': text },
  });
  const given = argumentsShape.parse(values);
  const history = given['history-days'];
  const options = { companies: given.companies, seed: given.seed, asOf: given['as-of'] };
  return { options: history === undefined ? options : { ...options, historyDays: history }, out: given.out };
}

function* truthLines(book: Book): Generator<string> {
  for (const company of book.companies()) {
    const truth = truthOf(book, company);
    if (truth !== null) yield `${JSON.stringify(truth)}\n`;
  }
}

async function main(): Promise<void> {
  const { options, out } = readArguments();
  const book = openBook({ source: 'generated', ...options });
  await mkdir(out, { recursive: true });
  const rows = await writeSignalFiles(book, out);
  await pipeline(Readable.from(truthLines(book)), createWriteStream(join(out, 'truth.jsonl')));
  console.log(JSON.stringify({ companies: options.companies, ...rows }));
}

main().catch((error: unknown) => {
  const message =
    error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : String(error);
  console.error(message);
  console.error(usage);
  process.exitCode = 1;
});
