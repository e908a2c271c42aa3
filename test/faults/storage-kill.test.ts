import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { openDatabase } from '../../server/storage/database.ts';
import { embeddedFolder } from '../helpers/embedded.ts';
import { batchAccounts, writerConnection } from '../helpers/storage-writer.ts';

const rounds = 10;

describe('a process killed while it writes', () => {
  let folder: string;
  let writer: ChildProcessByStdio<null, Readable, null> | undefined;

  beforeEach(async () => {
    folder = await embeddedFolder();
  });
  afterEach(() => {
    writer?.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  /** Starts a writer and lets it run for so long after it has opened; answers the number of the last batch it acknowledged. */
  const writeFor = async (ms: number, from: number): Promise<number> => {
    const started = await startWriter(from);
    let last = from - 1;
    started.lines.on('line', (line) => {
      last = Number(line);
    });
    await sleep(ms);
    await kill();
    return last;
  };
  const startWriter = async (from: number) => {
    const script = join(import.meta.dirname, '..', 'helpers', 'storage-writer.ts');
    writer = spawn(process.execPath, [script, folder, String(from)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const lines = createInterface({ input: writer.stdout });
    await once(lines, 'line');
    return { lines };
  };
  const kill = async () => {
    const dead = writer === undefined ? null : once(writer, 'close');
    writer?.kill('SIGKILL');
    await dead;
  };

  /** Batches found, each with its number of accounts, contacts, and versions of both. */
  const batchesFound = async () => {
    const database = await openDatabase({ folder });
    const batch = (id: string) => sql`split_part(${sql.ref(id)}, '-', 1)::int`;
    const mine = sql`connection_id = ${writerConnection}`;
    const { rows } = await sql<Record<'batch' | 'accounts' | 'contacts' | 'versions' | 'marks', number>>`
      select batch, sum(accounts)::int as accounts, sum(contacts)::int as contacts, sum(versions)::int as versions, sum(marks)::int as marks
      from (
        select ${batch('id')} as batch, (type = 'account')::int as accounts, (type = 'contact')::int as contacts, 0 as versions, 0 as marks
        from record where ${mine}
        union all select ${batch('record_id')}, 0, 0, 1, 0 from record_version where ${mine}
        union all select ${batch('account_id')}, 0, 0, 0, 1 from dirty_account where ${mine}
      ) each_row group by batch order by batch`
      .execute(database.db)
      .finally(() => database.close());
    return rows;
  };

  it(`loses nothing it acknowledged and leaves nothing half, in ${rounds} rounds`, async () => {
    let from = 0;
    for (let round = 0; round < rounds; round++) {
      const acknowledged = await writeFor(40 + Math.random() * 600, from);
      const found = await batchesFound();
      const last = found.at(-1)?.batch ?? -1;
      expect(last).toBeGreaterThanOrEqual(acknowledged);
      expect(last).toBeLessThanOrEqual(acknowledged + 1);
      const whole = {
        accounts: batchAccounts,
        contacts: batchAccounts,
        versions: 2 * batchAccounts,
        marks: batchAccounts,
      };
      expect(found).toEqual(Array.from({ length: last + 1 }, (_, batch) => ({ batch, ...whole })));
      from = last + 1;
    }
    expect(from).toBeGreaterThan(rounds);
  });

  it('holds its folder while it lives, and no longer', async () => {
    await startWriter(0);
    await expect(openDatabase({ folder })).rejects.toMatchObject({ kind: 'locked' });
    await kill();
    await (await openDatabase({ folder })).close();
  });
});
