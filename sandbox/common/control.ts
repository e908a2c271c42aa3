import { z } from 'zod';

export interface ControlReply {
  readonly status: number;
  readonly body?: unknown;
}
/** What one control call does: `body` is parsed JSON ({} without one), the result is sent as JSON. */
export type ControlAction = (input: { readonly body: unknown; readonly query: URLSearchParams }) => unknown;
export type ControlActions = Readonly<Record<string, ControlAction>>;
export type Control = (method: string, path: string, query: URLSearchParams, body: string) => ControlReply;

/** The tests' side door under /__sandbox__/: looks at a CRM, changes it as its users would, and plans faults. `replyTo` words the errors of that CRM; null = a defect of the sandbox. */
export const controlOf =
  (actions: ControlActions, replyTo: (error: unknown) => ControlReply | null): Control =>
  (method, path, query, body) => {
    const action = actions[`${method} ${path}`];
    if (action === undefined)
      return { status: 404, body: { message: `no control ${method} ${path}`, controls: Object.keys(actions) } };
    try {
      return { status: 200, body: action({ body: body === '' ? {} : JSON.parse(body), query }) ?? {} };
    } catch (error) {
      const reply = replyTo(error);
      if (reply !== null) return reply;
      if (error instanceof z.ZodError || error instanceof SyntaxError)
        return { status: 400, body: { message: error.message } };
      throw error;
    }
  };
