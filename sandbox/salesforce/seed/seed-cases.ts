import { type BookCompany, type BookTicket } from '../../book/types.ts';
import { type SeededContact } from './seed-contacts.ts';
import { type Seeder } from './seeder.ts';

/** The standard levels, and the one above them that the org's admin added. */
const priorities: Readonly<Record<BookTicket['priority'], string>> = {
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  urgent: 'Critical',
};

/** Adds the company's tickets as cases, with the contact who asked. */
export function addCases(
  seeder: Seeder,
  company: BookCompany,
  accountId: string,
  contacts: ReadonlyMap<string, SeededContact>,
): void {
  for (const ticket of company.tickets) {
    seeder.add('Case', {
      createdAt: ticket.createdAt,
      modifiedAt: ticket.modifiedAt,
      values: {
        CaseNumber: String(seeder.org.table('Case').made + 1).padStart(8, '0'),
        AccountId: accountId,
        ContactId: ticket.contactKey === null ? null : (contacts.get(ticket.contactKey)?.id ?? null),
        Subject: ticket.subject,
        Status: ticket.closedAt !== null ? 'Closed' : ticket.priority === 'low' ? 'New' : 'Working',
        Priority: priorities[ticket.priority],
        Origin: 'Web',
        IsClosed: ticket.closedAt !== null,
        ClosedDate: ticket.closedAt,
        CurrencyIsoCode: seeder.org.profile.corporateCurrency,
        OwnerId: seeder.ownerId(company.ownerKey),
      },
    });
  }
}
