import { type BookCompany } from '../../book/types.ts';
import { applyMerged } from './merged-records.ts';
import { type Seeder } from './seeder.ts';

/** Adds the company's record and returns its id. Usage, billing and surveys stay out: they reach the product by its signal files. */
export function addCompany(seeder: Seeder, company: BookCompany): string {
  const { fields } = seeder.portal.profile;
  const id = seeder.add('companies', {
    createdAt: company.createdAt,
    modifiedAt: company.modifiedAt,
    archived: company.lifecycle === 'archived',
    properties: {
      name: company.name,
      domain: company.domain,
      website: company.domain === null ? null : `https://www.${company.domain}`,
      country: company.country,
      industry: company.industry,
      lifecyclestage: 'customer',
      hubspot_owner_id: seeder.ownerId(company.ownerKey),
      annualrevenue: company.acv === null ? null : Math.round(company.acv * 180),
      ...named(fields.customerNumber, company.key),
      ...named(fields.contractStart, company.contractStart),
      ...named(fields.contractEnd, company.contractEnd),
      ...named(fields.seats, company.seats),
      ...named(fields.contractValue, company.acv),
    },
  });
  seeder.companyIds.set(company.key, id);
  if (company.mergedInto !== null) seeder.merges.push({ type: 'companies', oldId: id, into: company.mergedInto });
  return id;
}

/** The property for a fact, where this portal has one. */
export const named = (
  name: string | undefined,
  value: string | number | null,
): Record<string, string | number | null> => (name === undefined ? {} : { [name]: value });

export const mergeCompanies = (seeder: Seeder): void => applyMerged(seeder, 'companies', seeder.companyIds);
