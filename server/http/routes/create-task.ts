import { actionWords } from '../../../src/views/action-words.ts';
import { createTask as taskBody } from '../../../src/views/contract/hubspot-settings.ts';
import { accountParam } from './params.ts';
import { answerAction, answerDone, type MakeRoute, refuse, withTurn } from './route.ts';

/** The key comes from the card: a step that has changed since is not created, one that has its task already is answered as such. */
export const createTask: MakeRoute = (door) => ({
  method: 'post',
  path: '/accounts/:id/tasks',
  handle: (call) => {
    const { id } = accountParam.parse(call.params);
    const { key } = taskBody.parse(call.body);
    const { locale } = call;
    const words = {
      done: actionWords(locale).outcome('taskCreated'),
      already: actionWords(locale).outcome('taskThere'),
    };
    return withTurn(door, call, async (connection, turn) => {
      if ((await door.stores.tasks.find(connection.id, key)) !== null) return answerDone('already_done', words.already);
      const task = await door.readNextStep(connection.id, id);
      if (task?.key !== key) return refuse(locale, 'step_outdated');
      return answerAction(locale, await door.actions(connection, turn).createTask(connection.id, task), words);
    });
  },
});
