import type { Interaction, Ticket } from '../accounts/account.ts';

const levels = ['low', 'medium', 'high', 'critical'] as const;
const priorities = { low: 'low', medium: 'normal', high: 'high', critical: 'top' } as const;
const isLevel = (value: string): value is keyof typeof priorities => value in priorities;

/** The mapped value means top, and so does any standard level above it; an admin's own level without a mapping is unknown. */
export function casePriority(value: string | null, top: string): Ticket['priority'] {
  if (value === null) return null;
  if (value === top) return 'top';
  const [level, topLevel] = [value.toLowerCase(), top.toLowerCase()];
  if (!isLevel(level)) return null;
  if (isLevel(topLevel) && levels.indexOf(level) > levels.indexOf(topLevel)) return 'top';
  return priorities[level];
}

const outcomeWords: readonly (readonly [Interaction['outcome'], RegExp])[] = [
  ['no_show', /no.?show|nicht erschienen|absent|ausgefallen/i],
  ['canceled', /cancel|abgesagt|storn/i],
  ['not_reached', /no answer|not reached|voice ?mail|left message|busy|nicht erreicht|mailbox|besetzt/i],
  ['held', /complet|held|done|connected|stattgefunden|durchgeführt|erreicht|erledigt/i],
  ['scheduled', /schedul|planned|geplant|verschoben/i],
];

/** What an admin's own words for the result of a meeting or call mean; null for words of another kind. */
export const outcomeOf = (value: string): Interaction['outcome'] | null =>
  outcomeWords.find(([, words]) => words.test(value))?.[0] ?? null;

/** Salesforce has no field for what became of a meeting: admins add a choice that is called result or outcome. */
export const saysOutcome = (text: string): boolean => /outcome|result|ergebnis/i.test(text);
