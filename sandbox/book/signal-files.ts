import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import { dayNumber, dayText } from './days.ts';
import { type Book, type BookCompany, type Day } from './types.ts';

export interface SignalFileCounts {
  readonly usage: number;
  readonly invoices: number;
  readonly observations: number;
}

type FileName = keyof SignalFileCounts;
const fileNames = ['usage', 'invoices', 'observations'] as const satisfies readonly FileName[];
type Cell = string | number | null;

const columns: Readonly<Record<FileName, readonly string[]>> = {
  usage: ['account', 'user', 'day', 'event', 'count'],
  invoices: ['account', 'invoice', 'issued_on', 'due_on', 'paid_on', 'amount', 'currency'],
  observations: ['account', 'name', 'value', 'on', 'about'],
};

/**
 * Writes usage.csv, invoices.csv and observations.csv (docs/signals.md) into `folder`, which is made if it is missing; returns the number of rows
 * without the headers. With `days`, only what happened in that many days before `asOf`; an invoice counts while it was issued or paid in them,
 * or is not paid yet. Company after company goes to disk, so memory stays flat.
 */
export async function writeSignalFiles(
  book: Book,
  folder: string,
  { days }: { readonly days?: number } = {},
): Promise<SignalFileCounts> {
  await mkdir(folder, { recursive: true });
  const first = days === undefined ? '' : dayText(dayNumber(book.options.asOf) - days);
  const files = await Promise.all(fileNames.map(async (name) => ({ name, file: await create(folder, name) })));
  const counts = { usage: 0, invoices: 0, observations: 0 };
  try {
    for (const company of book.companies()) {
      for (const { name, file } of files) counts[name] += await append(file, [...rowsOf[name](company, first)]);
    }
  } finally {
    await Promise.all(files.map(({ file }) => file.close()));
  }
  return counts;
}

const rowsOf: Readonly<Record<FileName, (company: BookCompany, first: Day) => Iterable<readonly Cell[]>>> = {
  usage: usageRows,
  invoices: (company, first) =>
    company.invoices
      .filter(({ issuedOn, paidOn }) => paidOn === null || issuedOn >= first || paidOn >= first)
      .map((row) => [company.key, row.key, row.issuedOn, row.dueOn, row.paidOn, row.amount, row.currency]),
  observations: (company, first) =>
    company.observations
      .filter(({ on }) => on >= first)
      .map((row) => [company.key, row.name, row.value, row.on, row.about]),
};

function* usageRows(company: BookCompany, first: Day): Generator<readonly Cell[]> {
  for (const { day, user, events } of company.usage) {
    if (day < first) continue;
    for (const [event, count] of Object.entries(events)) yield [company.key, user, day, event, count];
  }
}

async function create(folder: string, name: FileName): Promise<FileHandle> {
  const file = await open(join(folder, `${name}.csv`), 'w');
  await file.appendFile(`${columns[name].join(',')}\n`);
  return file;
}

async function append(file: FileHandle, rows: readonly (readonly Cell[])[]): Promise<number> {
  if (rows.length > 0) await file.appendFile(rows.map((row) => `${row.map(csvCell).join(',')}\n`).join(''));
  return rows.length;
}

/** RFC 4180: quoted only where a reader would go wrong without. */
export function csvCell(value: Cell): string {
  if (value === null) return '';
  const text = String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
