import { signRequest } from '../../sandbox/record-page/server/sign-request.ts';
import { startProgram } from '../helpers/sandbox-program.ts';
import { type BenchLine, type BenchResult, exactly, median, quantile, readable } from './bench-result.ts';
import type { CardServer, Counts } from './card/card-server.ts';
import { type CardRequest, load, type Loaded } from './card/load.ts';

const rounds = 7;
/** Connections and requests of a round: HubSpot sends at most 20 at once for one account. */
const loads = [
  { connections: 1, requests: 150 },
  { connections: 16, requests: 800 },
] as const;

/**
 * What opening a card costs: the signed GET on the product's own server with its database, beside a bare node:http listener in the same process that answers
 * a constant of the same size. Statements and CRM calls are counted and must be one and none; times depend on the machine and are no gates.
 */
export async function openCard(): Promise<BenchResult> {
  const program = await startProgram<CardServer>('test/bench/card/card-server.ts', []);
  try {
    const server = program.said;
    const warm = await load(server.card, cardRequests(server, 400), 16);
    const bytes = Math.round(median(warm.answers.map((answer) => Buffer.byteLength(answer) - 4)));
    const measured = [];
    for (const each of loads) measured.push({ ...each, rounds: await roundsOf(server, bytes, each) });
    const all = measured.flatMap((each) => each.rounds.map(({ card }) => card));
    const opened = all.reduce((sum, { times }) => sum + times.length, 0);
    const sum = (of: (counts: Counts) => number): number => all.reduce((total, { counts }) => total + of(counts), 0);
    const refused = all
      .flatMap(({ answers }) => answers)
      .filter((answer) => !answer.startsWith('200 {"state":"assessed"'));
    return {
      lines: [
        { what: 'cards opened, median size of the answer', value: `${readable(opened)}, ${readable(bytes)} bytes` },
        exactly('answers other than an assessment', refused.length, 0),
        exactly('database statements for a card', sum(({ statements }) => statements) / opened, 1),
        exactly('CRM calls for a card', sum(({ crmCalls }) => crmCalls) / opened, 0),
        ...measured.flatMap((each) => linesOf(each)),
      ],
      details: measured.map(({ connections, rounds: of }) => ({
        connections,
        rounds: of.map(({ card, bare }) => ({ card: figures(card), bare: figures(bare) })),
      })),
    };
  } finally {
    await program.stop();
  }
}

interface Measured extends Loaded {
  readonly counts: Counts;
}
interface Round {
  readonly card: Measured;
  readonly bare: Measured;
}

/** Card, bare, card, bare: whatever else the machine does meets both. */
async function roundsOf(
  server: CardServer,
  bytes: number,
  { connections, requests }: (typeof loads)[number],
): Promise<readonly Round[]> {
  const constant = Array.from({ length: requests }, () => ({ path: `/${bytes}`, headers: {} }));
  const done: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    const signed = cardRequests(server, requests);
    const card = await counted(server, () => load(server.card, signed, connections));
    const bare = await counted(server, () => load(server.bare, constant, connections));
    done.push({ card, bare });
  }
  return done;
}

async function counted(server: CardServer, work: () => Promise<Loaded>): Promise<Measured> {
  const control = async (path: string): Promise<unknown> =>
    (await fetch(`http://127.0.0.1:${server.bare}/${path}`)).json();
  await control('begin');
  const loaded = await work();
  return { ...loaded, counts: (await control('end')) as Counts };
}

/** Signed before the clock runs: that is HubSpot's work. Accounts take turns. */
function cardRequests(server: CardServer, count: number): readonly CardRequest[] {
  const { accounts, appId, portalId, publicUrl, secret } = server;
  return Array.from({ length: count }, (_, place) => {
    const account = accounts[place % accounts.length] ?? '';
    const identity = `userId=7&portalId=${portalId}&userEmail=mia%40example.com&appId=${appId}`;
    const path = `/hubspot/accounts/${account}/health?locale=${place % 2 === 0 ? 'en' : 'de'}&${identity}`;
    return { path, headers: { ...signRequest(secret, 'GET', `${publicUrl}${path}`, '', Date.now()) } };
  });
}

const figures = ({ times, counts }: Measured) => ({
  p50: quantile(times, 0.5),
  p99: quantile(times, 0.99),
  cpuMicros: counts.cpuMicros / times.length,
});

function linesOf({
  connections,
  rounds: of,
}: {
  readonly connections: number;
  readonly rounds: readonly Round[];
}): readonly BenchLine[] {
  const line = (name: string, unit: string, value: (measured: Measured) => number): BenchLine => {
    const [card, bare] = [median(of.map((each) => value(each.card))), median(of.map((each) => value(each.bare)))];
    const times = median(of.map((each) => value(each.card) / value(each.bare)));
    return {
      what: `${connections} at once, ${name}: card, bare, times`,
      value: `${readable(card)}, ${readable(bare)} ${unit}, ${readable(times)}`,
    };
  };
  return [
    line('p50', 'ms', (measured) => figures(measured).p50),
    line('p99', 'ms', (measured) => figures(measured).p99),
    line('processor time of the server', 'µs', (measured) => figures(measured).cpuMicros),
  ];
}
