import type { Connection, Locale } from '../../../src/accounts/connection.ts';
import type { ConnectionId } from '../../../src/accounts/ids.ts';
import { inTurn, type Turn } from '../../../src/common/turns.ts';
import type { ActionResult } from '../../../src/sync/actions/action-result.ts';
import { failureCode } from '../../../src/sync/failure-code.ts';
import { actionWords, type OutcomeName, type RefusalName } from '../../../src/views/action-words.ts';
import type { HubSpotDoor } from '../hubspot-door.ts';

/** A verified request: who asks is signed, and nothing else about it is believed. */
export interface Call {
  readonly connection: ConnectionId;
  readonly locale: Locale;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Parsed JSON; null without a body. */
  readonly body: unknown;
}
export interface Reply {
  readonly status: number;
  readonly body: object;
}
export interface Route {
  readonly method: 'get' | 'post';
  readonly path: string;
  /** A ZodError becomes 400, a CrmError its own status; anything else 500. */
  readonly handle: (call: Call) => Promise<Reply>;
}
export type MakeRoute = (door: HubSpotDoor) => Route;

export const ok = (body: object): Reply => ({ status: 200, body });

const statusOf: Readonly<Record<RefusalName, number>> = {
  not_verified: 401,
  bad_request: 400,
  day_past: 400,
  reason_missing: 400,
  field_unknown: 400,
  not_found: 404,
  not_connected: 404,
  account_gone: 404,
  renewal_gone: 404,
  run_unknown: 404,
  step_outdated: 409,
  busy: 409,
  paused: 409,
  already_undone: 409,
  internal: 500,
};

/** {error, sentence}, the sentence in the reader's language. */
export const refuse = (locale: Locale, why: RefusalName): Reply => ({
  status: statusOf[why],
  body: { error: why, sentence: actionWords(locale).refusal(why) },
});

export const answerDone = (state: 'done' | 'already_done', sentence: string): Reply => ok({ state, sentence });

/** `words`: what is said when it was done, and when it had been done before. */
export function answerAction(
  locale: Locale,
  result: ActionResult,
  words: { readonly done: string; readonly already?: string } | OutcomeName,
): Reply {
  if (result.state === 'refused') return refuse(locale, result.why);
  const { outcome } = actionWords(locale);
  const { done, already = outcome('nothingChanged') } = typeof words === 'string' ? { done: outcome(words) } : words;
  return answerDone(result.state, result.state === 'done' ? done : already);
}

/** Runs `work` for the connection that asks. Refused when there is none. */
export async function withConnection(
  { stores }: Pick<HubSpotDoor, 'stores'>,
  { connection: id, locale }: Call,
  work: (connection: Connection) => Promise<Reply>,
): Promise<Reply> {
  const connection = await stores.connections.get(id);
  return connection === null ? refuse(locale, 'not_connected') : work(connection);
}

/** The same, alone: what writes to a CRM does so one at a time for each connection, and nobody is kept waiting behind a whole sync. */
export const withTurn = async (
  door: Pick<HubSpotDoor, 'stores' | 'turns'>,
  call: Call,
  work: (connection: Connection, turn: Turn) => Promise<Reply>,
): Promise<Reply> =>
  (await inTurn(door.turns, call.connection, (turn) =>
    withConnection(door, call, (connection) => work(connection, turn)),
  )) ?? refuse(call.locale, 'busy');

/** Starts work that takes minutes and answers at once: its result is a run. A second request finds the connection busy. */
export async function startInTurn(
  { turns, logger }: Pick<HubSpotDoor, 'turns' | 'logger'>,
  { connection, locale }: Call,
  work: (turn: Turn) => Promise<unknown>,
  started: OutcomeName,
): Promise<Reply> {
  const turn = await turns.begin(connection);
  if (turn === null) return refuse(locale, 'busy');
  work(turn)
    .catch((error: unknown) => {
      logger.error({ connection, error: failureCode(error) }, 'run failed');
    })
    .finally(() => turn.end())
    .catch((error: unknown) => {
      logger.error({ connection, error: failureCode(error) }, 'turn not ended');
    });
  return answerDone('done', actionWords(locale).outcome(started));
}
