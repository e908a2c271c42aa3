import { createSalesforceGateway } from '../../src/salesforce/gateway.ts';
import { type SalesforceSandbox, startSalesforceSandbox } from '../../sandbox/salesforce/start.ts';
import { createControl, type Control, hurriedTimers, type LogLine } from './hubspot-world.ts';
import type { CrmFault, CrmWorld } from './crm-world.ts';

type SandboxOptions = NonNullable<Parameters<typeof startSalesforceSandbox>[0]>;
type GatewayOptions = Partial<Parameters<typeof createSalesforceGateway>[0]>;

/** The sandbox's "default" org and what its admin would choose. */
export const salesforceMapping = {
  account: {
    externalKey: 'AccountNumber',
    acv: 'Annual_Contract_Value__c',
    seats: 'Seats_Purchased__c',
    contractStart: 'Contract_Start__c',
    contractEnd: 'Contract_End__c',
  },
  renewal: {
    rule: { pipelineIds: [], fields: [{ field: 'Type', values: ['Existing Customer - Renewal'] }] },
    renewalDate: 'Renewal_Date__c',
    arr: 'ARR__c',
  },
  contact: { role: 'Contact_Role__c' },
  review: { titleWords: ['qbr', 'business review'], meetingTypes: ['Business review'] },
  topPriority: 'Critical',
};

export interface SalesforceWorld extends CrmWorld {
  readonly gateway: ReturnType<typeof createSalesforceGateway>;
  readonly sandbox: SalesforceSandbox;
  readonly control: Control;
  readonly logged: readonly LogLine[];
  /** Plans a fault for calls whose route contains `route`. */
  plan(route: string, fault: object, options?: { readonly times?: number; readonly mentions?: string }): Promise<void>;
  /** The org's own count of calls by route. */
  calls(): Promise<{ readonly total: number; readonly byRoute: Readonly<Record<string, number>> }>;
}

/** A Salesforce sandbox on loopback and a gateway to it; time is hurried. */
export async function openSalesforceWorld(
  sandboxOptions: SandboxOptions = {},
  gatewayOptions: GatewayOptions = {},
): Promise<SalesforceWorld> {
  const sandbox = await startSalesforceSandbox(sandboxOptions);
  const control = createControl(sandbox.controlUrl);
  const logged: LogLine[] = [];
  const log = (level: LogLine['level']) => (fields: LogLine['fields'], message: string) => {
    logged.push({ level, fields, message });
  };
  const gateway = createSalesforceGateway({
    access: { by: 'client_credentials', loginUrl: sandbox.url, ...sandbox.oauth },
    logger: { info: log('info'), warn: log('warn'), error: log('error') },
    timeoutMs: 10_000,
    timers: hurriedTimers,
    ...gatewayOptions,
  });
  return { gateway, mapping: salesforceMapping, sandbox, control, logged, ...hands(sandbox, control) };
}

const objectOf = {
  account: 'Account',
  renewal: 'Opportunity',
  contact: 'Contact',
  ticket: 'Case',
  interaction: 'Event',
} as const;
const nameOf = { account: 'Name', renewal: 'Name', contact: 'LastName', ticket: 'Subject', interaction: 'Subject' };
const accountField = { renewal: 'AccountId', contact: 'AccountId', ticket: 'AccountId', interaction: 'WhatId' };
const deal = { StageName: 'Prospecting', CloseDate: '2027-03-01' };
const startsWith = {
  account: {},
  renewal: { ...deal, Type: 'Existing Customer - Renewal' },
  contact: {},
  ticket: { Status: 'New' },
  interaction: { StartDateTime: '2026-10-01T09:00:00.000Z', EndDateTime: '2026-10-01T09:30:00.000Z' },
};

function hands(
  sandbox: SalesforceSandbox,
  control: Control,
): Omit<SalesforceWorld, 'gateway' | 'mapping' | 'sandbox' | 'control' | 'logged'> {
  const create = async (object: string, values: object) =>
    (await control.post<{ id: string }>('records/create', { object, values })).id;
  const patch = (object: string, id: string, values: object) => control.post('records/patch', { object, id, values });
  const plan: SalesforceWorld['plan'] = async (route, fault, { times, mentions } = {}) => {
    const match = { route, ...(mentions === undefined ? {} : { mentions }) };
    await control.post('faults', [{ match, fault, ...(times === undefined ? {} : { times }) }]);
  };
  return {
    // the org keeps whole seconds
    now: async () => (await control.post<{ now: string }>('clock', { advanceMs: 2_000 })).now,
    add: (type, name, [account] = []) => {
      const above = type === 'account' || account === undefined ? {} : { [accountField[type]]: account };
      return create(objectOf[type], { ...startsWith[type], [nameOf[type]]: name, ...above });
    },
    addOtherDeal: (name) => create('Opportunity', { ...deal, Name: name, Type: 'New Customer' }),
    rename: async (type, id, name) => {
      await patch(objectOf[type], id, { Name: name });
    },
    link: async (type, id, accountId) => {
      await patch(objectOf[type], id, { [accountField[type]]: accountId });
    },
    unlink: async (type, id) => {
      await patch(objectOf[type], id, { [accountField[type]]: null });
    },
    remove: async (type, id) => {
      await control.post('records/delete', { object: objectOf[type], id });
    },
    merge: async (type, loser, survivor) => {
      await control.post('records/merge', { object: objectOf[type], master: survivor, losers: [loser] });
      return survivor;
    },
    shown: async (_, id) => {
      const record = await control.get<Readonly<Record<string, unknown>>>(`record?id=${id}`);
      const ours = Object.entries(record).filter(([name]) => /^Renewal_.*__c$/.test(name) && name in record);
      const filled = ours.filter(([, value]) => value !== null && value !== false);
      return Object.fromEntries(filled.map(([name, value]) => [productName(name), String(value)]));
    },
    refuse: async (type, id) => {
      const [object, field] = [objectOf[type], 'Description'];
      await patch(object, id, { [field]: 'frozen' });
      await control.post('validations', { object, field, refuses: 'frozen', message: 'This record is frozen.' });
    },
    loseAnswer: async (_, id, fate) => {
      const fault = fate === 'applied' ? { kind: 'apply_then', then: 'reset' } : { kind: 'reset' };
      await plan('composite/sobjects', fault, { times: 1, mentions: id });
    },
    removeMappedField: async () => {
      await control.post('fields/delete', { object: 'Account', field: 'Seats_Purchased__c' });
      return 'Seats_Purchased__c';
    },
    takeOurName: async () => {
      const object = 'Opportunity';
      await control.post('fields/delete', { object, field: 'Renewal_Tier__c' });
      await control.post('fields/rename', { object, field: 'NextStep', to: 'Renewal_Tier__c' });
      return 'Renewal_Tier__c';
    },
    breakReads: (fault) => breakReads(plan, fault),
    plan,
    calls: () => control.get('calls'),
    close: sandbox.close,
  };
}

/** Renewal_Tier__c is renewal_tier. */
const productName = (name: string): string => name.replace(/__c$/, '').toLowerCase();

async function breakReads(plan: SalesforceWorld['plan'], { code }: CrmFault): Promise<void> {
  const hidden = [{ errorCode: 'INVALID_TYPE', message: "sObject type 'Contact' is not supported." }];
  const faults: Readonly<Record<string, object>> = {
    token_revoked: { kind: 'invalid_session' },
    missing_scope: { kind: 'status', status: 400, body: hidden },
    daily_limit: { kind: 'request_limit', limit: 'daily' },
    rate_limited: { kind: 'request_limit', limit: 'concurrent' },
    server_error: { kind: 'server_error' },
    timeout: { kind: 'status', status: 408 },
    unreachable: { kind: 'reset' },
  };
  await plan('query', faults[code] ?? {});
}

/** Any number of records through the org's own API, 200 a call. */
export async function createMany(
  { url, oauth }: SalesforceSandbox,
  object: 'Account' | 'Contact',
  count: number,
): Promise<string[]> {
  const grant = { grant_type: 'client_credentials', client_id: oauth.clientId, client_secret: oauth.clientSecret };
  const answer = await fetch(`${url}/services/oauth2/token`, { method: 'POST', body: new URLSearchParams(grant) });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const ids: string[] = [];
  for (let made = 0; made < count; made += 200) {
    const records = Array.from({ length: Math.min(200, count - made) }, (_, index) => ({
      attributes: { type: object },
      [object === 'Account' ? 'Name' : 'LastName']: String(made + index),
    }));
    const response = await fetch(`${url}/services/data/v66.0/composite/sobjects`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ allOrNone: false, records }),
    });
    ids.push(...((await response.json()) as { id: string }[]).map(({ id }) => id));
  }
  return ids;
}
