import { actionWords, bookSegments } from '../../../src/views/action-words.ts';
import { noBody } from './params.ts';
import { answerDone, type MakeRoute, withTurn } from './route.ts';

/** Named in the connection's language: the next reader, in another one, finds them there. */
export const createSegments: MakeRoute = (door) => ({
  method: 'post',
  path: '/segments',
  handle: (call) => {
    noBody.parse(call.body);
    return withTurn(door, call, async (connection, turn) => {
      const created = await door.actions(connection, turn).createSegments(bookSegments(connection.locale));
      const { segmentsCreated, outcome } = actionWords(call.locale);
      return created > 0
        ? answerDone('done', segmentsCreated(created))
        : answerDone('already_done', outcome('segmentsThere'));
    });
  },
});
