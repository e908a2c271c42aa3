import pg from 'pg';
import { type PostgresForTest, startPostgres } from '../helpers/postgres.ts';
import { startProgram } from '../helpers/sandbox-program.ts';
import { type BenchLine, type BenchResult, exactly, readable } from './bench-result.ts';
import type { ReceiverKind } from './deliveries/receiver.ts';
import type { Sent } from './deliveries/sender.ts';

/** Twice what HubSpot's text on certification asks for, as single events and as full deliveries. */
const loads = [
  { rate: 300, events: 1 },
  { rate: 40, events: 100 },
] as const;
const warmUp = 5;

/**
 * Deliveries sent at fixed times to the product's own server over a PostgreSQL that flushes to disk; beside it fastify and a bare node:http listener, which verify,
 * translate and insert by the same functions. No accepted delivery may be lost: that is the gate. `seconds` each for ours, a third for the others.
 */
export async function deliveries(seconds: number): Promise<BenchResult> {
  const postgres = await startPostgres(undefined, 'flushed');
  try {
    const measured: Measured[] = [];
    for (const load of loads)
      for (const kind of ['product', 'fastify', 'bare'] as const)
        measured.push(await measure(postgres, kind, load, kind === 'product' ? seconds : Math.ceil(seconds / 3)));
    return {
      lines: loads.flatMap((load) => linesOf(measured.filter((each) => each.load === load))),
      details: measured,
    };
  } finally {
    await postgres.stop();
  }
}

type Load = (typeof loads)[number];
interface Measured extends Omit<Sent, 'accepted'> {
  readonly kind: ReceiverKind;
  readonly load: Load;
  readonly refused: number;
  readonly lost: number;
}

async function measure(postgres: PostgresForTest, kind: ReceiverKind, load: Load, seconds: number): Promise<Measured> {
  const url = await postgres.createDatabase();
  const receiver = await startProgram<{ port: number }>('test/bench/deliveries/receiver.ts', [kind, url]);
  try {
    const numbers = [receiver.said.port, load.rate, load.events, warmUp, seconds, receiver.child.pid ?? 0].map(String);
    const { said } = await startProgram<Sent>('test/bench/deliveries/sender.ts', numbers);
    const { accepted, ...sent } = said;
    const lost = await missing(url, accepted, load.events);
    return { kind, load, ...sent, refused: sent.sent - accepted.length, lost };
  } finally {
    await receiver.stop();
  }
}

/** Deliveries that were answered with 2xx and of which an event is not in the inbox. */
async function missing(url: string, accepted: readonly number[], events: number): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // the last part of an announcement's key is the id of its event
    const { rows } = await client.query<{ delivery: number }>(
      `select (split_part(key, '|', 6)::int / $1)::int as delivery from inbox group by 1 having count(*) = $1`,
      [events],
    );
    const whole = new Set(rows.map(({ delivery }) => delivery));
    return accepted.filter((number) => !whole.has(number)).length;
  } finally {
    await client.end();
  }
}

function linesOf(measured: readonly Measured[]): readonly BenchLine[] {
  const [product] = measured;
  if (product === undefined) return [];
  const name = `${product.load.rate}/s of ${product.load.events}`;
  const all = (of: (each: Measured) => number): string => measured.map((each) => readable(of(each))).join(', ');
  return [
    { what: `${name}: deliveries`, value: readable(product.sent) },
    exactly(
      `${name}: answered with 2xx and not in the inbox`,
      measured.reduce((sum, { lost }) => sum + lost, 0),
      0,
    ),
    { what: `${name}: not answered with 2xx, ours, fastify, bare`, value: all(({ refused }) => refused) },
    { what: `${name}: p50, p99, max`, value: `${[product.p50, product.p99, product.max].map(readable).join(', ')} ms` },
    { what: `${name}: p99 of ours, fastify, bare`, value: `${all(({ p99 }) => p99)} ms` },
    {
      what: `${name}: processor time a delivery, ours, fastify, bare`,
      value: `${all(({ cpuMicros }) => cpuMicros)} µs`,
    },
  ];
}
