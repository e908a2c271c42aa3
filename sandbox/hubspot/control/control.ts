import { z } from 'zod';
import { ApiProblem } from '../http/api-problem.ts';
import { type Reply } from '../http/call.ts';
import { type ControlActions, type ControlParts } from './control-parts.ts';
import { faultControls } from './fault-controls.ts';
import { recordControls } from './record-controls.ts';
import { schemaControls } from './schema-controls.ts';
import { watchControls } from './watch-controls.ts';
import { webhookControls } from './webhook-controls.ts';

/** The tests' side door under /__sandbox__/: looks at the portal, changes it as its users would, and plans faults. */
export type Control = (method: string, path: string, query: URLSearchParams, body: string) => Reply;

export function createControl(parts: ControlParts): Control {
  const actions: ControlActions = {
    ...watchControls(parts),
    ...faultControls(parts),
    ...recordControls(parts),
    ...schemaControls(parts),
    ...webhookControls(parts),
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
