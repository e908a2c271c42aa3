import type { ContactRole } from '../accounts/account.ts';

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
