import { Client } from '@hubspot/api-client';
import type { z } from 'zod';
import { retry, type RetryPolicy, type RetryVerdict } from '../common/retry.ts';
import type { Timers } from '../common/timers.ts';
import { type CallCount, CrmError } from '../ports/crm.ts';
import type { Logger } from '../ports/logger.ts';
import type { AccessTokens } from '../ports/oauth.ts';
import { parseJson } from './error-body.ts';
import { createRateLimits, type RateLimits } from './rate-limits.ts';
import { type Day, toCrmError } from './refusal.ts';
import { type Answer, type HubSpotCall, send } from './send.ts';

export interface Transport {
  /** The parsed answer of a call. Throws CrmError; what is safe to repeat has been repeated by then. */
  call<T>(call: HubSpotCall, schema: z.ZodType<T>): Promise<T>;
  count(): CallCount;
}

export interface TransportDependencies {
  /** A private app's token, or those of an installation: asked before every call, and once more when one is refused. */
  readonly accessToken: string | AccessTokens;
  readonly baseUrl: string;
  readonly timeoutMs: number;
  readonly timers: Timers;
  readonly random: () => number;
  readonly logger: Logger;
  readonly day: Day;
}

const policy: RetryPolicy = { attempts: 5, baseMs: 500, capMs: 20_000 };
/** Longer waits are the caller's: a worker must not sleep through a migration of the account. */
const longestWaitMs = 60_000;

export function createTransport(deps: TransportDependencies): Transport {
  // no retries and no limiter of the client's own: both live in a process-wide singleton, repeat writes blindly and read no Retry-After
  const client = new Client({ basePath: deps.baseUrl, numberOfApiCallRetries: 0 });
  const limits = createRateLimits(deps.timers);
  let worked = false;
  const count = { reads: 0, writes: 0, searches: 0, rateLimited: 0 };

  const exchange = async (call: HubSpotCall, token: string): Promise<unknown> => {
    client.config.accessToken = token;
    count[counted[call.kind]] += 1;
    const answer = await send(client, call, deps.timeoutMs);
    limits.learn(answer.headers);
    const body = readAnswer(answer, call, deps.day);
    worked = true;
    return body;
  };
  const attempt = async (call: HubSpotCall): Promise<unknown> => {
    const leave = await limits.enter(call.kind);
    try {
      return await withToken(deps.accessToken, (token) => exchange(call, token));
    } catch (thrown) {
      const error = worked ? asRevoked(thrown) : thrown;
      if (error instanceof CrmError && error.code === 'rate_limited') count.rateLimited += 1;
      holdBack(limits, call, error);
      throw error;
    } finally {
      leave();
    }
  };

  return {
    call: async (call, schema) => {
      const judge = (error: unknown, number: number) => judgeAndLog(deps.logger, call, error, number);
      const body = await retry(() => attempt(call), { ...deps, policy, judge });
      return parse(body, call, schema);
    },
    count: () => ({ total: count.reads + count.writes + count.searches, ...count }),
  };
}

const counted = { read: 'reads', write: 'writes', search: 'searches' } as const;

function holdBack(limits: RateLimits, call: HubSpotCall, error: unknown): void {
  if (error instanceof CrmError && error.code === 'rate_limited' && shortEnough(error)) {
    limits.pauseAfter(call.kind, error);
  }
}

/** A refused token has done nothing: the call, a write too, is sent once more with another one. */
async function withToken<T>(tokens: string | AccessTokens, work: (token: string) => Promise<T>): Promise<T> {
  if (typeof tokens === 'string') return work(tokens);
  const { accessToken } = await tokens.current();
  try {
    return await work(accessToken);
  } catch (error) {
    if (!isRefusedToken(error)) throw error;
    return work((await tokens.renewed(accessToken)).accessToken);
  }
}

const isRefusedToken = (error: unknown): boolean =>
  error instanceof CrmError && (error.code === 'token_expired' || error.code === 'wrong_token');

/** HubSpot answers an unknown token and a revoked one alike; one that worked a moment ago was not mistyped. */
function asRevoked(error: unknown): unknown {
  if (!(error instanceof CrmError) || error.code !== 'wrong_token') return error;
  return new CrmError('auth', 'token_revoked', { details: error.details, cause: error.cause });
}

const shortEnough = ({ retryAfterMs }: CrmError): boolean => (retryAfterMs ?? 0) <= longestWaitMs;

function judgeAndLog(logger: Logger, call: HubSpotCall, error: unknown, attempt: number): RetryVerdict {
  const verdict = judgeError(call, error);
  if (verdict.repeat && error instanceof CrmError) {
    const { kind, code, details } = error;
    logger.warn({ call: `${call.method} ${call.path}`, kind, code, status: details.status, attempt }, 'call repeated');
  }
  return verdict;
}

/**
 * 429 and 423 are refused before anything is done: repeated, writes too. Any other failure of a write is ambiguous unless it was never sent: HubSpot may
 * have applied it, and only reading back tells.
 */
export function judgeError(call: HubSpotCall, error: unknown): RetryVerdict {
  if (!(error instanceof CrmError) || !shortEnough(error)) return { repeat: false };
  const again: RetryVerdict = { repeat: true, afterMs: error.retryAfterMs ?? 0 };
  if (error.code === 'rate_limited' || error.details.status === 423) return again;
  if (error.kind !== 'unavailable') return { repeat: false };
  return call.kind !== 'write' || error.details.sent === 'no' ? again : { repeat: false };
}

/** The JSON of a success. A page that a proxy put in its place, or a body cut short, counts as no answer. */
function readAnswer(answer: Answer, call: HubSpotCall, day: Day): unknown {
  if (answer.status < 200 || answer.status >= 300) throw toCrmError(answer, call, day);
  const body = parseJson(answer.text);
  if (body === undefined) throw unexpected(call, { status: answer.status });
  return body;
}

function parse<T>(body: unknown, call: HubSpotCall, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw unexpected(call, { at: parsed.error.issues[0]?.path.join('.') ?? '' });
}

const unexpected = (call: HubSpotCall, details: Readonly<Record<string, string | number>>): CrmError =>
  new CrmError('unavailable', 'unexpected_answer', { details: { ...details, call: `${call.method} ${call.path}` } });
