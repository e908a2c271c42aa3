/** The thread of the embedded database: PGlite (PostgreSQL compiled to WebAssembly) spoken to in PostgreSQL's own wire protocol. Started by bridge.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import type { PGlite } from '@electric-sql/pglite';
import { writeBackup } from './backup.ts';
import type { FromWorker, ToWorker, WorkerSettings } from './messages.ts';
import { openPglite } from './pglite.ts';
import { createTurns } from './turns.ts';
import { createRequestCutter, refuseSsl, type Request, sessionState, type SessionState, welcome } from './wire.ts';

const { dataFolder } = workerData as WorkerSettings;

/** A transaction in which nothing is asked for this long was forgotten by its owner. */
const patienceMs = 60_000;
/** Answers leave in parcels of about this many bytes: fewer messages than the 8 kB the database flushes at a time, less memory than the whole answer. */
const parcelBytes = 256 * 1024;

/** WebAssembly leaves with objects that are no errors and yet have a message. */
const reasonOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);

const post = (message: FromWorker) => parentPort?.postMessage(message);
const postBytes = (id: number, bytes: Buffer) => {
  post({ kind: 'data', id, bytes });
};

const serve = (db: PGlite, version: string) => {
  const connections = new Map<number, (chunk: Buffer) => readonly Request[]>();

  const end = (id: number) => {
    if (!connections.delete(id)) return;
    turns.leave(id);
    post({ kind: 'end', id });
  };
  const turns = createTurns({
    rollback: async () => {
      await db.exec('rollback');
    },
    patienceMs,
    onAbandoned: end,
  });

  const answer = async (id: number, unit: Buffer): Promise<SessionState> => {
    let parcel: Buffer[] = [];
    let size = 0;
    let tail: Buffer = Buffer.alloc(0);
    const send = () => {
      if (size > 0 && connections.has(id)) postBytes(id, Buffer.concat(parcel));
      parcel = [];
      size = 0;
    };
    await db.execProtocolRawStream(unit, {
      onRawData: (data) => {
        const copy = Buffer.from(data); // the database reuses its buffer
        tail = copy.length >= 6 ? copy.subarray(-6) : Buffer.concat([tail, copy]).subarray(-6);
        size += parcel.push(copy) > 0 ? copy.length : 0;
        if (size >= parcelBytes) send();
      },
    });
    send();
    return sessionState(tail);
  };

  const handle = (id: number, request: Request) => {
    if (request.kind === 'ssl') postBytes(id, refuseSsl);
    else if (request.kind === 'startup') postBytes(id, welcome(version));
    else if (request.kind === 'terminate') end(id);
    else turns.ask(id, () => answer(id, request.bytes).catch(die));
  };

  const backup = (file: string) =>
    turns
      .alone(async () => {
        await db.exec('checkpoint');
        writeBackup(dataFolder, file);
      })
      .then(
        () => post({ kind: 'backed_up', error: null }),
        (error: unknown) => post({ kind: 'backed_up', error: reasonOf(error) }),
      );

  const stop = () =>
    turns.alone(async () => {
      await db.close();
      post({ kind: 'stopped' });
      parentPort?.close();
    });

  parentPort?.on('message', (message: ToWorker) => {
    if (message.kind === 'open') connections.set(message.id, createRequestCutter());
    else if (message.kind === 'close') end(message.id);
    else if (message.kind === 'backup') void backup(message.file);
    else if (message.kind === 'stop') void stop();
    else
      for (const request of connections.get(message.id)?.(Buffer.from(message.bytes)) ?? [])
        handle(message.id, request);
  });
};

/** The database gives errors as answers; an exception means that its memory can no longer be trusted. The files can: the next start recovers them from the log. */
const die = (error: unknown): never => {
  post({ kind: 'died', reason: reasonOf(error) });
  process.exit(1);
};
process.on('uncaughtException', die);

try {
  const db = await openPglite(dataFolder);
  const { rows } = await db.query<{ version: string }>(`select current_setting('server_version') as version`);
  serve(db, rows[0]?.version ?? '');
  post({ kind: 'ready', version: rows[0]?.version ?? '' });
} catch (error) {
  post({ kind: 'refused', reason: reasonOf(error) });
  parentPort?.close();
}
