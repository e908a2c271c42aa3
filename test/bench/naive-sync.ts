import { Client } from '@hubspot/api-client';
import type { SandboxHubSpot } from '../helpers/sandbox-program.ts';

/**
 * What a first script does, in the official client's own words: all companies, each one's deals by association, every deal by id, one update for every
 * record. It needs our properties to exist, and scores nothing: all it costs is calls.
 */
export async function naiveSync({ url, accessToken }: SandboxHubSpot): Promise<void> {
  const { crm } = new Client({ basePath: url, accessToken });
  for (const company of await crm.companies.getAll(100, undefined, ['name'])) {
    const { results } = await crm.associations.v4.basicApi.getPage('companies', company.id, 'deals', undefined, 500);
    for (const { toObjectId } of results) {
      const deal = await crm.deals.basicApi.getById(String(toObjectId), ['amount', 'closedate']);
      await crm.deals.basicApi.update(deal.id, { properties: { renewal_health_score: '50' } });
    }
    await crm.companies.basicApi.update(company.id, { properties: { renewal_health_score: '50' } });
  }
}
