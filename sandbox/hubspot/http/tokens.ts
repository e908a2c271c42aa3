import { createHash, randomBytes } from 'node:crypto';
import { type VirtualClock } from '../../common/clock.ts';

/** What an access token allows. */
export interface Grant {
  readonly token: string;
  readonly kind: 'private' | 'oauth';
  readonly scopes: ReadonlySet<string>;
  /** Milliseconds; null never ends (a private app's static token). */
  readonly expiresAt: number | null;
}

export interface OAuthApp {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly code: string;
  readonly refreshToken: string;
  readonly appId: number;
  readonly userId: number;
}

/** What an administrator agreed to. */
export interface Consent {
  readonly redirectUri: string;
  readonly challenge: string;
}

export type TokenCheck =
  | { readonly state: 'valid'; readonly grant: Grant }
  | { readonly state: 'expired'; readonly expiredAt: number }
  | { readonly state: 'unknown' };

/** Access tokens of one installed app: a private app's static one, or OAuth ones that live 30 minutes. */
export interface Tokens {
  readonly app: OAuthApp;
  readonly scopes: Set<string>;
  /** The token to start with. */
  readonly first: string;
  check(token: string): TokenCheck;
  issue(): Grant;
  /** A code for one exchange. */
  consent(consent: Consent): string;
  /** Installs the app, also where it was uninstalled before; false for a code that is unknown, used, of another address or without its verifier. */
  redeem(given: { readonly code?: string; readonly redirectUri?: string; readonly verifier?: string }): boolean;
  /** The refresh token in force. */
  refreshToken(): string;
  /** From now on each refresh gives another refresh token and ends the one before. HubSpot does not, other CRMs do. */
  rotate(on: boolean): void;
  /** Called with each refresh. */
  refreshed(): void;
  /** False once the refresh token was revoked or the app uninstalled. */
  refreshable(): boolean;
  /** No new access tokens; those issued live out their time. */
  forgetRefreshToken(): void;
  /** Ends the installation: no token works and none can be refreshed. */
  revoke(): void;
}

export const oauthLifetimeMs = 1_800_000;

/** The scopes that an installation of the product is given. */
const installedScopes = [
  'oauth',
  'crm.objects.companies.read',
  'crm.objects.companies.write',
  'crm.objects.deals.read',
  'crm.objects.deals.write',
  'crm.objects.contacts.read',
  'crm.objects.contacts.write',
  'crm.objects.owners.read',
  'crm.schemas.companies.read',
  'crm.schemas.companies.write',
  'crm.schemas.deals.read',
  'crm.schemas.deals.write',
  'crm.schemas.contacts.read',
  'crm.schemas.contacts.write',
  'crm.lists.read',
  'crm.lists.write',
  'tickets',
  'sales-email-read',
] as const;

export function createTokens(
  clock: VirtualClock,
  options: { readonly oauth: boolean; readonly token: string | null },
): Tokens {
  const scopes = new Set<string>(installedScopes);
  const grants = new Map<string, Grant>();
  const consents = new Map<string, Consent>();
  let refreshToken = 'na1-4ef4-0000-4000-8000-0000000000ef';
  let rotating = false;
  let revoked = false;
  let refreshRevoked = false;

  const grant = (token: string, kind: Grant['kind'], expiresAt: number | null): Grant => {
    const made = { token, kind, scopes, expiresAt };
    grants.set(token, made);
    return made;
  };
  const issue = (): Grant =>
    grant(`CK${randomBytes(24).toString('base64url')}`, 'oauth', clock.now() + oauthLifetimeMs);
  const staticToken = options.token ?? 'pat-na1-5a4d0b0c-0000-4000-8000-000000000000';
  const first = options.oauth ? issue() : grant(staticToken, 'private', null);

  return {
    app: {
      clientId: 'c1e7d5a4-0000-4000-8000-0000000000c1',
      clientSecret: 'c5ec0e7a-0000-4000-8000-0000000000c5',
      code: 'na1-c0de-0000-4000-8000-0000000000c0',
      refreshToken,
      appId: 3_401_122,
      userId: 9_100_000,
    },
    scopes,
    first: first.token,
    check(token) {
      const found = grants.get(token);
      if (found === undefined || revoked) return { state: 'unknown' };
      if (found.expiresAt !== null && found.expiresAt <= clock.now())
        return { state: 'expired', expiredAt: found.expiresAt };
      return { state: 'valid', grant: found };
    },
    issue,
    consent(consent) {
      const code = `na1-${randomBytes(18).toString('base64url')}`;
      consents.set(code, consent);
      return code;
    },
    redeem({ code = '', redirectUri, verifier = '' }) {
      const given = consents.get(code);
      consents.delete(code);
      const challenge = createHash('sha256').update(verifier).digest('base64url');
      if (given?.redirectUri !== redirectUri || given?.challenge !== challenge) return false;
      if (revoked) grants.clear();
      refreshToken = newRefreshToken();
      revoked = refreshRevoked = false;
      return true;
    },
    refreshToken: () => refreshToken,
    rotate: (on) => {
      rotating = on;
    },
    refreshed: () => {
      if (rotating) refreshToken = newRefreshToken();
    },
    refreshable: () => !revoked && !refreshRevoked,
    forgetRefreshToken: () => {
      refreshRevoked = true;
    },
    revoke: () => {
      revoked = true;
    },
  };
}

const newRefreshToken = (): string => `na1-${randomBytes(18).toString('base64url')}`;
