import { hubspot } from '@hubspot/ui-extensions';
import type { Contract } from './contract-shape.ts';
import { type ActionDone, actionDone, actionRefused } from './generated/contract.ts';
import type { Locale } from './words.ts';

/** HubSpot waits 15 s by default; a reader has given up before. The backend answers from rows it has already computed. */
export const timeoutMs = 8_000;

export type Failure = 'unavailable' | 'no_access' | 'refused' | 'unexpected';
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  /** `sentence` is the backend's own, in the reader's language; null when it said none. */
  | { readonly ok: false; readonly failure: Failure; readonly sentence: string | null };

export interface Backend {
  /** GET; `path` starts with a slash and may carry a query. */
  readonly read: <T>(path: string, promised: Contract<T>) => Promise<Reply<T>>;
  /** POST that returns what the contract promises. Every action may be repeated: HubSpot sends a request again after a 5xx. */
  readonly post: <T>(path: string, body: Body, promised: Contract<T>) => Promise<Reply<T>>;
  /** POST of an action that answers done or already done. */
  readonly act: (path: string, body: Body) => Promise<Reply<ActionDone>>;
}
export type Body = Readonly<Record<string, unknown>>;

/**
 * Talks to the product's server through HubSpot, which signs each request. Every address carries the reader's language: the server words what it answers.
 * Never throws: what goes wrong is a reply.
 */
export function createBackend(baseUrl: string, locale: Locale): Backend {
  const address = (path: string) => `${baseUrl}${path}${path.includes('?') ? '&' : '?'}locale=${locale}`;
  const post: Backend['post'] = (path, body, promised) =>
    reply(() => hubspot.fetch(address(path), { method: 'POST', timeout: timeoutMs, body: { ...body } }), promised);
  return {
    read: (path, promised) =>
      reply(() => hubspot.fetch(address(path), { method: 'GET', timeout: timeoutMs }), promised),
    post,
    act: (path, body) => post(path, body, actionDone),
  };
}

async function reply<T>(send: () => Promise<Response>, promised: Contract<T>): Promise<Reply<T>> {
  try {
    const response = await send();
    const body: unknown = await response.json().catch(() => null);
    if (!response.ok) return refused(response.status, body);
    return promised(body) ? { ok: true, value: body } : failed('unexpected');
  } catch {
    return failed('unavailable');
  }
}

function refused(status: number, body: unknown): Reply<never> {
  const sentence = actionRefused(body) ? body.sentence : '';
  return failed(failureOf(status), sentence === '' ? null : sentence);
}

/** 429 is HubSpot's own limit of 20 requests at once: as passing as an outage. */
function failureOf(status: number): Failure {
  if (status === 401 || status === 403) return 'no_access';
  return status >= 500 || status === 429 ? 'unavailable' : 'refused';
}

const failed = (failure: Failure, sentence: string | null = null): Reply<never> => ({ ok: false, failure, sentence });
