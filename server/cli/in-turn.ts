import type { ConnectionId } from '../../src/accounts/ids.ts';
import { inTurn, type Turn } from '../../src/common/turns.ts';
import type { ConnectedProduct } from '../compose.ts';
import { CommandError } from './command-error.ts';
import { exitCodes } from './exit-codes.ts';
import type { Session } from './session.ts';

type HasTurns = Pick<Session, 'product'>;

/**
 * Runs `work` in the connection's turn, as jobs and the actions of the app do. Nobody waits behind a whole sync: throws CommandError (exit code 5) while
 * somebody else is at work on it.
 */
export async function alone<T>({ product }: HasTurns, id: ConnectionId, work: (turn: Turn) => Promise<T>): Promise<T> {
  const done = await inTurn(product.turns, id, async (turn) => ({ result: await work(turn) }));
  if (done === null) throw busy(id);
  return done.result;
}

/** The same for what talks to the CRM: once the turn is lost nothing more is written there. */
export async function aloneInCrm<T>(
  session: HasTurns,
  connected: ConnectedProduct,
  work: (id: ConnectionId) => Promise<T>,
): Promise<T> {
  const id = await connected.identifyCrm();
  return alone(session, id, (turn) => {
    connected.writeOnlyIn(turn);
    return work(id);
  });
}

const busy = (connection: ConnectionId) =>
  new CommandError(({ cli }) => cli.sentence('connectionBusy', { connection }), exitCodes.busy);

export const isBusy = (error: unknown): boolean => error instanceof CommandError && error.exitCode === exitCodes.busy;
