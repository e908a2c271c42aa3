import { z } from 'zod';
import { ApiError } from '../http/api-error.ts';
import { type Call, type Reply, type Route } from '../http/call.ts';
import { type Router } from '../http/router.ts';
import { readJson } from './read-json.ts';

const mostRequests = 25;
/** Collections and queries together. */
const mostHeavy = 5;

const compositeBody = z.object({
  // the sandbox cannot take back what an earlier part wrote
  allOrNone: z.literal(false).default(false),
  compositeRequest: z.array(
    z.object({
      method: z.enum(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']),
      url: z.string(),
      referenceId: z.string().regex(/^[A-Za-z0-9_]+$/),
      body: z.unknown().optional(),
    }),
  ),
});
type Part = z.infer<typeof compositeBody>['compositeRequest'][number];

/** Up to 25 requests as one call. A later part may use an earlier one's answer by @{reference.path}. */
export const compositeRoute = (router: () => Router): Route => ({
  method: 'POST',
  path: 'composite',
  handle: (call) => {
    const { compositeRequest: parts } = readJson(compositeBody, call);
    checkSize(parts);
    const answers = new Map<string, unknown>();
    const compositeResponse = parts.map((part) => {
      const { status, body = null } = answerPart(router(), call, part, answers);
      answers.set(part.referenceId, body);
      return { body, httpHeaders: {}, httpStatusCode: status, referenceId: part.referenceId };
    });
    return { status: 200, body: { compositeResponse } };
  },
});

function checkSize(parts: readonly Part[]): void {
  const refuse = (message: string): ApiError => new ApiError(400, 'INVALID_INPUT', message);
  if (parts.length > mostRequests)
    throw refuse(`Composite API request limit reached: at most ${mostRequests} subrequests`);
  const heavy = parts.filter(({ url }) => /\/(composite\/sobjects|query|queryAll)([/?]|$)/.test(url)).length;
  if (heavy > mostHeavy) throw refuse(`At most ${mostHeavy} subrequests can be sObject collections or queries`);
}

function answerPart(router: Router, call: Call, part: Part, answers: ReadonlyMap<string, unknown>): Reply {
  const url = new URL(resolved(part.url, answers), call.origin);
  const matched = router(part.method, url.pathname);
  if (matched === null || matched.route.anonymous === true || matched.route.path === 'composite')
    return { status: 404, body: [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }] };
  const body = part.body === undefined ? '' : resolved(JSON.stringify(part.body), answers);
  try {
    return matched.route.handle({
      ...call,
      method: part.method,
      path: url.pathname,
      query: url.searchParams,
      params: matched.params,
      body,
    });
  } catch (error) {
    if (error instanceof ApiError) return { status: error.status, body: error.body };
    throw error;
  }
}

function resolved(text: string, answers: ReadonlyMap<string, unknown>): string {
  return text.replace(/@\{([A-Za-z0-9_]+)\.([^}]+)\}/g, (_, reference: string, path: string) => {
    let current = answers.get(reference);
    for (const step of path.split(/[.[\]]+/).filter((part) => part !== ''))
      current = z.record(z.string(), z.unknown()).safeParse(Array.isArray(current) ? { ...current } : current).data?.[
        step
      ];
    if (typeof current !== 'string' && typeof current !== 'number')
      throw new ApiError(
        400,
        'PROCESSING_HALTED',
        `Invalid reference specified. No value for ${path} found in ${reference}`,
      );
    return String(current);
  });
}
