import { z } from 'zod';
import { ApiError } from '../http/api-error.ts';
import { type Reply } from '../http/call.ts';
import { UnreadableValue } from '../write/check-value.ts';
import { RowError } from '../write/row-error.ts';
import { UnknownColumn } from '../write/write-row.ts';
import { type ControlActions, type ControlParts } from './control-parts.ts';
import { appControls } from './app-controls.ts';
import { faultControls } from './fault-controls.ts';
import { recordControls } from './record-controls.ts';
import { setupControls } from './setup-controls.ts';
import { watchControls } from './watch-controls.ts';

/** The tests' side door under /__sandbox__/: looks at the org, changes it as its users would, and plans faults. */
export type Control = (method: string, path: string, query: URLSearchParams, body: string) => Reply;

export function createControl(parts: ControlParts): Control {
  const actions: ControlActions = {
    ...watchControls(parts),
    ...recordControls(parts),
    ...setupControls(parts),
    ...faultControls(parts),
    ...appControls(parts),
  };
  return (method, path, query, body) => {
    const action = actions[`${method} ${path}`];
    if (action === undefined)
      return { status: 404, body: { message: `no control ${method} ${path}`, controls: Object.keys(actions) } };
    try {
      return { status: 200, body: action({ body: body === '' ? {} : JSON.parse(body), query }) ?? {} };
    } catch (error) {
      if (error instanceof RowError || error instanceof UnknownColumn || error instanceof UnreadableValue)
        return { status: 400, body: { message: error.message } };
      if (error instanceof ApiError) return { status: error.status, body: { message: error.message } };
      if (error instanceof z.ZodError || error instanceof SyntaxError)
        return { status: 400, body: { message: error.message } };
      throw error;
    }
  };
}
