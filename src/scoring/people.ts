import type { Contact } from '../accounts/account.ts';
import type { PersonHealth } from '../accounts/health.ts';
import type { AccountSnapshot } from './account-snapshot.ts';
import { dayOf } from './calendar.ts';
import { recentDays, type UsageRollUp, type UserUsage } from './usage.ts';

/** The list stays readable, and an account of ten thousand users stays storable: those who matter most come first. */
const longest = 200;

/**
 * The people of an account: everybody with usage in 90 days, and contacts in a named role without any. Power users first, then champions and sponsors, then
 * by score. A user is the contact whose e-mail is the usage key.
 */
export function peopleOf(snapshot: AccountSnapshot, usage: UsageRollUp): readonly PersonHealth[] {
  const median = medianActive(usage.users);
  const contacts = new Map(snapshot.contacts.map((contact) => [contact.email?.toLowerCase() ?? contact.id, contact]));
  const users = usage.users.map((user) => personOf(user, contacts.get(user.user), median, snapshot.todayNumber));
  const seen = new Set(users.map(({ user }) => user));
  const silent = [...contacts].filter(([key, { role }]) => role !== null && role !== 'user' && !seen.has(key));
  const people = [...users, ...silent.map(([key, contact]) => silentPerson(key, contact))];
  return people.sort(byImportance).slice(0, longest);
}

/** Decayed points of the account's median active user; of the median listed user when nobody was active in 30 days; null without users. */
function medianActive(users: readonly UserUsage[]): number | null {
  const active = users.filter(({ silentDays }) => silentDays < recentDays);
  const points = (active.length > 0 ? active : users).map((user) => user.decayedPoints).sort((a, b) => a - b);
  const [low, high] = [points[(points.length - 1) >> 1], points[points.length >> 1]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

/** The median active user scores 50, twice as much and more 100. A whole number: the decay is a power, whose last digit differs between processors. */
function userScore(decayedPoints: number, median: number | null): number {
  if (median === null || median === 0) return decayedPoints > 0 ? 100 : 0;
  return Math.round(Math.min(100, (50 * decayedPoints) / median));
}

function personOf(user: UserUsage, contact: Contact | undefined, median: number | null, today: number): PersonHealth {
  return {
    contactId: contact?.id ?? null,
    user: user.user,
    role: contact?.role ?? null,
    powerUser: user.power,
    score: userScore(user.decayedPoints, median),
    lastActive: dayOf(today - user.silentDays),
    daysSinceActive: user.silentDays,
  };
}

const silentPerson = (user: string, { id, role }: Contact): PersonHealth => ({
  contactId: id,
  user,
  role,
  powerUser: false,
  score: null,
  lastActive: null,
  daysSinceActive: null,
});

function byImportance(a: PersonHealth, b: PersonHealth): number {
  return rank(b) - rank(a) || (b.score ?? -1) - (a.score ?? -1) || (a.user < b.user ? -1 : a.user > b.user ? 1 : 0);
}
const rank = ({ powerUser, role }: PersonHealth): number =>
  (powerUser ? 2 : 0) + (role === 'champion' || role === 'sponsor' ? 1 : 0);
