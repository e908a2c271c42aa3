import { Connection } from 'jsforce/lib/connection.js';
import type { z } from 'zod';
import { retry, type RetryPolicy, type RetryVerdict } from '../common/retry.ts';
import type { Timers } from '../common/timers.ts';
import { type CallCount, CrmError } from '../ports/crm.ts';
import type { Logger } from '../ports/logger.ts';
import { apiVersion } from './api.ts';
import { createBudget } from './budget.ts';
import { type Answer, exchange, type SalesforceCall } from './http-exchange.ts';
import { parseJson, toCrmError } from './refusal.ts';
import type { Session } from './session.ts';
import type { Token } from './token-exchange.ts';

export interface Transport {
  /** The parsed JSON of a call. Throws CrmError; what is safe to repeat has been repeated by then. */
  call<T>(call: SalesforceCall, schema: z.ZodType<T>): Promise<T>;
  /** The same for an answer that is no JSON. */
  text(call: SalesforceCall): Promise<Answer>;
  count(): CallCount;
}

export interface TransportDependencies {
  readonly session: Session;
  readonly timeoutMs: number;
  readonly timers: Timers;
  readonly random: () => number;
  readonly logger: Logger;
}

const policy: RetryPolicy = { attempts: 4, baseMs: 500, capMs: 20_000 };
/** Longer waits are the caller's. */
const longestWaitMs = 60_000;

/** All calls to one org over one Connection. */
export function createTransport(deps: TransportDependencies): Transport {
  const { session, timeoutMs } = deps;
  const budget = createBudget(deps.timers);
  const count = { reads: 0, writes: 0, searches: 0, rateLimited: 0 };
  let connection: Connection | null = null;

  // without OAuth settings jsforce renews nothing by itself: its own way loses rotated refresh tokens and asks a refusing org without end
  const connectionFor = ({ accessToken, instanceUrl }: Token): Connection => {
    connection ??= new Connection({ instanceUrl, accessToken, version: apiVersion });
    connection.accessToken = accessToken;
    connection.instanceUrl = instanceUrl;
    return connection;
  };
  const send = async (token: Token, call: SalesforceCall): Promise<Answer> => {
    budget.check();
    count[call.kind === 'read' ? 'reads' : 'writes'] += 1;
    const answer = await exchange(connectionFor(token), call, timeoutMs);
    budget.learn(answer.headers);
    return answer;
  };
  const attempt = async (call: SalesforceCall): Promise<Answer> => {
    const token = await session.token();
    const first = await send(token, call);
    // 401 is refused before anything is done: a write may be sent again
    const answer = first.status === 401 ? await send(await session.renew(token), call) : first;
    if (answer.status !== 401) session.accepted();
    if (answer.status >= 200 && answer.status < 300) return answer;
    const error = toCrmError(answer, call);
    if (error.code === 'rate_limited') count.rateLimited += 1;
    throw error;
  };
  const text = (call: SalesforceCall): Promise<Answer> => {
    const judge = (error: unknown, number: number) => judgeAndLog(deps.logger, call, error, number);
    return retry(() => attempt(call), { ...deps, policy, judge });
  };

  return {
    text,
    call: async (call, schema) => {
      const answer = await text(call);
      const parsed = schema.safeParse(answer.status === 204 ? null : parseJson(answer.text));
      if (parsed.success) return parsed.data;
      const details = {
        crm: 'salesforce',
        status: answer.status,
        call: `${call.method} ${call.path.split('?')[0] ?? ''}`,
      };
      throw new CrmError('unavailable', 'unexpected_answer', { details });
    },
    count: () => ({ total: count.reads + count.writes, ...count }),
  };
}

function judgeAndLog(logger: Logger, call: SalesforceCall, error: unknown, attempt: number): RetryVerdict {
  const verdict = judgeError(call, error);
  if (verdict.repeat && error instanceof CrmError) {
    const { kind, code, details } = error;
    const path = call.path.split('?')[0];
    logger.warn({ call: `${call.method} ${path ?? ''}`, kind, code, status: details.status, attempt }, 'call repeated');
  }
  return verdict;
}

/** Too many calls at a time is refused before anything is done: repeated, writes too. Any other failure of a write is ambiguous unless it was never sent. */
export function judgeError(call: SalesforceCall, error: unknown): RetryVerdict {
  if (!(error instanceof CrmError) || (error.retryAfterMs ?? 0) > longestWaitMs) return { repeat: false };
  const again: RetryVerdict = { repeat: true, afterMs: error.retryAfterMs ?? 0 };
  if (error.code === 'rate_limited') return again;
  if (error.kind !== 'unavailable' || error.code === 'unexpected_answer') return { repeat: false };
  return call.kind === 'read' || error.details.sent === 'no' ? again : { repeat: false };
}
