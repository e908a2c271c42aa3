import { type VirtualClock } from '../../common/clock.ts';
import { type Faults } from '../../common/fault-plan.ts';
import { type Fault } from '../faults/fault.ts';
import { playFault } from '../faults/play-fault.ts';
import { type Session, type Sessions } from '../oauth/sessions.ts';
import { type ApiLimits } from './api-limits.ts';
import { ApiError } from './api-error.ts';
import { type CallLog } from './call-log.ts';
import { type Call, type Reply } from './call.ts';
import { type Outcome } from '../../common/send-outcome.ts';
import { type Matched, type Router } from './router.ts';

export interface AnswererParts {
  readonly router: Router;
  readonly sessions: Sessions;
  readonly limits: ApiLimits;
  readonly log: CallLog;
  readonly faults: Faults<Fault>;
  readonly clock: VirtualClock;
}

export interface RawCall {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** Salesforce's order of checks: route, session, daily limit; then the planned fault or the route's own work. */
export function createAnswerer(parts: AnswererParts): (raw: RawCall) => Outcome {
  const { router, log, limits } = parts;
  return (raw) => {
    const matched = router(raw.method, raw.url.pathname);
    const isApi = matched?.route.anonymous !== true;
    log.called(matched?.template ?? `${raw.method} ${raw.url.pathname}`, isApi);
    const outcome = attempt(() => respond(parts, raw, matched));
    log.answered(outcome.reply?.status ?? 0);
    return isApi ? withHeaders(outcome, { 'sforce-limit-info': limits.header() }) : outcome;
  };
}

function withHeaders(outcome: Outcome, headers: Readonly<Record<string, string>>): Outcome {
  const { reply } = outcome;
  return reply === null ? outcome : { ...outcome, reply: { ...reply, headers: { ...headers, ...reply.headers } } };
}

function respond({ sessions, limits, faults, clock }: AnswererParts, raw: RawCall, matched: Matched | null): Outcome {
  if (matched === null) throw new ApiError(404, 'NOT_FOUND', 'The requested resource does not exist');
  const { route, params, template } = matched;
  const now = clock.now();
  const call = (session: Session | null): Call => ({
    method: raw.method,
    path: raw.url.pathname,
    query: raw.url.searchParams,
    params,
    headers: raw.headers,
    body: raw.body,
    session,
    now,
    origin: raw.url.origin,
  });
  const act = (session: Session | null): Outcome => {
    const handle = (): Reply => refusalsAsReplies(() => route.handle(call(session)));
    const fault = faults.next(template, `${raw.url.search}\n${raw.body}`);
    return fault === null ? { reply: handle() } : playFault(fault, handle);
  };
  if (route.anonymous === true) return act(null);
  const session = authenticate(sessions, raw.headers.authorization);
  limits.count();
  if (limits.isSpent()) throw new ApiError(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
  return act(session);
}

function authenticate(sessions: Sessions, header: string | undefined): Session {
  const token = /^(?:Bearer|OAuth) (\S+)$/.exec(header ?? '')?.[1];
  const session = token === undefined ? null : sessions.check(token);
  if (session === null) throw new ApiError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
  if (session.scopes.includes('api')) return session;
  throw new ApiError(403, 'API_DISABLED_FOR_ORG', 'API is not enabled for this Organization or Partner');
}

function attempt(run: () => Outcome): Outcome {
  try {
    return run();
  } catch (error) {
    if (error instanceof ApiError) return { reply: { status: error.status, body: error.body } };
    throw error;
  }
}

function refusalsAsReplies(run: () => Reply): Reply {
  try {
    return run();
  } catch (error) {
    if (error instanceof ApiError) return { status: error.status, body: error.body };
    throw error;
  }
}
