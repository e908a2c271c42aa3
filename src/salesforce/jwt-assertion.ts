import type { KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import type { SalesforceApp } from './token-exchange.ts';

/** An app that signs in with a certificate in place of a secret, as a user who is approved for it. */
export interface JwtApp extends Pick<SalesforceApp, 'loginUrl' | 'clientId'> {
  readonly username: string;
  /** RSA, of the certificate that the app holds in Salesforce. */
  readonly privateKey: KeyObject;
}

/** Salesforce takes assertions that end within five minutes, by its own clock: what ours may be ahead comes off. */
const lifetime = '3 minutes';

/** What stands for the user name and the secret in the JWT bearer flow: signed RS256, the one algorithm that Salesforce takes. */
export const signAssertion = ({ loginUrl, clientId, username, privateKey }: JwtApp): Promise<string> =>
  new SignJWT()
    .setProtectedHeader({ alg: 'RS256' })
    .setIssuer(clientId)
    .setSubject(username)
    .setAudience(audienceOf(loginUrl))
    .setExpirationTime(lifetime)
    .sign(privateKey);

/** Of sandbox and scratch orgs, whose own addresses Salesforce does not take as an audience everywhere. */
const testHosts = ['.sandbox.my.salesforce.com', '.scratch.my.salesforce.com'];

/** Salesforce knows two audiences, whatever the org's own address: Salesforce's command line chooses them by the same rule. A login on this machine is its own. */
export function audienceOf(loginUrl: string): string {
  const { origin, hostname } = new URL(loginUrl);
  if (!hostname.endsWith('.salesforce.com') && !hostname.endsWith('.force.com')) return origin;
  const isTest = hostname === 'test.salesforce.com' || testHosts.some((host) => hostname.endsWith(host));
  return isTest ? 'https://test.salesforce.com' : 'https://login.salesforce.com';
}
