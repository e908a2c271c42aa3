import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { byteOrderMark, csvText } from '../../src/common/csv-text.ts';
import { createExportConnection, exportColumns, type ExportFile } from '../../src/views/export-connection.ts';
import type { Session } from './session.ts';

const files: readonly ExportFile[] = ['accounts.csv', 'renewals.csv', 'contacts.csv', 'scores.csv', 'ledger.csv'];
/** It is a customer's data: for the eyes of whoever runs the command. */
const ownerOnly = 0o600;

/** Writes everything stored of a connection into a folder, a file for each kind of thing; files of an earlier export are replaced. */
export async function exportFolder(session: Session, folder: string, withPeople: boolean): Promise<void> {
  const { product, terminal } = session;
  const connection = await session.connection();
  const path = resolve(folder);
  const object = withPeople ? 'with people' : 'without people';
  await product.stored.stores.audit.append({ subject: connection.id, action: 'exported', object });
  await mkdir(path, { recursive: true, mode: 0o700 });
  const wanted = files.filter((file) => withPeople || file !== 'contacts.csv');
  const heads = wanted.map((file) =>
    writeFile(join(path, file), byteOrderMark + csvText([exportColumns[file]]), { mode: ownerOnly }),
  );
  await Promise.all(heads);
  const pages = createExportConnection({ stores: product.stored.stores })(connection.id, withPeople);
  for await (const { file, rows } of pages) await appendFile(join(path, file), csvText(rows));
  for (const file of wanted) terminal.print(join(path, file));
}
