/** Ids that could be swapped by mistake are branded; nothing else is. A record id is the CRM's own and is always used with its ConnectionId. */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** `hubspot:<portalId>` or `salesforce:<orgId>`: the tenant everywhere. */
export type ConnectionId = Branded<'ConnectionId'>;
/** HubSpot company id or Salesforce Account id. */
export type AccountId = Branded<'AccountId'>;
/** HubSpot deal id or Salesforce Opportunity id. */
export type RenewalId = Branded<'RenewalId'>;

export const connectionId = (crm: CrmName, tenant: string): ConnectionId => `${crm}:${tenant}` as ConnectionId;
/** Null for text that names no connection. */
export function parseConnectionId(text: string): ConnectionId | null {
  const [, crm, tenant] = /^(hubspot|salesforce):(.+)$/.exec(text) ?? [];
  return crm === undefined || tenant === undefined ? null : connectionId(crm as CrmName, tenant);
}
export const crmOf = (id: ConnectionId): CrmName => (id.startsWith('salesforce:') ? 'salesforce' : 'hubspot');
export const accountId = (id: string): AccountId => id as AccountId;
export const renewalId = (id: string): RenewalId => id as RenewalId;

export type CrmName = 'hubspot' | 'salesforce';
