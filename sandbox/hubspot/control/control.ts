import { z } from 'zod';
import { type VirtualClock } from '../clock.ts';
import { type Faults } from '../faults/fault-plan.ts';
import { ApiProblem } from '../http/api-problem.ts';
import { type CallLog } from '../http/call-log.ts';
import { type Reply, type Requirement } from '../http/call.ts';
import { type RateLimits } from '../http/rate-limits.ts';
import { type Tokens } from '../http/tokens.ts';
import { type Violations } from '../http/violations.ts';
import { type JournalEntry } from '../journal.ts';
import { type Portal } from '../portal/portal.ts';
import { faultControls } from './fault-controls.ts';
import { recordControls } from './record-controls.ts';
import { schemaControls } from './schema-controls.ts';
import { watchControls } from './watch-controls.ts';

export interface ControlParts {
  readonly portal: Portal;
  readonly clock: VirtualClock;
  readonly tokens: Tokens;
  readonly limits: RateLimits;
  readonly log: CallLog;
  readonly faults: Faults;
  readonly violations: Violations;
  readonly journal: readonly JournalEntry[];
  readonly requirements: Requirement[];
}

/** What one control call does: `body` is parsed JSON ({} without one), the result is sent as JSON. */
export type ControlAction = (input: { readonly body: unknown; readonly query: URLSearchParams }) => unknown;
export type ControlActions = Readonly<Record<string, ControlAction>>;

/** The tests' side door under /__sandbox__/: looks at the portal, changes it as its users would, and plans faults. */
export type Control = (method: string, path: string, query: URLSearchParams, body: string) => Reply;

export function createControl(parts: ControlParts): Control {
  const actions: ControlActions = {
    ...watchControls(parts),
    ...faultControls(parts),
    ...recordControls(parts),
    ...schemaControls(parts),
  };
  return (method, path, query, body) => {
    const action = actions[`${method} ${path}`];
    if (action === undefined)
      return { status: 404, body: { message: `no control ${method} ${path}`, controls: Object.keys(actions) } };
    try {
      return { status: 200, body: action({ body: body === '' ? {} : JSON.parse(body), query }) ?? {} };
    } catch (error) {
      if (error instanceof ApiProblem) return error.reply;
      if (error instanceof z.ZodError || error instanceof SyntaxError)
        return { status: 400, body: { message: error.message } };
      throw error;
    }
  };
}
