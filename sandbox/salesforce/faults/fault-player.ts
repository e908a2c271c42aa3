import { type Call, type Reply } from '../http/call.ts';
import { type Outcome } from '../http/outcome.ts';

/** Lets a call meet its planned fault, or just do its work. */
export interface FaultPlayer {
  play(template: string, call: Call, handle: (call: Call) => Reply): Outcome;
}

export const noFaults: FaultPlayer = { play: (_template, call, handle) => ({ reply: handle(call) }) };
