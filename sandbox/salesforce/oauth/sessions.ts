import { randomBytes } from 'node:crypto';
import { type VirtualClock } from '../../common/clock.ts';

/** What an access token opens. */
export interface Session {
  readonly token: string;
  readonly scopes: readonly string[];
  readonly expiresAt: number;
  /** The refresh-token family it came from; null for grants without refresh tokens. */
  readonly family: string | null;
}

/** Access and refresh tokens of the one connected app. Refresh tokens rotate: each works once, and a second use revokes everything that came of its login. */
export interface Sessions {
  open(scopes: readonly string[], family: string | null): Session;
  /** Null when unknown, expired or revoked: Salesforce tells these apart for nobody. */
  check(token: string): Session | null;
  newFamily(scopes: readonly string[]): string;
  /** The next refresh token of a family. */
  issueRefresh(family: string): string;
  /** Spends a refresh token. Null when it is unknown or revoked; a spent one revokes its family, and gives null as well. */
  spend(refreshToken: string): { readonly family: string; readonly scopes: readonly string[] } | null;
  /** By access or refresh token; a refresh token takes its family along. False when it is unknown. */
  revoke(token: string): boolean;
  /** Every access token is over; refresh tokens stay. */
  expireAll(): void;
  /** The app is uninstalled or blocked: nothing works and nothing can be renewed until it is allowed again. */
  block(blocked: boolean): void;
  readonly blocked: boolean;
  lifetimeMs: number;
  rotation: boolean;
}

interface Family {
  readonly scopes: readonly string[];
  readonly spent: Set<string>;
  current: string | null;
}

export function createSessions(clock: VirtualClock): Sessions {
  const sessions = new Map<string, Session>();
  const families = new Map<string, Family>();
  let blocked = false;

  const revokeFamily = (name: string): void => {
    families.delete(name);
    for (const [token, { family }] of sessions) if (family === name) sessions.delete(token);
  };
  const familyOf = (refreshToken: string): readonly [string, Family] | null => {
    for (const entry of families)
      if (entry[1].current === refreshToken || entry[1].spent.has(refreshToken)) return entry;
    return null;
  };

  const self: Sessions = {
    lifetimeMs: 7_200_000,
    rotation: true,
    open(scopes, family) {
      const token = `00DgK0000000!AQE${randomBytes(48).toString('base64url')}`;
      const session = { token, scopes, family, expiresAt: clock.now() + self.lifetimeMs };
      sessions.set(token, session);
      return session;
    },
    check(token) {
      const session = blocked ? undefined : sessions.get(token);
      return session === undefined || session.expiresAt <= clock.now() ? null : session;
    },
    newFamily(scopes) {
      const name = randomBytes(8).toString('hex');
      families.set(name, { scopes, spent: new Set(), current: null });
      return name;
    },
    issueRefresh(name) {
      const family = families.get(name);
      if (family === undefined) throw new Error('a revoked family gets no token');
      if (family.current !== null && !self.rotation) return family.current;
      family.current = `5Aep861${randomBytes(40).toString('base64url')}`;
      return family.current;
    },
    spend(refreshToken) {
      const found = blocked ? null : familyOf(refreshToken);
      if (found === null) return null;
      const [name, family] = found;
      if (family.spent.has(refreshToken)) {
        revokeFamily(name);
        return null;
      }
      if (self.rotation) family.spent.add(refreshToken);
      return { family: name, scopes: family.scopes };
    },
    revoke(token) {
      if (sessions.delete(token)) return true;
      const found = familyOf(token);
      if (found === null) return false;
      revokeFamily(found[0]);
      return true;
    },
    expireAll: () => sessions.clear(),
    block: (value) => {
      blocked = value;
    },
    get blocked() {
      return blocked;
    },
  };
  return self;
}
