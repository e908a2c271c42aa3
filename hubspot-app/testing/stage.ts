import { createRenderer, type RenderedChildNode } from '@hubspot/ui-extensions/testing';

export type Language = 'en' | 'de';
type Place = 'crm.record.tab' | 'crm.record.sidebar' | 'pages' | 'settings';

export interface Sent {
  readonly method: string;
  /** Path and query at the backend. */
  readonly path: string;
  readonly body: unknown;
  readonly timeout: number | undefined;
}
/** What the backend says to a path without its query: a body, a refusal, no answer at all, or one after the other. */
export type Say = (sent: Sent) => Response | Promise<Response>;
export type Answers = Readonly<Record<string, Say>>;

export const says =
  (body: unknown, status = 200): Say =>
  () =>
    new Response(JSON.stringify(body), { status });
export const isDown: Say = () => Promise.reject(new Error('no connection'));
/** The last answer repeats. */
export function saysInTurn(...turns: readonly Say[]): Say {
  let next = 0;
  return (sent) => {
    const say = turns[Math.min(next, turns.length - 1)] ?? isDown;
    next += 1;
    return say(sent);
  };
}

interface StageOptions {
  readonly language?: Language;
  readonly answers: Answers;
  readonly properties?: Readonly<Record<string, string | null>>;
}

interface Node {
  readonly childNodes?: readonly RenderedChildNode[];
  readonly text: string | null;
}
/** All text under a node, with single spaces; the SDK's own `text` holds that of its direct children only. */
export const textOf = (node: Node): string => words(node).replace(/\s+/gu, ' ').trim();

const words = ({ childNodes, text }: Node): string =>
  childNodes === undefined ? (text ?? '') : childNodes.map(words).join(' ');

/** Gives a value to an input or a page number to a table. The SDK types the second argument of `trigger` as the handler instead of its argument. */
export function give(
  node: { readonly trigger: (event: never, value?: never) => void },
  value: unknown,
  event = 'onChange',
) {
  const trigger = node.trigger as (event: string, value: unknown) => void;
  trigger(event, value);
}

export const backendUrl = 'https://backend.test';

/**
 * HubSpot as a card meets it: the SDK's own renderer, a record with properties, and a backend that answers by "METHOD /path". `sent` holds every request.
 */
export function setStage<P extends Place>(place: P, { language = 'en', answers, properties = {} }: StageOptions) {
  const renderer = createRenderer<P>(place);
  const sent: Sent[] = [];
  const hsFetch = async (url: string, options: { method: string; timeout?: number; body?: unknown }) => {
    const request = {
      method: options.method,
      path: url.replace(backendUrl, ''),
      body: options.body,
      timeout: options.timeout,
    };
    sent.push(request);
    const say = answers[`${request.method} ${request.path.split('?')[0] ?? ''}`];
    return say === undefined ? new Response('{}', { status: 404 }) : say(request);
  };
  Object.assign(globalThis, { self: globalThis, hsFetch });
  const { context, useCrmProperties } = renderer.mocks;
  Object.assign(context, { variables: { BACKEND_URL: backendUrl }, user: { ...context.user, language } });
  const refetch = () => {
    refetched.count += 1;
    return Promise.resolve();
  };
  const refetched = { count: 0 };
  useCrmProperties.willCall((names: string[]) => ({
    properties: Object.fromEntries(names.map((name) => [name, properties[name] ?? null])),
    error: null,
    isLoading: false,
    isRefetching: false,
    refetch,
  }));
  return {
    ...renderer,
    sent,
    refetched,
    text: () => textOf(renderer.getRootNode()),
    // the SDK gives up after one second, which a busy machine can need
    waitFor: (check: () => void) => renderer.waitFor(check, { timeoutInMs: 4000 }),
  };
}
