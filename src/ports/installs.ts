import type { Locale } from '../accounts/connection.ts';
import type { ConnectionId, CrmName } from '../accounts/ids.ts';
import type { Instant } from '../accounts/time.ts';

/** A connection that came by installing the app. */
export interface Install {
  readonly connection: ConnectionId;
  readonly installedAt: Instant;
  /** Null while it is connected. */
  readonly ended: InstallEnd | null;
  readonly missingScopes: readonly string[];
}
export interface InstallEnd {
  readonly at: Instant;
  /** revoked: the CRM told us so. asked: somebody disconnected it here. */
  readonly why: 'revoked' | 'asked';
  /** When everything of this connection is deleted, unless the app is installed again before. */
  readonly purgeAt: Instant;
}

export interface InstallStore {
  get(connection: ConnectionId): Promise<Install | null>;
  list(): Promise<readonly Install[]>;
  /** Inserts or replaces. */
  save(install: Install): Promise<void>;
  /** Everything stored of a connection, in every table. Returns how many rows of which table that was. Call it in the connection's turn. */
  purge(connection: ConnectionId): Promise<ReadonlyMap<string, number>>;
}

/** An installation that was begun: between the click here and the answer of the CRM. */
export interface PendingLogin {
  readonly crm: CrmName;
  /** Digest of what the browser was given: only that browser may finish it. */
  readonly browser: string;
  /** PKCE's secret. Stored sealed. */
  readonly verifier: string;
  readonly locale: Locale;
  readonly expiresAt: Instant;
}

/** Far more than there are administrators who install at the same time. A row has about half a kilobyte. */
export const mostLogins = 10_000;

export interface LoginStore {
  /**
   * `state` is a digest, too: whoever reads the table can finish nothing. Forgets logins that ended before `now`, and of more than `mostLogins` the oldest:
   * anybody may begin one, and whoever begins thousands loses his own first, rather than keep others from beginning.
   */
  save(state: string, login: PendingLogin, now: Instant): Promise<void>;
  /** Gives a login out once. */
  take(state: string): Promise<PendingLogin | null>;
}

/** Secrets of a login: each is drawn for one login and compared in constant time. */
export interface LoginSecrets {
  /** 256 bits of chance, 43 letters of base64url. */
  draw(): string;
  /** SHA-256, base64url: what PKCE calls S256. */
  digest(text: string): string;
  isSame(a: string, b: string): boolean;
}
