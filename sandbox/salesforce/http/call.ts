import { type Session } from '../oauth/sessions.ts';

/** One request of the app under test, taken apart. */
export interface Call {
  readonly method: string;
  /** As it came, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly params: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** As it came; routes read it as JSON, form or CSV. */
  readonly body: string;
  readonly session: Session | null;
  /** Milliseconds of the virtual clock. */
  readonly now: number;
  readonly origin: string;
}

export interface Reply {
  readonly status: number;
  /** JSON, or text as it is; undefined sends no body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** `{version}`-free path below /services/data/vNN.N, or a whole path that begins with a slash. */
  readonly path: string;
  /** Needs no session. */
  readonly anonymous?: boolean;
  readonly handle: (call: Call) => Reply;
}
