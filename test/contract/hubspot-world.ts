import type { Timers } from '../../src/common/timers.ts';
import { createHubSpotGateway } from '../../src/hubspot/gateway.ts';
import { type HubSpotSandbox, startHubSpotSandbox } from '../../sandbox/hubspot/start.ts';
import type { CrmFault, CrmWorld } from './crm-world.ts';

type SandboxOptions = NonNullable<Parameters<typeof startHubSpotSandbox>[0]>;
type GatewayOptions = Partial<Parameters<typeof createHubSpotGateway>[0]>;

/** The sandbox's "default" portal and what its admin would choose. */
export const defaultMapping = {
  account: {
    externalKey: 'customer_number',
    acv: 'annual_contract_value',
    seats: 'seats_purchased',
    contractStart: 'contract_start',
    contractEnd: 'contract_end',
  },
  renewal: { rule: { pipelineIds: ['75438211'], fields: [] }, renewalDate: 'renewal_date', arr: 'arr' },
  contact: { role: 'hs_buying_role' },
  review: { titleWords: ['qbr', 'business review'], meetingTypes: ['Business review'] },
  topPriority: 'URGENT',
};

/** Waits a thousandth of the time: a test that is told to wait ten seconds waits ten milliseconds. */
export const hurriedTimers: Timers = {
  now: () => performance.now() * 1000,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms / 1000)),
};

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly fields: Readonly<Record<string, unknown>>;
  readonly message: string;
}

export interface Control {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
}

export interface HubSpotWorld extends CrmWorld {
  readonly sandbox: HubSpotSandbox;
  readonly control: Control;
  readonly logged: readonly LogLine[];
  /** Plans a fault for calls whose route contains `route`. */
  plan(route: string, fault: object, options?: { readonly times?: number; readonly mentions?: string }): Promise<void>;
}

/** A HubSpot sandbox on loopback and a gateway to it. Rate limits are off unless asked for: time is hurried. */
export async function openHubSpotWorld(
  sandboxOptions: SandboxOptions = {},
  gatewayOptions: GatewayOptions = {},
): Promise<HubSpotWorld> {
  const sandbox = await startHubSpotSandbox({ limits: false, ...sandboxOptions });
  const control = createControl(sandbox.controlUrl);
  const logged: LogLine[] = [];
  const log = (level: LogLine['level']) => (fields: LogLine['fields'], message: string) => {
    logged.push({ level, fields, message });
  };
  const gateway = createHubSpotGateway({
    accessToken: sandbox.accessToken,
    baseUrl: sandbox.url,
    clock: { now: () => new Date() },
    logger: { info: log('info'), warn: log('warn'), error: log('error') },
    timeoutMs: 10_000,
    timers: hurriedTimers,
    ...gatewayOptions,
  });
  return { gateway, mapping: defaultMapping, sandbox, control, logged, ...hands(sandbox, control) };
}

export function createControl(url: string): Control {
  const ask = async (path: string, init: RequestInit): Promise<unknown> => {
    const response = await fetch(`${url}/${path}`, init);
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${text}`);
    return text === '' ? {} : JSON.parse(text);
  };
  return {
    get: <T>(path: string) => ask(path, {}) as Promise<T>,
    post: <T>(path: string, body: unknown = {}) =>
      ask(path, { method: 'POST', body: JSON.stringify(body) }) as Promise<T>,
  };
}

const objectOf = {
  account: 'companies',
  renewal: 'deals',
  contact: 'contacts',
  ticket: 'tickets',
  interaction: 'meetings',
};
const nameOf = {
  account: 'name',
  renewal: 'dealname',
  contact: 'lastname',
  ticket: 'subject',
  interaction: 'hs_meeting_title',
};
const startsWith = {
  account: {},
  renewal: { pipeline: '75438211', dealstage: '144001210' },
  contact: {},
  ticket: { hs_pipeline: '0', hs_pipeline_stage: '1' },
  interaction: { hs_meeting_start_time: '2026-10-01T09:00:00.000Z', hs_timestamp: '2026-10-01T09:00:00.000Z' },
};

const bare = (id: string): string => id.replace('meeting:', '');
const pause = () => new Promise((resolve) => setTimeout(resolve, 2));

function hands(
  sandbox: HubSpotSandbox,
  control: Control,
): Omit<HubSpotWorld, 'gateway' | 'mapping' | 'sandbox' | 'control' | 'logged'> {
  const add: CrmWorld['add'] = async (type, name, accountIds = []) => {
    const properties = { [nameOf[type]]: name, ...startsWith[type] };
    const { id } = await control.post<{ id: string }>('records/create', { objectType: objectOf[type], properties });
    for (const [index, accountId] of accountIds.entries()) {
      const [from, to] = [
        { objectType: objectOf[type], id },
        { objectType: 'companies', id: accountId },
      ];
      await control.post('records/associate', { from, to, primary: index === 0 && type !== 'interaction' });
    }
    return type === 'interaction' ? `meeting:${id}` : id;
  };
  const linking =
    (verb: 'associate' | 'dissociate'): CrmWorld['link'] =>
    async (type, id, accountId) => {
      const [from, to] = [
        { objectType: objectOf[type], id: bare(id) },
        { objectType: 'companies', id: accountId },
      ];
      await control.post(`records/${verb}`, { from, to });
    };
  const plan: HubSpotWorld['plan'] = async (route, fault, { times, mentions } = {}) => {
    const match = { route, ...(mentions === undefined ? {} : { mentions }) };
    await control.post('faults', [{ match, fault, ...(times === undefined ? {} : { times }) }]);
  };
  return {
    now: async () => {
      await pause();
      const { now } = await control.get<{ now: string }>('clock');
      await pause();
      return now;
    },
    add,
    addOtherDeal: async (name) => {
      const properties = { dealname: name, pipeline: 'default', dealstage: 'qualifiedtobuy' };
      return (await control.post<{ id: string }>('records/create', { objectType: 'deals', properties })).id;
    },
    rename: async (type, id, name) => {
      await control.post('records/patch', { objectType: objectOf[type], id, properties: { [nameOf[type]]: name } });
    },
    link: linking('associate'),
    unlink: linking('dissociate'),
    remove: async (type, id) => {
      await control.post('records/archive', { objectType: objectOf[type], id: bare(id) });
    },
    merge: async (type, loser, survivor) => {
      const body = { objectType: objectOf[type], primary: survivor, other: loser };
      return (await control.post<{ id: string }>('records/merge', body)).id;
    },
    shown: async (type, id) => {
      const path = `record?objectType=${objectOf[type]}&id=${id}`;
      const { properties } = await control.get<{ properties: Record<string, string> }>(path);
      return Object.fromEntries(Object.entries(properties).filter(([name]) => name.startsWith('renewal_')));
    },
    refuse: async (type, id) => {
      const property = type === 'account' ? 'phone' : 'description';
      await control.post('required', { objectType: objectOf[type], id, property, fails: 'batch' });
    },
    loseAnswer: async (type, id, fate) => {
      const fault = fate === 'applied' ? { kind: 'apply_then', then: 'reset' } : { kind: 'reset' };
      await plan(`${objectOf[type]}/batch/update`, fault, { times: 1, mentions: id });
    },
    removeMappedField: async () => {
      await control.post('properties/delete', { objectType: 'companies', name: 'seats_purchased' });
      return 'seats_purchased';
    },
    takeOurName: async () => {
      const body = {
        name: 'renewal_tier',
        label: 'Tier',
        groupName: 'dealinformation',
        type: 'string',
        fieldType: 'text',
      };
      const headers = { authorization: `Bearer ${sandbox.accessToken}`, 'content-type': 'application/json' };
      const url = `${sandbox.url}/crm/properties/2026-09/deals`;
      await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
      return 'renewal_tier';
    },
    breakReads: (fault) => breakReads(control, plan, fault),
    plan,
    close: sandbox.close,
  };
}

async function breakReads(control: Control, plan: HubSpotWorld['plan'], { code }: CrmFault): Promise<void> {
  const route = 'objects/2026-09/contacts';
  if (code === 'token_revoked') return control.post('token/revoke');
  if (code === 'missing_scope') {
    return control.post('scopes', { remove: ['crm.objects.contacts.read'] });
  }
  const faults: Readonly<Record<string, object>> = {
    daily_limit: { kind: 'rate_limit', policy: 'DAILY' },
    rate_limited: { kind: 'rate_limit', policy: 'TEN_SECONDLY_ROLLING', retryAfter: 1 },
    server_error: { kind: 'server_error' },
    timeout: { kind: 'status', status: 408 },
    unreachable: { kind: 'reset' },
  };
  await plan(route, faults[code] ?? {});
}
