import { z } from 'zod';
import { type ControlActions, type ControlParts } from './control-parts.ts';

const appBody = z.strictObject({
  publicKey: z.string().optional(),
  clientCredentials: z.boolean().optional(),
  approves: z.boolean().optional(),
  blocked: z.boolean().optional(),
  rotation: z.boolean().optional(),
  sessionMs: z.number().int().min(1).optional(),
});
const scopesBody = z.strictObject({ scopes: z.array(z.string()).default(['api', 'id']) });

/** What the org's admin decides about the connected app and its sessions. */
export function appControls({ app, sessions }: ControlParts): ControlActions {
  return {
    'POST app': ({ body }) => {
      const given = appBody.parse(body);
      app.publicKey = given.publicKey ?? app.publicKey;
      app.clientCredentials = given.clientCredentials ?? app.clientCredentials;
      app.approves = given.approves ?? app.approves;
      if (given.blocked !== undefined) sessions.block(given.blocked);
      sessions.rotation = given.rotation ?? sessions.rotation;
      sessions.lifetimeMs = given.sessionMs ?? sessions.lifetimeMs;
    },
    /** Every access token is over at once; refresh tokens stay. */
    'POST tokens/expire': () => sessions.expireAll(),
    /** A token and a refresh token as after a login in the browser. */
    'POST tokens/issue': ({ body }) => {
      const { scopes } = scopesBody.parse(body);
      const family = sessions.newFamily(scopes);
      return { accessToken: sessions.open(scopes, family).token, refreshToken: sessions.issueRefresh(family) };
    },
    'POST tokens/revoke': ({ body }) => {
      const { token } = z.strictObject({ token: z.string() }).parse(body);
      return { revoked: sessions.revoke(token) };
    },
  };
}
