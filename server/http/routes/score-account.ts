import { accountParam, noBody } from './params.ts';
import { answerAction, type MakeRoute, withTurn } from './route.ts';

export const scoreAccount: MakeRoute = (door) => ({
  method: 'post',
  path: '/accounts/:id/score',
  handle: (call) => {
    const { id } = accountParam.parse(call.params);
    noBody.parse(call.body);
    return withTurn(door, call, async (connection) =>
      answerAction(call.locale, await door.actions(connection).scoreAccount(connection, id), 'scored'),
    );
  },
});
