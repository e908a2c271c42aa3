import type { Turn } from '../../../src/common/turns.ts';
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
      const work = (turn: Turn) => door.actions(connection, turn).sync(connection);
      return startInTurn(door, call, work, 'syncStarted');
    });
  },
});
