import { actionWords } from '../../../src/views/action-words.ts';
import { overrideTier as overrideBody } from '../../../src/views/contract/hubspot-settings.ts';
import { renewalParam } from './params.ts';
import { answerAction, type MakeRoute, withTurn } from './route.ts';

export const overrideTier: MakeRoute = (door) => ({
  method: 'post',
  path: '/renewals/:id/override',
  handle: (call) => {
    const { id } = renewalParam.parse(call.params);
    const { tier, reason, until } = overrideBody.parse(call.body);
    const override = tier === null ? null : { tier, reason, until };
    return withTurn(door, call, async (connection, turn) => {
      const result = await door.actions(connection, turn).overrideTier(connection, id, override);
      const sentence = actionWords(call.locale).override(override);
      return answerAction(call.locale, result, { done: sentence, already: sentence });
    });
  },
});
