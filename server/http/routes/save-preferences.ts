import { savePreferences as preferencesBody } from '../../../src/views/contract/hubspot-settings.ts';
import { answerAction, type MakeRoute, withTurn } from './route.ts';

export const savePreferences: MakeRoute = (door) => ({
  method: 'post',
  path: '/settings/preferences',
  handle: (call) => {
    const preferences = preferencesBody.parse(call.body);
    return withTurn(door, call, async (connection, turn) => {
      const result = await door.actions(connection, turn).savePreferences(connection, preferences);
      return answerAction(call.locale, result, 'preferencesSaved');
    });
  },
});
