import { type Blueprint } from './blueprint.ts';
import { instant } from './days.ts';
import { type Identity } from './identity.ts';
import { personName } from './person-names.ts';
import { phrasesIn } from './phrases.ts';
import { type Random, randomStream } from './random.ts';
import { type BookContact } from './types.ts';

type Role = NonNullable<BookContact['role']>;

/** `live` contacts plus those the CRM has archived. The first is the champion, the second the sponsor, the third the admin. */
export function contactsOf(plan: Blueprint, identity: Identity, live: number): readonly BookContact[] {
  const random = randomStream(plan.seed, plan.index, 'contacts');
  const isChampionArchived = plan.archetype.name === 'champion_left' && plan.causeDay !== null && random.chance(0.4);
  const isLastArchived = random.chance(0.06);
  const count = live + (isChampionArchived ? 1 : 0) + (isLastArchived ? 1 : 0);
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, at) => {
    const archived = (isChampionArchived && at === 0) || (isLastArchived && at === count - 1);
    return contactOf(plan, identity, at, { archived, taken });
  });
}

function contactOf(
  plan: Blueprint,
  { mailDomain }: Identity,
  at: number,
  { archived, taken }: { archived: boolean; taken: Set<string> },
): BookContact {
  const random = randomStream(plan.seed, plan.index, 'contact', at);
  const name = personName(plan.country.language, random);
  const local = taken.has(name.latin) ? `${name.latin}${at + 1}` : name.latin;
  taken.add(local);
  const role = roleOf(at);
  const created = createdOn(plan, at, random);
  const changed = random.int(created, plan.lastDay);
  const isNameless = random.chance(0.02);
  return {
    key: `${plan.key}-P${at + 1}`,
    firstName: isNameless ? null : name.first,
    lastName: name.last,
    email: isMailMissing(plan, at, random) ? null : `${local}@${mailDomain}`,
    jobTitle: random.chance(0.12) ? null : random.pick(phrasesIn(plan.country.language).titles[role]),
    role: keptRole(plan, role, random),
    createdAt: instant(created, random.int(25_000, 40_000)),
    modifiedAt: instant(changed, random.int(40_001, 60_000)),
    archived,
  };
}

function roleOf(at: number): Role {
  return (['champion', 'sponsor', 'admin'] as const)[at] ?? 'user';
}

/** Admins keep buying roles for the people that matter, and not always; an account without a sponsor has nobody marked as one. */
function keptRole({ archetype }: Blueprint, role: Role, random: Random): BookContact['role'] {
  if (archetype.name === 'data_poor' || random.chance(0.08)) return null;
  if (role === 'sponsor' && archetype.sponsor === 'none') return null;
  return role === 'user' && random.chance(0.6) ? null : role;
}

function isMailMissing({ shape }: Blueprint, at: number, random: Random): boolean {
  return (shape === 'missing_email' && at === 0) || random.chance(0.015);
}

/** The first three were met before the signature, the others turn up over the years. */
function createdOn({ contract, lastDay }: Blueprint, at: number, random: Random): number {
  return at < 3 ? contract.customerSince - random.int(0, 90) : random.int(contract.customerSince, lastDay);
}
