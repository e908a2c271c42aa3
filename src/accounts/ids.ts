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
export const accountId = (id: string): AccountId => id as AccountId;
export const renewalId = (id: string): RenewalId => id as RenewalId;

export type CrmName = 'hubspot' | 'salesforce';
