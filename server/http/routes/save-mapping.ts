import { saveMapping as mappingBody } from '../../../src/views/contract/hubspot-settings.ts';
import { answerAction, type MakeRoute, withTurn } from './route.ts';

export const saveMapping: MakeRoute = (door) => ({
  method: 'post',
  path: '/settings/mapping',
  handle: (call) => {
    const mapping = mappingBody.parse(call.body);
    return withTurn(door, call, async (connection, turn) =>
      answerAction(call.locale, await door.actions(connection, turn).saveMapping(connection, mapping), 'mappingSaved'),
    );
  },
});
