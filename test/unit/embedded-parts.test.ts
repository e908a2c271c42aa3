import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { readTarHeader, tarHeader } from '../../server/storage/embedded/tar.ts';
import { createTurns } from '../../server/storage/embedded/turns.ts';
import { createRequestCutter, type SessionState, sessionState, welcome } from '../../server/storage/embedded/wire.ts';
import { endOfDayIn } from '../../server/storage/end-of-day.ts';
import { fromPostgresError } from '../../server/storage/from-postgres-error.ts';
import { toJson } from '../../server/storage/json-text.ts';
import { keysetPages } from '../../server/storage/keyset-pages.ts';
import { StorageError } from '../../server/storage/storage-error.ts';

const message = (type: string, body = ''): Buffer => {
  const bytes = Buffer.alloc(5 + body.length);
  bytes.write(type);
  bytes.writeInt32BE(4 + body.length, 1);
  bytes.write(body, 5);
  return bytes;
};
const opening = (code: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeInt32BE(8);
  bytes.writeInt32BE(code, 4);
  return bytes;
};

describe('the request cutter', () => {
  const conversation = Buffer.concat([
    opening(80877103),
    opening(196608),
    message('Q', 'select 1\0'),
    message('P', 'parse'),
    message('B', 'bind'),
    message('S'),
    message('X'),
  ]);
  const kinds = ['ssl', 'startup', 'unit', 'unit', 'terminate'];

  it('cuts a conversation into handshake, units and good-bye', () => {
    const requests = createRequestCutter()(conversation);
    expect(requests.map(({ kind }) => kind)).toEqual(kinds);
    expect(requests[3]).toMatchObject({
      bytes: Buffer.concat([message('P', 'parse'), message('B', 'bind'), message('S')]),
    });
  });

  it('does not mind where chunks end', () => {
    for (const size of [1, 2, 3, 5, 7, 11]) {
      const cut = createRequestCutter();
      const requests = Array.from({ length: Math.ceil(conversation.length / size) }, (_, i) =>
        cut(conversation.subarray(i * size, (i + 1) * size)),
      ).flat();
      expect(requests.map(({ kind }) => kind)).toEqual(kinds);
    }
  });

  it('passes over a request to cancel', () => {
    expect(createRequestCutter()(opening(80877102))).toEqual([]);
  });
});

describe('the session state', () => {
  const ready = (status: string) => Buffer.concat([Buffer.from('anything'), message('Z', status)]);

  it('is free only when the answer ends ready and idle', () => {
    expect(sessionState(ready('I'))).toBe('idle');
    expect(sessionState(ready('T'))).toBe('held');
    expect(sessionState(ready('E'))).toBe('held');
    expect(sessionState(Buffer.from('no end'))).toBe('held');
    expect(sessionState(welcome('18.6'))).toBe('idle');
  });
});

describe('turns', () => {
  const setup = (patienceMs = 60_000) => {
    const log: string[] = [];
    const abandoned: number[] = [];
    const turns = createTurns({
      rollback: () => Promise.resolve(void log.push('rollback')),
      patienceMs,
      onAbandoned: (connection) => {
        abandoned.push(connection);
        turns.leave(connection);
      },
    });
    const ask = (connection: number, name: string, state: SessionState = 'idle') => {
      turns.ask(connection, async () => {
        await sleep(1);
        log.push(name);
        return state;
      });
    };
    const settled = () => turns.alone(() => Promise.resolve(void log.push('alone')));
    return { log, abandoned, turns, ask, settled };
  };

  it('come in order of arrival', async () => {
    const { log, ask, settled } = setup();
    ask(1, 'a');
    ask(2, 'b');
    ask(1, 'c');
    await settled();
    expect(log).toEqual(['a', 'b', 'c', 'alone']);
  });

  it('belong to the holder of a transaction until it ends', async () => {
    const { log, ask, settled } = setup();
    ask(1, 'begin', 'held');
    ask(2, 'other');
    const end = settled();
    await sleep(20);
    expect(log).toEqual(['begin']);
    ask(1, 'insert', 'held');
    ask(1, 'commit');
    await end;
    expect(log).toEqual(['begin', 'insert', 'commit', 'other', 'alone']);
  });

  it('roll back what a holder left, and drop what it still wanted', async () => {
    const { log, turns, ask, settled } = setup();
    ask(1, 'begin', 'held');
    ask(2, 'other');
    await sleep(10);
    ask(1, 'never', 'held');
    ask(1, 'never either', 'held');
    turns.leave(1);
    await settled();
    expect(log.filter((name) => !name.startsWith('never'))).toEqual(['begin', 'rollback', 'other', 'alone']);
    expect(log).not.toContain('never either');
  });

  it('need no rollback for a connection that held nothing', async () => {
    const { log, turns, ask, settled } = setup();
    ask(1, 'a');
    await sleep(10);
    turns.leave(1);
    await settled();
    expect(log).toEqual(['a', 'alone']);
  });

  it('are taken from a holder that asks for nothing for too long', async () => {
    const { log, abandoned, ask, settled } = setup(30);
    ask(1, 'begin', 'held');
    ask(2, 'other');
    await settled();
    expect(abandoned).toEqual([1]);
    expect(log).toEqual(['begin', 'rollback', 'other', 'alone']);
  });

  it('pass on the failure of work alone and go on', async () => {
    const { log, turns, ask, settled } = setup();
    await expect(turns.alone(() => Promise.reject(new Error('disk')))).rejects.toThrow('disk');
    ask(1, 'a');
    await settled();
    expect(log).toEqual(['a', 'alone']);
  });
});

describe('a tar header', () => {
  it('reads as it was written', () => {
    const entry = { path: 'base/5/1259', size: 123_456_789, folder: false };
    expect(readTarHeader(tarHeader(entry))).toEqual(entry);
    expect(readTarHeader(Buffer.alloc(512))).toBeNull();
    expect(() => readTarHeader(Buffer.alloc(512, 'x'))).toThrow('not a tar header');
    expect(() => tarHeader({ ...entry, path: 'x'.repeat(100) })).toThrow('too long');
  });
});

describe('the end of a day', () => {
  it('is the last millisecond before local midnight, clocks changed or not', () => {
    const berlin = endOfDayIn('Europe/Berlin');
    expect(berlin('2026-03-28')).toBe('2026-03-28T22:59:59.999Z');
    expect(berlin('2026-03-29')).toBe('2026-03-29T21:59:59.999Z');
    expect(berlin('2026-10-24')).toBe('2026-10-24T21:59:59.999Z');
    expect(berlin('2026-10-25')).toBe('2026-10-25T22:59:59.999Z');
    expect(endOfDayIn('UTC')('2026-12-31')).toBe('2026-12-31T23:59:59.999Z');
    expect(endOfDayIn('Asia/Kolkata')('2026-01-01')).toBe('2026-01-01T18:29:59.999Z');
    expect(endOfDayIn('America/Los_Angeles')('2026-03-08')).toBe('2026-03-09T06:59:59.999Z');
    expect(endOfDayIn('Pacific/Auckland')('2026-09-27')).toBe('2026-09-27T10:59:59.999Z');
  });
});

describe('errors of the driver', () => {
  const coded = (code: string) => Object.assign(new Error('quotes a "value"'), { code });
  it('become storage errors where a person can act', () => {
    const kindOf = (code: string) => (fromPostgresError(coded(code)) as StorageError).kind;
    expect(
      ['53100', 'XX001', 'XX002', '40001', '08006', '28P01', '3D000', '57P01', 'ECONNREFUSED'].map(kindOf),
    ).toEqual([
      'full',
      'corrupt',
      'corrupt',
      'conflict',
      'unreachable',
      'unreachable',
      'unreachable',
      'unreachable',
      'unreachable',
    ]);
  });
  it('never carry the driver’s message, which may quote values', () => {
    const error = fromPostgresError(coded('53100')) as StorageError;
    expect(error.message).not.toContain('value');
    expect(error.details).toEqual({ found: '53100' });
  });
  it('stay what they are when they are ours to mend', () => {
    const error = coded('42601');
    expect(fromPostgresError(error)).toBe(error);
    const known = new StorageError('stopped');
    expect(fromPostgresError(Object.assign(new Error('wrapped'), { cause: known }))).toBe(known);
  });
});

describe('JSON text for PostgreSQL', () => {
  it('drops NUL and mends halves of surrogate pairs, and leaves the rest alone', () => {
    expect(JSON.parse(toJson({ a: 'x\0y', b: ['\ud83d'], c: '😀 \\u0000' }))).toEqual({
      a: 'xy',
      b: ['�'],
      c: '😀 \\u0000',
    });
    expect(toJson({ a: 1, b: null })).toBe('{"a":1,"b":null}');
  });
});

describe('keyset pages', () => {
  it('ask for the next page only when the last one was full', async () => {
    const asked: number[] = [];
    const numbers = keysetPages(
      0,
      2,
      (n: number) => n,
      (after, limit) => {
        asked.push(after);
        return Promise.resolve([1, 2, 3].filter((n) => n > after).slice(0, limit));
      },
    );
    const pages: (readonly number[])[] = [];
    for await (const page of numbers) pages.push(page);
    expect(pages).toEqual([[1, 2], [3]]);
    expect(asked).toEqual([0, 2]);
  });
});
