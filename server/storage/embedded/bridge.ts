import { Duplex } from 'node:stream';
import type { Worker } from 'node:worker_threads';
import type { FromWorker, ToWorker } from './messages.ts';

/** What a socket does at the other side of the bridge. */
interface BridgePort {
  readonly open: () => void;
  readonly send: (bytes: Buffer) => void;
  /** Nothing more will be sent; the other side answers with its own end. */
  readonly finish: () => void;
  /** Gone at once, nothing more is listened to. */
  readonly leave: () => void;
  /** Whether an answer is waited for: only then the database keeps the process alive. */
  readonly hold: (waiting: boolean) => void;
}

/** One driver connection: looks like a socket to `pg`, carries its bytes to the database thread as messages. */
class BridgeSocket extends Duplex {
  readonly #port: BridgePort;

  constructor(port: BridgePort) {
    super();
    this.#port = port;
  }

  connect(): this {
    this.#port.open();
    process.nextTick(() => this.emit('connect'));
    return this;
  }

  override _read(): void {
    // Bytes are pushed as they come: the driver always reads an answer to its end.
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#port.send(chunk);
    done();
  }

  override _writev(chunks: { chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this.#port.send(Buffer.concat(chunks.map(({ chunk }) => chunk)));
    done();
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#port.finish();
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#port.leave();
    done(error);
  }

  // What `pg` calls on a socket and means nothing here.
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  ref(): this {
    this.#port.hold(true);
    return this;
  }
  unref(): this {
    this.#port.hold(false);
    return this;
  }
}

export interface Bridge {
  /** For the `stream` option of `pg`. */
  socket(): Duplex;
  /** Ends every connection with this error, also those made from now on. */
  fail(error: Error): void;
  /** Keeps the process alive until the function returned is called; connections that wait for an answer do so by themselves. */
  hold(): () => void;
}

/** Joins the driver's connections with the database thread. */
export const createBridge = (worker: Worker): Bridge => {
  const sockets = new Map<number, BridgeSocket>();
  const waiting = new Set<unknown>();
  let lastId = 0;
  let failure: Error | null = null;
  const post = (message: ToWorker) => {
    if (failure === null) worker.postMessage(message);
  };

  const hold = (id: unknown, isWaiting: boolean) => {
    if (isWaiting) waiting.add(id);
    else waiting.delete(id);
    if (waiting.size > 0) worker.ref();
    else worker.unref();
  };
  worker.unref();

  worker.on('message', (message: FromWorker) => {
    if (message.kind === 'data') {
      const { buffer, byteOffset, byteLength } = message.bytes;
      sockets.get(message.id)?.push(Buffer.from(buffer, byteOffset, byteLength));
    } else if (message.kind === 'end') {
      sockets.get(message.id)?.push(null);
      sockets.delete(message.id);
    }
  });

  return {
    socket: () => {
      const id = ++lastId;
      const socket: BridgeSocket = new BridgeSocket({
        open: () => {
          sockets.set(id, socket);
          hold(id, true);
          if (failure !== null) socket.destroy(failure);
          post({ kind: 'open', id });
        },
        send: (bytes) => {
          post({ kind: 'data', id, bytes });
        },
        finish: () => {
          post({ kind: 'close', id });
        },
        leave: () => {
          if (sockets.delete(id)) post({ kind: 'close', id });
          hold(id, false);
        },
        hold: (isWaiting) => {
          if (sockets.has(id)) hold(id, isWaiting);
        },
      });
      return socket;
    },
    hold: () => {
      const work = {};
      hold(work, true);
      return () => {
        hold(work, false);
      };
    },
    fail: (error) => {
      failure = error;
      for (const socket of sockets.values()) socket.destroy(error);
    },
  };
};
