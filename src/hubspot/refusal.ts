import { CrmError } from '../ports/crm.ts';
import { type ErrorBody, named, parseErrorBody, reasonOf } from './error-body.ts';
import type { Answer, HubSpotCall } from './send.ts';

/** What the account's day has to do with an error: the daily quota comes back at midnight there. */
export interface Day {
  /** Milliseconds until midnight in the account's time zone; null while the zone is unknown. */
  untilMidnightMs(): number | null;
}

/** Pause asked for by the two short policies when HubSpot sends no Retry-After. */
const tenSecondsMs = 10_000;
const secondMs = 1_000;
/** HubSpot's advice for 423: wait at least two seconds. */
const lockedMs = 2_000;
/** Without a known time zone a spent daily quota is looked at again in an hour. */
const dailyProbeMs = 3_600_000;

/** Translates an answer that is no success. `cause` is HubSpot's error body, for those who isolate records of a batch. */
export function toCrmError(answer: Answer, call: HubSpotCall, day: Day): CrmError {
  const body = parseErrorBody(answer.text);
  const { status } = answer;
  const details = { status, call: `${call.method} ${call.path}`, ...(reasonOf(body) && { reason: reasonOf(body) }) };
  const common = { details, cause: body };
  if (status === 401) return new CrmError('auth', authCode(body), common);
  if (status === 403) return forbidden(body, common);
  if (status === 404) return new CrmError('not_found', 'record_not_found', common);
  if (status === 409) return new CrmError('conflict', 'refused_by_crm', common);
  if (status === 429) return rateLimited(body, answer, day, common);
  if (status === 408) return new CrmError('unavailable', 'timeout', common);
  if (status === 423) return new CrmError('unavailable', 'server_error', { ...common, retryAfterMs: lockedMs });
  if (status === 477 || status >= 500) return serverError(answer, common);
  if (status >= 400) return new CrmError('invalid', 'refused_by_crm', common);
  return new CrmError('unavailable', 'unexpected_answer', common);
}

interface Common {
  readonly details: Readonly<Record<string, string | number>>;
  readonly cause: ErrorBody;
}

const authCode = ({ category }: ErrorBody): 'token_expired' | 'wrong_token' =>
  category === 'EXPIRED_AUTHENTICATION' ? 'token_expired' : 'wrong_token';

function forbidden(body: ErrorBody, common: Common): CrmError {
  const scopes = [...named(body, 'requiredGranularScopes'), ...named(body, 'requiredScopes')];
  if (scopes.length === 0) return new CrmError('auth', 'refused_by_crm', common);
  const details = { ...common.details, scope: [...new Set(scopes)].join(' ') };
  return new CrmError('auth', 'missing_scope', { ...common, details });
}

function rateLimited(body: ErrorBody, answer: Answer, day: Day, common: Common): CrmError {
  const details = { ...common.details, policy: body.policyName };
  const asked = retryAfterMs(answer);
  if (body.policyName === 'DAILY') {
    const waitMs = day.untilMidnightMs() ?? asked ?? dailyProbeMs;
    return new CrmError('rate_limited', 'daily_limit', { ...common, details, retryAfterMs: waitMs });
  }
  const usual = body.policyName === 'SECONDLY' ? secondMs : tenSecondsMs;
  return new CrmError('rate_limited', 'rate_limited', { ...common, details, retryAfterMs: asked ?? usual });
}

function serverError(answer: Answer, common: Common): CrmError {
  const asked = retryAfterMs(answer);
  return new CrmError('unavailable', 'server_error', { ...common, ...(asked === null ? {} : { retryAfterMs: asked }) });
}

/** Seconds, the only form HubSpot sends; null when absent. */
function retryAfterMs({ headers }: Answer): number | null {
  const seconds = Number(headers.get('retry-after') ?? NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}
