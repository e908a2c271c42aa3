import { type BookCompany, type BookContact } from '../../book/types.ts';
import { fitText, type Seeder } from './seeder.ts';

type Role = NonNullable<BookContact['role']>;

/** The words of the org's own field. Its admin keeps administrators as influencers: no list of buying roles has a word for them. */
const ownWords: Readonly<Record<Role, string>> = {
  champion: 'Champion',
  sponsor: 'Executive Sponsor',
  admin: 'Influencer',
  user: 'End User',
};
/** Salesforce's standard roles know no champion. */
export const standardWords: Readonly<Record<Role, string>> = {
  champion: 'Other',
  sponsor: 'Executive Sponsor',
  admin: 'Influencer',
  user: 'Business User',
};

export interface SeededContact {
  readonly id: string;
  readonly role: Role | null;
  readonly email: string | null;
}

/** Adds the company's contacts with their relation to the account; returns them by the book's keys. */
export function addContacts(
  seeder: Seeder,
  company: BookCompany,
  accountId: string,
): ReadonlyMap<string, SeededContact> {
  const seeded = new Map<string, SeededContact>();
  for (const contact of company.contacts) {
    const dates = { createdAt: contact.createdAt, modifiedAt: contact.modifiedAt, deleted: contact.archived };
    const id = seeder.add('Contact', { ...dates, values: contactValues(seeder, company, contact, accountId) });
    seeder.add('AccountContactRelation', {
      ...dates,
      values: {
        AccountId: accountId,
        ContactId: id,
        Roles: contact.role === null ? null : standardWords[contact.role],
        IsDirect: true,
        IsActive: true,
      },
    });
    seeded.set(contact.key, { id, role: contact.role, email: contact.email });
  }
  return seeded;
}

function contactValues(seeder: Seeder, company: BookCompany, contact: BookContact, accountId: string) {
  const { fields, corporateCurrency } = seeder.org.profile;
  // a contact cannot be saved without a last name: imports put this in its place
  const lastName = contact.lastName ?? '[not provided]';
  return {
    AccountId: accountId,
    FirstName: contact.firstName,
    LastName: fitText(lastName, 80),
    Name: [contact.firstName, lastName].filter((part) => part !== null).join(' '),
    Email: contact.email,
    Title: contact.jobTitle,
    CurrencyIsoCode: corporateCurrency,
    OwnerId: seeder.ownerId(company.ownerKey),
    ...seeder.named(fields.contactRole, contact.role === null ? null : ownWords[contact.role]),
  };
}
