import { installEnd } from '../../../src/views/install-words.ts';
import { noBody } from './params.ts';
import { answerDone, type MakeRoute, refuse, withTurn } from './route.ts';

/** Uninstalls the app and revokes its access; everything stored goes at the date that the answer names. */
export const disconnect: MakeRoute = (door) => ({
  method: 'post',
  path: '/disconnect',
  handle: (call) => {
    noBody.parse(call.body);
    return withTurn(door, call, async ({ id, timeZone }) => {
      const install = (await door.disconnect?.(id)) ?? null;
      const sentence = install === null ? null : installEnd(call.locale, install, timeZone);
      return sentence === null ? refuse(call.locale, 'not_found') : answerDone('done', sentence);
    });
  },
});
