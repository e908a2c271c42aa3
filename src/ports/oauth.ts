import type { ConnectionId, CrmName } from '../accounts/ids.ts';
import type { Credentials } from './credentials.ts';

/** Whose account an installation is, as the CRM itself says, and what opens it. */
export interface Grant {
  readonly connection: ConnectionId;
  readonly credentials: Credentials;
  /** Scopes that were asked for as optional and not given. */
  readonly missingScopes: readonly string[];
}

/** The OAuth of one CRM. Adapters throw CrmError: `auth/disconnected` when the CRM has ended the access for good, `auth/app_refused` when it does not know our app, anything else may pass. */
export interface OAuthClient {
  readonly crm: CrmName;
  /** Where the administrator's browser is sent. `challenge` is PKCE's, S256. */
  authorizeUrl(login: { readonly state: string; readonly challenge: string }): string;
  /** The account comes from the CRM's answer, never from a parameter of the request. Throws CrmError `auth/missing_scope` when a required scope was not given. */
  exchange(login: { readonly code: string; readonly verifier: string }): Promise<Grant>;
  refresh(current: Credentials): Promise<Credentials>;
  /** Uninstalls the app and revokes the access: one call each, safe to repeat. */
  end(credentials: Credentials): Promise<void>;
}

/** What a gateway takes the access of an installation from. */
export interface AccessTokens {
  /** Credentials that work for minutes yet; renewed before they end. */
  current(): Promise<Credentials>;
  /** Others than those with the access token `spent`, which the CRM has just refused. */
  renewed(spent: string): Promise<Credentials>;
}
