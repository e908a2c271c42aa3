import type { Ports } from './sync-world.ts';

export class ProcessDied extends Error {}

/** Ports of a process that dies right before its `fatal`-th port call: from then on every call fails, as nothing runs any more. */
export interface MortalPorts extends Ports {
  /** Calls made, pages of a stream counted one by one. */
  calls(): number;
}

export function mortal(ports: Ports, fatal: number): MortalPorts {
  let calls = 0;
  const step = () => {
    calls += 1;
    if (calls >= fatal) throw new ProcessDied();
  };
  const wrap = <T extends object>(port: T): T =>
    new Proxy(port, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        // `calls` of a gateway is a counter in memory, no call that could fail.
        if (typeof member !== 'function' || name === 'calls') return member;
        return (...args: readonly unknown[]): unknown =>
          callOrStream(() => Reflect.apply(member, target, args) as unknown, step);
      },
    });
  const { connections, records, signals, inputs, assessments, ledger, scorecards, runs } = ports.stores;
  const stores = {
    ...ports.stores,
    connections: wrap(connections),
    records: wrap(records),
    signals: wrap(signals),
    inputs: wrap(inputs),
    assessments: wrap(assessments),
    ledger: wrap(ledger),
    scorecards: wrap(scorecards),
    runs: wrap(runs),
  };
  return { gateway: wrap(ports.gateway), stores, calls: () => calls };
}

/** A stream counts when it is opened and at each page, anything else when it is called. */
function callOrStream(call: () => unknown, step: () => void): unknown {
  let result: unknown;
  try {
    step();
    result = call();
  } catch (error) {
    return failing(error);
  }
  return isStream(result) ? counted(result, step) : result;
}

/** Fails as a promise when awaited and as a stream when iterated. */
function failing(error: unknown): unknown {
  const promise = Promise.reject(error instanceof Error ? error : new ProcessDied());
  promise.catch(() => undefined);
  return Object.assign(promise, { [Symbol.asyncIterator]: () => ({ next: () => promise }) });
}

const isStream = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

async function* counted(stream: AsyncIterable<unknown>, step: () => void): AsyncGenerator<unknown> {
  for await (const page of stream) {
    step();
    yield page;
  }
}
