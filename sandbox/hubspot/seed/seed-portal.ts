import { type Book, type BookCompany } from '../../book/types.ts';
import { type Portal } from '../portal/portal.ts';
import { addCompany, mergeCompanies } from './seed-companies.ts';
import { addContacts } from './seed-contacts.ts';
import { addDeal, addDeals, mergeDeals } from './seed-deals.ts';
import { addInteractions } from './seed-interactions.ts';
import { createSeeder, type Seeder } from './seeder.ts';
import { addTickets } from './seed-tickets.ts';

/** Turns the book into records, owners and associations of the portal, one company at a time: a large book never lies in memory as a whole. */
export function seedPortal(portal: Portal, book: Book): void {
  const seeder = createSeeder(portal);
  book.owners.forEach((owner, at) => seeder.addOwner(owner, at));
  for (const company of book.companies()) seedCompany(seeder, company);
  for (const deal of book.orphanDeals()) addDeal(seeder, deal);
  mergeCompanies(seeder);
  mergeDeals(seeder);
}

function seedCompany(seeder: Seeder, company: BookCompany): void {
  const companyId = addCompany(seeder, company);
  const contactIds = addContacts(seeder, company, companyId);
  addDeals(seeder, company, companyId, contactIds);
  addTickets(seeder, company, companyId, contactIds);
  addInteractions(seeder, company, companyId, contactIds);
}
