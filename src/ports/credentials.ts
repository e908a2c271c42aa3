import type { ConnectionId } from '../accounts/ids.ts';
import type { Instant } from '../accounts/time.ts';

/** What opens one portal or org. Never logged, never part of an error; at rest only encrypted. */
export interface Credentials {
  readonly accessToken: string;
  /** Null where there is none: private-app tokens, client credentials, JWT bearer. */
  readonly refreshToken: string | null;
  /** When it has to be renewed at the latest: it ends then, or the CRM would forget an access that is not renewed. Null: not known, or never. */
  readonly expiresAt: Instant | null;
  /** Base address of a Salesforce org's API; null for HubSpot. */
  readonly instanceUrl: string | null;
  readonly scopes: readonly string[];
}

/** Where connections keep their credentials, and the one way to renew them. */
export interface CredentialStore {
  read(connection: ConnectionId): Promise<Credentials | null>;
  /** Inserts or replaces: a new install. */
  save(connection: ConnectionId, credentials: Credentials): Promise<void>;
  remove(connection: ConnectionId): Promise<void>;
  /**
   * Renews credentials, at most once at any instant over all processes. Whoever comes while another renews waits and gets the other's result; whoever comes
   * with a `spent` access token that is no longer the stored one gets the stored one without an exchange. What `exchange` gives is stored before it is returned,
   * so that a rotated refresh token is never lost; a holder that lost its lease (it stood still for longer than the lease) stores nothing and throws CrmError `conflict`.
   * Errors of `exchange` pass through and leave what is stored as it was; after one of kind `unavailable` that names a pause nobody renews before it is over. Throws CrmError `auth` when nothing is stored.
   */
  renew(
    connection: ConnectionId,
    spent: string,
    exchange: (current: Credentials) => Promise<Credentials>,
  ): Promise<Credentials>;
}
