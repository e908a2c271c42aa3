import type { PersonHealth } from '../../accounts/health.ts';
import { foreignText } from '../../messages/foreign-text.ts';
import type { Sentences } from '../../messages/sentences.ts';
import type { AccountHealth } from '../contract/account-health.ts';

export type ContactName = (contactId: string) => string | null;
type Explained = AccountHealth['people'][number];

/** A card is read in seconds: those who matter most, no directory. */
const listed = 8;
/** As the scorecard's power_user_silent. */
const silentFrom = 21;

/**
 * Power users first, then people who have gone silent, then the others; within each in the order of the assessment. People are called by their role unless
 * `nameOf` is given. A user who has neither name nor role, and is no power user, is left out: a row of "User" tells nothing.
 */
export const explainPeople = (
  people: readonly PersonHealth[],
  sentences: Sentences,
  nameOf: ContactName = () => null,
): readonly Explained[] =>
  people
    .map((person) => ({ ...person, name: nameIn(person, nameOf) }))
    .filter(({ powerUser, role, name }) => powerUser || name !== '' || (role !== null && role !== 'user'))
    .sort((a, b) => rank(a) - rank(b))
    .slice(0, listed)
    .map(({ name, powerUser, score, daysSinceActive, ...person }) => {
      const role = sentences.roleName(person.role);
      const sentence = sentences.person({ powerUser, daysSinceActive });
      return { label: name === '' ? role : name, role, powerUser, score, daysSinceActive, sentence };
    });

const nameIn = ({ contactId }: PersonHealth, nameOf: ContactName): string =>
  contactId === null ? '' : foreignText(nameOf(contactId) ?? '');

const rank = ({ powerUser, daysSinceActive }: PersonHealth): number => {
  if (powerUser) return 0;
  return daysSinceActive === null || daysSinceActive >= silentFrom ? 1 : 2;
};
