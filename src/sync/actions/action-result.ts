import type { RefusalName } from '../../messages/screens.ts';

/** How an action that somebody started from a screen ended. `already_done`: it had been done before, and nothing was changed. */
export type ActionResult =
  { readonly state: 'done' | 'already_done' } | { readonly state: 'refused'; readonly why: RefusalName };

export const done: ActionResult = { state: 'done' };
export const alreadyDone: ActionResult = { state: 'already_done' };
export const refused = (why: RefusalName): ActionResult => ({ state: 'refused', why });
