import { useExtensionActions } from '@hubspot/ui-extensions';
import { useRef, useState } from 'react';
import type { Reply } from './backend.ts';
import { failureText } from './failure-text.ts';
import type { ActionDone } from './generated/contract.ts';
import type { Words } from './words.ts';

export interface Action {
  readonly run: () => void;
  readonly isRunning: boolean;
}

/**
 * A button's work: performs it once at a time, tells the outcome in HubSpot's own alert, and then calls `onDone` (also when it had been done already).
 */
export function useAction(words: Words, perform: () => Promise<Reply<ActionDone>>, onDone?: () => void): Action {
  const { addAlert } = useExtensionActions<'settings'>();
  const [isRunning, setRunning] = useState(false);
  // state alone would let a second click through before the next render
  const busy = useRef(false);
  const run = async () => {
    if (busy.current) return;
    busy.current = true;
    setRunning(true);
    const reply = await perform();
    busy.current = false;
    setRunning(false);
    if (!reply.ok) {
      addAlert({ type: 'danger', message: failureText(words, reply) });
      return;
    }
    addAlert({ type: reply.value.state === 'done' ? 'success' : 'info', message: reply.value.sentence });
    onDone?.();
  };
  return { run: () => void run(), isRunning };
}
