import { type Reply } from './call.ts';
import { type Tokens } from './tokens.ts';

export const consentPath = '/oauth/authorize';

/** Where HubSpot asks an administrator whether the app may be installed. Here everybody agrees at once, and the browser goes back with a code. */
export function answerConsent(tokens: Tokens, query: URLSearchParams): Reply {
  const redirectUri = query.get('redirect_uri') ?? '';
  const known = query.get('client_id') === tokens.app.clientId && URL.canParse(redirectUri);
  if (!known) return { status: 400, body: { status: 'error', message: 'unknown client id or redirect address' } };
  const back = new URL(redirectUri);
  back.searchParams.set('code', tokens.consent({ redirectUri, challenge: query.get('code_challenge') ?? '' }));
  const state = query.get('state');
  if (state !== null) back.searchParams.set('state', state);
  return { status: 302, headers: { location: back.toString() } };
}
