import { type Portal } from '../portal/portal.ts';
import { type VirtualClock } from '../../common/clock.ts';
import { type Grant } from './tokens.ts';

export type Version = 'v1' | 'v3' | 'v4' | '2026-03' | '2026-09';

/** One request of the app under test, taken apart. */
export interface Call {
  readonly method: string;
  /** As it came, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly version: Version;
  readonly params: Readonly<Record<string, string>>;
  /** Parsed JSON, a form as an object, or undefined without a body. */
  readonly body: unknown;
  readonly grant: Grant | null;
  /** Milliseconds of the virtual clock. */
  readonly now: number;
  readonly origin: string;
  /** Notes something that HubSpot tolerates but a correct client never sends. */
  readonly violation: (what: string) => void;
}

export interface Reply {
  readonly status: number;
  /** JSON; undefined sends no body. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the routes work on. */
export interface RouteContext {
  readonly portal: Portal;
  readonly clock: VirtualClock;
  /** Records that 2026-09 refuses to have written, see the control endpoint `required`. */
  readonly requirements: Requirement[];
  /** Custom properties that the plan allows on one object type. */
  readonly propertyLimit: number;
  readonly dailyUsage: () => { readonly used: number; readonly limit: number };
}

/** A rule of the account's admin: the record cannot be saved while the property is empty. */
export interface Requirement {
  readonly objectType: string;
  readonly id: string;
  readonly property: string;
  /** Whether one such record fails the whole batch or only itself. */
  readonly fails: 'batch' | 'record';
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  /** Version-free: `objects/{objectType}/batch/read`. */
  readonly path: string;
  readonly versions: readonly Version[];
  /** Any one of them opens the route; without them any valid token does. */
  readonly scopes?: (call: Call) => readonly string[];
  readonly anonymous?: boolean;
  /** Query parameters that HubSpot reads; any other is a violation. */
  readonly query?: readonly string[];
  /** Counts against the search limit and carries no rate headers. */
  readonly search?: boolean;
  readonly handle: (call: Call) => Reply;
}

export const crmVersions: readonly Version[] = ['v3', '2026-03', '2026-09'];
export const associationVersions: readonly Version[] = ['v4', '2026-03', '2026-09'];
