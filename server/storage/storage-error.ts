export type StorageErrorKind =
  | 'locked'
  | 'corrupt'
  | 'unreachable'
  | 'too_old'
  | 'newer_schema'
  | 'full'
  | 'conflict'
  | 'stopped'
  | 'not_writable'
  | 'occupied'
  | 'unsupported'
  | 'bad_backup';

export type StorageDetails = Readonly<Record<string, string | number>>;

/** What happened, where, and how to mend it: for logs and for callers that print the message as it is. The command line words the kinds itself. */
const sentences: Readonly<Record<StorageErrorKind, string>> = {
  locked: 'Another process is using this data folder. Stop it, or choose another folder.',
  corrupt: 'The database files are damaged. Move the folder away and restore a backup; nothing in it was changed.',
  unreachable: 'The database does not answer. Check the address, the user and that the server is running.',
  too_old: 'This PostgreSQL is too old. Version 15 or newer is needed.',
  newer_schema: 'The database was written by a newer version of this program. Update the program, or restore a backup.',
  full: 'The disk of the database is full. Free some space and start again; what was acknowledged is kept.',
  conflict: 'Another transaction changed the same rows at the same time. Try again.',
  stopped: 'The embedded database has stopped. Start the program again.',
  not_writable: 'The data folder cannot be created or written. Check its path and its owner.',
  occupied: 'There already is a database in this folder; it is never overwritten.',
  unsupported: 'This is for the embedded database only. Use the tools of PostgreSQL (pg_dump, pg_restore).',
  bad_backup: 'This file is not a complete backup of an embedded database.',
};

/** The one error of the database room. `details` name what and where (folder, file, found, needed, ...), never a value of a row. */
export class StorageError extends Error {
  readonly kind: StorageErrorKind;
  readonly details: StorageDetails;

  constructor(kind: StorageErrorKind, details: StorageDetails = {}, cause?: unknown) {
    const where = Object.entries(details).map(([name, value]) => `${name}: ${value}`);
    super(
      where.length === 0 ? sentences[kind] : `${sentences[kind]} (${where.join(', ')})`,
      cause === undefined ? undefined : { cause },
    );
    this.name = 'StorageError';
    this.kind = kind;
    this.details = details;
  }
}
