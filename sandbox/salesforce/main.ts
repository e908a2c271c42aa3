import { fstatSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { bookArgument } from '../book/book-argument.ts';
import { ExportError } from '../book/crm-csv-rows.ts';
import { openBook } from '../book/open-book.ts';
import { type Book } from '../book/types.ts';
import { type SandboxOptions } from './options.ts';
import { orgKinds } from './org/org-kind.ts';
import { startSalesforceSandbox } from './start.ts';

/** node sandbox/salesforce/main.ts: prints one JSON line when it listens, and ends with its parent. README.md lists the options. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    book: { type: 'string' },
    csv: { type: 'string' },
    org: { type: 'string', default: 'default' },
    'daily-limit': { type: 'string', default: '115000' },
    state: { type: 'string' },
    clock: { type: 'string' },
  },
});

function oneOf<T extends string>(name: string, allowed: readonly T[], given: string): T {
  const found = allowed.find((candidate) => candidate === given);
  if (found === undefined) throw new Error(`--${name} is one of ${allowed.join(', ')}, not ${given}`);
  return found;
}

function chosenBook(): Book | null {
  if (values.csv !== undefined)
    return openBook({ source: 'csv', folder: values.csv, asOf: bookArgument(values.book ?? '').asOf });
  // usage reaches the product by signal files: this org never shows it
  return values.book === undefined
    ? null
    : openBook({ source: 'generated', ...bookArgument(values.book), usage: false });
}

/** One line of JSON on standard error, for whoever started this process; nobody needs a stack to mend a file or to free a port. */
function giveUp(error: unknown): never {
  console.error(JSON.stringify(complaintOf(error)));
  process.exit(1);
}

function complaintOf(error: unknown): object {
  if (error instanceof ExportError) return error.problem;
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  if (taken) return { problem: 'port_taken', port: Number(values.port) };
  return { problem: 'failed', reason: error instanceof Error ? error.message : String(error) };
}

function chosenOptions(): SandboxOptions {
  const book = chosenBook();
  return {
    port: Number(values.port),
    ...(book === null ? {} : { book }),
    org: oneOf('org', orgKinds, values.org),
    dailyLimit: Number(values['daily-limit']),
    state: values.state ?? null,
    clock: values.clock ?? null,
  };
}

const start = async () => startSalesforceSandbox(chosenOptions());
const { url, controlUrl, orgId, oauth } = await start().catch(giveUp);
console.log(JSON.stringify({ url, controlUrl, orgId, oauth }));

const end = (): never => process.exit(0);
process.on('SIGTERM', end);
process.on('SIGINT', end);
process.on('disconnect', end);
// a parent that was killed cannot send a signal, but its end of the pipe closes
const input = fstatSync(0);
if (input.isFIFO() || input.isSocket()) process.stdin.on('end', end).on('close', end).resume();
