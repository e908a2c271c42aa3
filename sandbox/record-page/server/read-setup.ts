import { z } from 'zod';
import { type CrmDoor } from './crm-door.ts';
import { type HubSpotApp } from './extensions.ts';

export interface DemoUser {
  readonly id: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  /** `no_access`: HubSpot does not let this user see the record's values. */
  readonly role: 'account_manager' | 'no_access';
}

/** What the page knows before it asks for any record. */
export interface Setup {
  readonly portalId: number;
  readonly timeZone: string;
  readonly currency: string;
  readonly domain: string;
  readonly appId: number;
  readonly appName: string;
  readonly variables: HubSpotApp['variables'];
  readonly users: readonly DemoUser[];
  readonly extensions: readonly {
    readonly id: string;
    readonly kind: string;
    readonly name: string;
    readonly location: string;
    readonly objectTypes: readonly string[];
    readonly isBuilt: boolean;
  }[];
}

const details = z.object({
  portalId: z.number(),
  timeZone: z.string(),
  companyCurrency: z.string(),
  uiDomain: z.string(),
});
const owners = z.object({
  results: z.array(
    z.object({ userId: z.number().optional(), email: z.string(), firstName: z.string(), lastName: z.string() }),
  ),
});

/** Throws when the CRM does not answer: without it there is nothing to show. */
export async function readSetup(crm: CrmDoor, app: HubSpotApp, appId: number): Promise<Setup> {
  const portal = details.parse(await read(crm, '/account-info/v3/details'));
  const { results } = owners.parse(await read(crm, '/crm/v3/owners?limit=1'));
  return {
    portalId: portal.portalId,
    timeZone: portal.timeZone,
    currency: portal.companyCurrency,
    domain: portal.uiDomain,
    appId,
    appName: app.name,
    variables: app.variables,
    users: demoUsers(results[0]),
    extensions: app.extensions.map(({ bundle, ...shown }) => ({ ...shown, isBuilt: bundle !== null })),
  };
}

/** An empty portal has no owner: the demo then signs in as its admin. */
function demoUsers(owner: z.infer<typeof owners>['results'][number] | undefined): readonly DemoUser[] {
  const { userId = 9_000_001, email = 'admin@example.com', firstName = 'Portal', lastName = 'Admin' } = owner ?? {};
  return [
    { id: userId, email, firstName, lastName, role: 'account_manager' },
    { id: 9_000_999, email: 'no.access@example.com', firstName: 'Noah', lastName: 'Guest', role: 'no_access' },
  ];
}

async function read(crm: CrmDoor, path: string): Promise<unknown> {
  const { status, body } = await crm.ask('GET', path, '');
  if (status !== 200) throw new Error(`The CRM answered ${status} to GET ${path}`);
  return JSON.parse(body);
}
