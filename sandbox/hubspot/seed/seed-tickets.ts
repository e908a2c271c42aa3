import { type BookCompany } from '../../book/types.ts';
import { type Seeder } from './seeder.ts';

const closedStage = '4';
const newStage = '1';
const waitingOnUs = '3';

/** Adds the company's tickets with their links to the company and the contact who asked. */
export function addTickets(
  seeder: Seeder,
  company: BookCompany,
  companyId: string,
  contactIds: ReadonlyMap<string, string>,
): void {
  for (const ticket of company.tickets) {
    const id = seeder.add('tickets', {
      createdAt: ticket.createdAt,
      modifiedAt: ticket.modifiedAt,
      properties: {
        subject: ticket.subject,
        hs_pipeline: '0',
        hs_pipeline_stage: ticket.closedAt === null ? openStage(ticket.priority) : closedStage,
        hs_ticket_priority: ticket.priority.toUpperCase(),
        closed_date: ticket.closedAt,
        hubspot_owner_id: seeder.ownerId(company.ownerKey),
      },
    });
    seeder.link('tickets', id, 'companies', companyId, true);
    const contactId = ticket.contactKey === null ? undefined : contactIds.get(ticket.contactKey);
    if (contactId !== undefined) seeder.link('tickets', id, 'contacts', contactId);
  }
}

const openStage = (priority: string): string => (priority === 'low' ? newStage : waitingOnUs);
