import { type IncomingHttpHeaders } from 'node:http';
import { type VirtualClock } from '../../common/clock.ts';
import { type Outcome } from '../../common/send-outcome.ts';
import { type Conformance } from '../conformance.ts';
import { type Faults } from '../../common/fault-plan.ts';
import { type Fault } from '../faults/fault.ts';
import { playFault } from '../faults/play-fault.ts';
import { ApiProblem, invalid, noSuchRoute } from './api-problem.ts';
import { authenticate, checkScopes } from './authorize.ts';
import { type CallLog } from './call-log.ts';
import { type Call, type Reply } from './call.ts';
import { rateLimitReply, type RateLimits } from './rate-limits.ts';
import { type Matched, type Router } from './router.ts';
import { type Tokens } from './tokens.ts';
import { type Violations } from './violations.ts';

export interface AnswererParts {
  readonly router: Router;
  readonly tokens: Tokens;
  readonly limits: RateLimits;
  readonly log: CallLog;
  readonly faults: Faults<Fault>;
  readonly violations: Violations;
  readonly clock: VirtualClock;
  readonly conformance: Conformance | null;
}

export interface RawCall {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  readonly outcome: Outcome;
  readonly headers: Readonly<Record<string, string>>;
}

/** HubSpot's order of checks: route, credentials, rate limit, scopes, body; then the planned fault or the route's own work. */
export function createAnswerer(parts: AnswererParts): (raw: RawCall) => Answer {
  const { router, log, limits, violations } = parts;
  const postponed = createPostponed();

  return (raw) => {
    postponed.callCame();
    const matched = router(raw.method, raw.url.pathname);
    if (matched === null) {
      const template = `${raw.method} ${raw.url.pathname}`;
      log.called(template, false);
      violations.add(template, 'request', 'no such route');
      return finished({ reply: noSuchRoute });
    }
    const search = matched.route.search === true;
    log.called(matched.template, search);
    const outcome = attempt(() => respond(parts, postponed, raw, matched));
    // searches carry no rate headers, nor do calls without credentials
    const headers = limits.enabled && !search && matched.route.anonymous !== true ? limits.headers() : {};
    return finished(outcome, headers);
  };

  function finished(outcome: Outcome, headers: Answer['headers'] = {}): Answer {
    log.answered(outcome.reply?.status ?? 0);
    return { outcome, headers };
  }
}

function attempt(run: () => Outcome): Outcome {
  try {
    return run();
  } catch (error) {
    if (error instanceof ApiProblem) return { reply: error.reply };
    throw error;
  }
}

function respond(parts: AnswererParts, postponed: Postponed, raw: RawCall, matched: Matched): Outcome {
  const { tokens, limits, log, faults, violations, clock, conformance } = parts;
  const { route, template } = matched;
  const now = clock.now();
  const grant = route.anonymous === true ? null : authenticate(tokens, raw.headers.authorization, now);
  const refused = route.anonymous === true ? null : limits.admit(route.search === true);
  if (refused !== null) {
    log.limited(refused);
    return { reply: rateLimitReply(refused) };
  }
  const violation = (what: string): void => violations.add(template, 'request', what);
  const call: Call = {
    method: raw.method,
    path: raw.url.pathname,
    query: raw.url.searchParams,
    version: matched.version,
    params: matched.params,
    body: bodyOf(raw, route.path.startsWith('oauth/')),
    grant,
    now,
    origin: raw.url.origin,
    violation,
  };
  checkScopes(route, call);
  for (const name of new Set(call.query.keys()))
    if (route.query?.includes(name) !== true) violation(`unknown query parameter ${name}`);
  conformance?.request(route, call, violation);
  const handle = (again: Call): Reply => {
    const reply = refusalsAsReplies(() => route.handle(again));
    conformance?.reply(route, again, reply, (what) => violations.add(template, 'response', what));
    return reply;
  };
  const fault = faults.next(template, raw.body);
  return fault === null
    ? { reply: handle(call) }
    : playFault(fault, call, { handle, later: (calls, run) => postponed.later(calls, run) });
}

function refusalsAsReplies(run: () => Reply): Reply {
  try {
    return run();
  } catch (error) {
    if (error instanceof ApiProblem) return error.reply;
    throw error;
  }
}

/** JSON everywhere, a form for OAuth; any other content type is refused. */
function bodyOf({ body, headers }: RawCall, form: boolean): unknown {
  if (body === '') return undefined;
  const type = headers['content-type'] ?? '';
  if (!type.includes(form ? 'application/x-www-form-urlencoded' : 'application/json')) {
    throw new ApiProblem(415, 'INVALID_CONTENT_TYPE', `HTTP 415 Unsupported Media Type: ${type}`);
  }
  if (form) return Object.fromEntries(new URLSearchParams(body));
  try {
    return JSON.parse(body);
  } catch {
    throw invalid('Invalid input JSON: unable to parse the body');
  }
}

interface Postponed {
  callCame(): void;
  later(calls: number, run: () => void): void;
}

/** Work that was accepted but is done only some calls later. */
function createPostponed(): Postponed {
  let waiting: { left: number; readonly run: () => void }[] = [];
  return {
    callCame() {
      for (const item of waiting) item.left -= 1;
      const due = waiting.filter((item) => item.left <= 0);
      waiting = waiting.filter((item) => item.left > 0);
      for (const item of due) item.run();
    },
    later: (calls, run) => void waiting.push({ left: calls, run }),
  };
}
