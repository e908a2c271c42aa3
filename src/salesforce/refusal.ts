import { z } from 'zod';
import { CrmError, type CrmErrorCode, type CrmErrorKind } from '../ports/crm.ts';
import type { Answer, SalesforceCall } from './http-exchange.ts';

const errorItem = z.object({
  errorCode: z.string().catch(''),
  message: z.string().catch(''),
  fields: z.array(z.string()).catch([]),
});
export type ErrorItem = z.infer<typeof errorItem>;
const errorList = z.union([z.array(errorItem), errorItem.transform((item) => [item])]).catch([]);

/** Longest reason that is shown to people. */
const reasonLength = 300;
/** Pause after a refusal that names none. */
const secondMs = 1_000;
/** The daily calls are counted over a rolling 24 hours: some come back every hour. */
const dailyProbeMs = 3_600_000;

/** Translates an answer that is no success. `cause` is the first error of Salesforce's list. */
export function toCrmError(answer: Answer, call: SalesforceCall): CrmError {
  const [item = { errorCode: '', message: '', fields: [] }] = errorList.parse(parseJson(answer.text) ?? []);
  const { status } = answer;
  const reason = [item.errorCode, item.message]
    .filter((part) => part !== '')
    .join(': ')
    .slice(0, reasonLength);
  const path = call.path.split('?')[0] ?? '';
  const details = { crm: 'salesforce', status, call: `${call.method} ${path}`, ...(reason === '' ? {} : { reason }) };
  const error = (kind: CrmErrorKind, code: CrmErrorCode, retryAfterMs?: number) =>
    new CrmError(kind, code, { details, cause: item, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });
  if (status === 401) return error('auth', 'token_revoked');
  if (item.errorCode === 'REQUEST_LIMIT_EXCEEDED') {
    return isDaily(item)
      ? error('rate_limited', 'daily_limit', dailyProbeMs)
      : error('rate_limited', 'rate_limited', secondMs);
  }
  if (status === 429) return error('rate_limited', 'rate_limited', retryAfterMs(answer) ?? secondMs);
  if (status === 403) return error('auth', 'refused_by_crm');
  if (status === 404) return error('not_found', 'record_not_found');
  if (status === 408) return error('unavailable', 'timeout');
  if (status >= 500 || status === 420) return error('unavailable', 'server_error');
  if (status >= 400) return error('invalid', 'refused_by_crm');
  return error('unavailable', 'unexpected_answer');
}

/** One code stands for two limits, and only the message tells them apart: too many calls at a time pass in seconds, the calls of 24 hours do not. */
const isDaily = ({ message }: ErrorItem): boolean => !/concurrent/i.test(message);

/** Salesforce's code of an error, such as INVALID_FIELD; '' for errors of another origin. */
export function codeOf(error: unknown): string {
  const item = error instanceof CrmError ? errorItem.safeParse(error.cause) : null;
  return item?.success === true ? item.data.errorCode : '';
}

function retryAfterMs({ headers }: Answer): number | null {
  const seconds = Number(headers['retry-after'] ?? NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : null;
}

/** Undefined for anything that is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
