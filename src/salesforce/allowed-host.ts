import { CrmError } from '../ports/crm.ts';

const salesforceHosts = ['.salesforce.com', '.force.com'];
const loopback = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * The origin of an address that may receive a token: https on a host of Salesforce. A login on this machine may name this machine, the sandbox org. Anything
 * else is refused: a forged answer could otherwise have the token sent to an address of its choice. Throws CrmError.
 */
export function allowedOrigin(address: string, loginUrl: string): string {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url !== null && (isSalesforce(url) || (isLocal(url) && isLocal(new URL(loginUrl))))) return url.origin;
  const details = { crm: 'salesforce', host: url?.host ?? '', reason: 'foreign_host' };
  throw new CrmError('auth', 'refused_by_crm', { details });
}

const isSalesforce = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' && salesforceHosts.some((host) => hostname.endsWith(host));
const isLocal = ({ hostname }: URL): boolean => loopback.has(hostname);
