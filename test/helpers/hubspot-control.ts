import type { Program, SandboxHubSpot } from './sandbox-program.ts';
import { startProgram } from './sandbox-program.ts';

export interface HubSpotForTest {
  readonly portal: SandboxHubSpot;
  /** A call of the sandbox's side door, such as ('POST', 'faults', [...]). */
  control<T = unknown>(method: 'GET' | 'POST' | 'DELETE', call: string, body?: unknown): Promise<T>;
  stop(): Promise<void>;
}

/** HubSpot's stand-in as its own process; `args` are those of sandbox/hubspot/main.ts. */
export async function startHubSpotForTest(args: readonly string[]): Promise<HubSpotForTest> {
  const program: Program<SandboxHubSpot> = await startProgram('sandbox/hubspot/main.ts', args);
  const { controlUrl } = program.said;
  return {
    portal: program.said,
    control: async <T>(method: string, call: string, body?: unknown) => {
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      const answer = await fetch(`${controlUrl}/${call}`, { method, ...sent });
      if (!answer.ok) throw new Error(`${method} ${call}: ${answer.status} ${await answer.text()}`);
      return (await answer.json()) as T;
    },
    stop: program.stop,
  };
}
