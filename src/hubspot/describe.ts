import { z } from 'zod';
import { connectionId } from '../accounts/ids.ts';
import type { Owner } from '../accounts/account.ts';
import type { CrmDescription, CrmField } from '../ports/crm.ts';
import { api, sizes } from './api.ts';
import { type Portal, type PropertiesByName, type PropertyType, readOptions } from './portal.ts';
import { properties } from './properties.ts';
import type { Transport } from './transport.ts';

const pipelineList = z.object({ results: z.array(z.object({ id: z.string(), label: z.string() })) });
const ownerPage = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      firstName: z.string().nullish(),
      lastName: z.string().nullish(),
      email: z.string().nullish(),
    }),
  ),
  paging: z.object({ next: z.object({ after: z.string() }).optional() }).optional(),
});

/** Asks HubSpot anew: eight calls, and one more per further hundred owners. What it learns serves the reads and the provisioning after it. */
export async function describePortal(transport: Transport, portal: Portal): Promise<CrmDescription> {
  portal.forget();
  // alone and first: a bad token costs one call, not eight
  const facts = await portal.facts();
  const [companies, deals, contacts, pipelines, owners, meetingTypes, ticketPriorities] = await Promise.all([
    portal.properties('companies'),
    portal.properties('deals'),
    portal.properties('contacts'),
    transport.call({ kind: 'read', method: 'GET', path: api.pipelines('deals') }, pipelineList),
    readOwners(transport),
    readOptions(transport, 'meetings', 'hs_activity_type'),
    readOptions(transport, 'tickets', 'hs_ticket_priority'),
  ]);
  return {
    connectionId: connectionId('hubspot', facts.portalId),
    // account-info names no company: the number is what people see in the address bar
    name: `HubSpot ${facts.portalId}`,
    timeZone: facts.timeZone,
    homeCurrency: facts.homeCurrency,
    fields: { account: fieldsOf(companies), renewal: fieldsOf(deals), contact: fieldsOf(contacts) },
    pipelines: pipelines.results,
    meetingTypes,
    ticketPriorities,
    owners,
  };
}

/** Our own results are left out: they are no material for the mapping that they come from. */
const ourNames = new Set([...properties.companies, ...properties.deals].map(({ name }) => name));

function fieldsOf(definitions: PropertiesByName): readonly CrmField[] {
  return [...definitions.values()].flatMap(({ name, label, type, options, hubspotDefined }) =>
    ourNames.has(name) ? [] : [{ name, label, type: fieldType[type], options, custom: !hubspotDefined }],
  );
}

const fieldType: Readonly<Record<PropertyType, CrmField['type']>> = {
  bool: 'boolean',
  date: 'date',
  datetime: 'datetime',
  enumeration: 'choice',
  number: 'number',
  phone_number: 'text',
  string: 'text',
};

async function readOwners(transport: Transport): Promise<readonly Owner[]> {
  const owners: Owner[] = [];
  let after: string | undefined;
  do {
    const query = { limit: String(sizes.page), ...(after === undefined ? {} : { after }) };
    const page = await transport.call({ kind: 'read', method: 'GET', path: api.owners(), query }, ownerPage);
    for (const { id, firstName, lastName, email } of page.results) {
      owners.push({ id, name: [firstName, lastName].filter(Boolean).join(' ') || (email ?? id) });
    }
    after = page.paging?.next?.after;
  } while (after !== undefined);
  return owners;
}
