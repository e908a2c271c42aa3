import type { Contact } from '../../accounts/account.ts';
import { evidence } from '../evidence.ts';
import type { GateCheck } from '../gate.ts';
import type { UserUsage } from '../usage.ts';

/**
 * A power user has stopped. The facts name the one who did most in the 90 days. While another power user is active it only keeps the tier from commit; when
 * none is left, nobody there depends on the product any more. While the source of usage is silent, nobody is known to be.
 */
export const powerUserSilent: GateCheck<'power_user_silent'> = {
  id: 'power_user_silent',
  check: ({ snapshot, usage, card }) => {
    if (usage.heard !== 'current') return null;
    const power = usage.users.filter((user) => user.power);
    const silent = power.filter(({ silentDays }) => silentDays >= card.powerUser.silentDays);
    const main = silent.reduce<UserUsage | undefined>(busier, undefined);
    if (main === undefined) return null;
    const othersActive = power.length - silent.length;
    const contactId = snapshot.contacts.find((contact) => isUser(contact, main.user))?.id ?? null;
    return {
      id: 'power_user_silent',
      caps: othersActive === 0 ? 'at_risk' : 'best_case',
      facts: { days: main.silentDays, silent: silent.length, othersActive, contactId },
      evidence: evidence('usage', power.length, usage.newest),
    };
  },
};

/** The first of equals: users come in order of their key. */
const busier = (best: UserUsage | undefined, user: UserUsage): UserUsage =>
  best === undefined || user.points > best.points ? user : best;

const isUser = (contact: Contact, user: string): boolean => contact.email?.toLowerCase() === user;
