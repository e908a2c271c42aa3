import { noBody } from './params.ts';
import { type MakeRoute, refuse, startInTurn, withConnection } from './route.ts';

/** Approves a dry run: a full sync that writes. */
export const startSync: MakeRoute = (door) => ({
  method: 'post',
  path: '/sync',
  handle: (call) => {
    noBody.parse(call.body);
    return withConnection(door, call, (connection) => {
      if (connection.writeBack === 'paused') return Promise.resolve(refuse(call.locale, 'paused'));
      const work = () => door.actions(connection).sync(connection);
      return startInTurn(door, call, work, 'syncStarted');
    });
  },
});
