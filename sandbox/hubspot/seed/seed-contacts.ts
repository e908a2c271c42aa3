import { type BookCompany, type BookContact } from '../../book/types.ts';
import { type Seeder } from './seeder.ts';

const buyingRoles: Readonly<Record<NonNullable<BookContact['role']>, string>> = {
  champion: 'CHAMPION',
  sponsor: 'EXECUTIVE_SPONSOR',
  admin: 'INFLUENCER',
  user: 'END_USER',
};

/** Adds the company's contacts; returns their record ids by the book's keys. */
export function addContacts(seeder: Seeder, company: BookCompany, companyId: string): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  for (const contact of company.contacts) {
    const id = seeder.add('contacts', {
      createdAt: contact.createdAt,
      modifiedAt: contact.modifiedAt,
      archived: contact.archived,
      properties: {
        firstname: contact.firstName,
        lastname: contact.lastName,
        email: contact.email,
        jobtitle: contact.jobTitle,
        hs_buying_role: contact.role === null ? null : buyingRoles[contact.role],
        hubspot_owner_id: seeder.ownerId(company.ownerKey),
      },
    });
    ids.set(contact.key, id);
    seeder.link('contacts', id, 'companies', companyId, true);
  }
  return ids;
}
