import type { ContactRole, Renewal, Ticket } from '../accounts/account.ts';
import type { FieldReader } from './field-reader.ts';

/** HubSpot keeps both flags itself, from the stage: a moved or renamed stage needs no mapping. */
export function renewalStatus(fields: FieldReader): Renewal['status'] {
  if (fields.flag('hs_is_closed_won')) return 'won';
  return fields.flag('hs_is_closed') ? 'lost' : 'open';
}

const roleWords: readonly (readonly [ContactRole, readonly string[]])[] = [
  ['champion', ['champion', 'fürsprecher', 'hauptansprechpartner', 'main contact']],
  ['sponsor', ['sponsor', 'decision_maker', 'decision maker', 'budget_holder', 'budget holder', 'entscheider']],
  ['admin', ['admin']],
  ['user', ['user', 'nutzer', 'anwender']],
];

/** The first role, in the order of its weight for a renewal, that a value holds: HubSpot's buying roles ("CHAMPION;END_USER") or an admin's own words. */
export function contactRole(value: string | null): ContactRole | null {
  const words = value?.toLowerCase().split(';') ?? [];
  const found = roleWords.find(([, parts]) => words.some((word) => parts.some((part) => word.includes(part))));
  return found?.[0] ?? null;
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
