import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { quantile } from '../bench-result.ts';
import { usageOf } from '../process-usage.ts';
import { path, type SignedDelivery, signedDelivery } from './delivery.ts';

/**
 * `sender.ts <port> <deliveries a second> <events each> <seconds of warming up> <seconds> <pid of the receiver>`: sends deliveries at fixed times, whether or
 * not earlier ones were answered, in a process of its own. Prints Sent as a line of JSON.
 */
export interface Sent {
  readonly sent: number;
  /** Numbers of the deliveries that were answered with 2xx, those of warming up included. */
  readonly accepted: readonly number[];
  /** Milliseconds from the time at which a delivery was due, not from when it could be sent: a server that stands still is charged for all who wait. */
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** What the receiver's process used for a delivery, warming up left out. */
  readonly cpuMicros: number;
}

const [port = 0, rate = 0, events = 0, warmUp = 0, seconds = 0, receiver = 0] = process.argv.slice(2).map(Number);
const [warming, total] = [rate * warmUp, rate * (warmUp + seconds)];
// Signed before the clock runs: that is HubSpot's work.
const deliveries = Array.from({ length: total }, (_, number) => signedDelivery(number, events));
const agent = new Agent({ keepAlive: true, maxSockets: 100 });
const accepted: number[] = [];
const times: number[] = [];

const send = ({ body, headers }: SignedDelivery): Promise<number> =>
  new Promise((resolve) => {
    const length = { 'content-length': Buffer.byteLength(body) };
    const outgoing = request(
      { host: '127.0.0.1', port, method: 'POST', path, agent, headers: { ...headers, ...length } },
      (response) => {
        response.resume();
        response.on('end', () => {
          resolve(response.statusCode ?? 0);
        });
      },
    );
    // no answer at all, over a connection that was closed just then say: counted as refused, and HubSpot sends again
    outgoing.on('error', () => {
      resolve(0);
    });
    outgoing.end(body);
  });

async function sendAt(due: number, number: number, delivery: SignedDelivery): Promise<void> {
  const status = await send(delivery);
  if (number >= warming) times.push(performance.now() - due);
  if (status >= 200 && status < 300) accepted.push(number);
}

const cpuSeconds = (): number => usageOf(receiver)?.cpuSeconds ?? NaN;
let cpuWarm = NaN;
const began = performance.now();
const answers: Promise<void>[] = [];
for (const [number, delivery] of deliveries.entries()) {
  const due = began + (number * 1000) / rate;
  // timers have whole milliseconds: who is less than one away goes at once
  while (performance.now() < due - 1) await sleep(due - performance.now() - 0.5);
  if (number === warming) cpuWarm = cpuSeconds();
  answers.push(sendAt(due, number, delivery));
}
await Promise.all(answers);
agent.destroy();
const sent: Sent = {
  ...{ sent: total, accepted },
  ...{ p50: quantile(times, 0.5), p99: quantile(times, 0.99), max: quantile(times, 1) },
  cpuMicros: ((cpuSeconds() - cpuWarm) * 1e6) / (total - warming),
};
console.log(JSON.stringify(sent));
