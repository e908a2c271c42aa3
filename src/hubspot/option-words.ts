import type { Renewal, Ticket } from '../accounts/account.ts';
import type { FieldReader } from '../crm-fields/field-reader.ts';

/** HubSpot keeps both flags itself, from the stage: a moved or renamed stage needs no mapping. */
export function renewalStatus(fields: FieldReader): Renewal['status'] {
  if (fields.flag('hs_is_closed_won')) return 'won';
  return fields.flag('hs_is_closed') ? 'lost' : 'open';
}

const levels = ['LOW', 'MEDIUM', 'HIGH', 'URGENT'];
const priorities = { LOW: 'low', MEDIUM: 'normal', HIGH: 'high', URGENT: 'top' } as const;

/** The mapped value means top, and so does any standard level above it (URGENT where HIGH is mapped); an admin's own level without a mapping is unknown. */
export function ticketPriority(value: string | null, top: string): Ticket['priority'] {
  if (value === null) return null;
  if (value === top) return 'top';
  if (levels.includes(top) && levels.indexOf(value) > levels.indexOf(top)) return 'top';
  return isLevel(value) ? priorities[value] : null;
}

const isLevel = (value: string): value is keyof typeof priorities => value in priorities;
