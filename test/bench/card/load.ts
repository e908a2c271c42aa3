import { Agent, get } from 'node:http';

export interface CardRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}
export interface Loaded {
  /** Milliseconds from sending a request to the last byte of its answer. */
  readonly times: readonly number[];
  /** Status and body of each answer. */
  readonly answers: readonly string[];
}

/** Sends all requests over so many connections that stay open, each the next one as soon as the last is answered. */
export async function load(port: number, requests: readonly CardRequest[], connections: number): Promise<Loaded> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  const answers: string[] = [];
  const waiting = requests.values();
  const connection = async (): Promise<void> => {
    for (const request of waiting) {
      const began = performance.now();
      answers.push(await ask(agent, port, request));
      times.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: connections }, connection));
  agent.destroy();
  return { times, answers };
}

const ask = (agent: Agent, port: number, { path, headers }: CardRequest): Promise<string> =>
  new Promise((resolve, reject) => {
    get({ host: '127.0.0.1', port, path, headers, agent }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        resolve(`${response.statusCode ?? 0} ${Buffer.concat(parts).toString()}`);
      });
      response.on('error', reject);
    }).on('error', reject);
  });
