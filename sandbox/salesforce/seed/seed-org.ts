import { type Book, type BookCompany } from '../../book/types.ts';
import { type Org } from '../org/org.ts';
import { addAccount } from './seed-accounts.ts';
import { addActivities } from './seed-activities.ts';
import { addCases } from './seed-cases.ts';
import { addContacts } from './seed-contacts.ts';
import { addOpportunities, addOpportunity } from './seed-opportunities.ts';
import { createSeeder, type Seeder } from './seeder.ts';
import { seedSetup } from './seed-setup.ts';

/** Turns the book into records of the org, one company at a time: a large book never lies in memory as a whole. `now` in milliseconds. */
export function seedOrg(org: Org, book: Book | null, now: number): void {
  const seeder = createSeeder(org);
  seedSetup(seeder, book?.owners ?? [], new Date(now).toISOString());
  if (book === null) return;
  for (const company of book.companies()) seedCompany(seeder, company);
  for (const deal of book.orphanDeals()) addOpportunity(seeder, deal, null);
}

function seedCompany(seeder: Seeder, company: BookCompany): void {
  const accountId = addAccount(seeder, company);
  const contacts = addContacts(seeder, company, accountId);
  addOpportunities(seeder, company, accountId, contacts);
  addCases(seeder, company, accountId, contacts);
  addActivities(seeder, company, accountId, contacts);
}
