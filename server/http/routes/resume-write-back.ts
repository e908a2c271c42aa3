import { noBody } from './params.ts';
import { answerAction, type MakeRoute, withTurn } from './route.ts';
import { actionWords } from '../../../src/views/action-words.ts';

export const resumeWriteBack: MakeRoute = (door) => ({
  method: 'post',
  path: '/resume',
  handle: (call) => {
    noBody.parse(call.body);
    const { outcome } = actionWords(call.locale);
    const words = { done: outcome('resumed'), already: outcome('notPaused') };
    return withTurn(door, call, async (connection, turn) => {
      if (connection.writeBack === 'on') return answerAction(call.locale, { state: 'already_done' }, words);
      await door.actions(connection, turn).resume(connection);
      return answerAction(call.locale, { state: 'done' }, words);
    });
  },
});
