import { accountParam, noBody } from './params.ts';
import { answerAction, type MakeRoute, withTurn } from './route.ts';

export const scoreAccount: MakeRoute = (door) => ({
  method: 'post',
  path: '/accounts/:id/score',
  handle: (call) => {
    const { id } = accountParam.parse(call.params);
    noBody.parse(call.body);
    return withTurn(door, call, async (connection, turn) =>
      answerAction(call.locale, await door.actions(connection, turn).scoreAccount(connection, id), 'scored'),
    );
  },
});
