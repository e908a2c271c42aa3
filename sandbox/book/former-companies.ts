import { blueprintOf, companyKey } from './blueprint.ts';
import { companyRecord } from './company-record.ts';
import { contactsOf } from './contacts.ts';
import { dealsOf } from './deals.ts';
import { identityOf } from './identity.ts';
import { randomStream } from './random.ts';
import { type BookCompany, type BookOptions } from './types.ts';

// Beyond every number a live company can have.
const firstNumber = 900_001;
const shareOfLive = 0.03;

/** Archived and merged companies on top of the live ones, at least one of each; all their records are archived too. */
export function* formerCompanies(options: BookOptions): Generator<BookCompany> {
  const count = Math.max(2, Math.round(options.companies * shareOfLive));
  for (let at = 0; at < count; at++) yield formerCompany(options, at);
}

function formerCompany(options: BookOptions, at: number): BookCompany {
  // Another seed, or each would be the double of the live company of the same index.
  const seeded = blueprintOf({ ...options, seed: options.seed + 0x51ed }, at);
  const plan = { ...seeded, key: companyKey(firstNumber + at) };
  const identity = { ...identityOf(plan), mailDomain: `former-${at + 1}.example` };
  const contacts = contactsOf(plan, identity, 2);
  const isMerged = at % 2 === 0;
  return {
    ...companyRecord(plan, { ...identity, recordDomain: isMerged ? null : identity.mailDomain }),
    index: options.companies + at,
    lifecycle: isMerged ? 'merged' : 'archived',
    mergedInto: isMerged ? survivorKey(options, at) : null,
    contacts: contacts.map((contact) => ({ ...contact, archived: true })),
    deals: dealsOf(plan, identity, contacts, 1).map((deal) => ({ ...deal, lifecycle: 'archived', mergedInto: null })),
    ...{ tickets: [], interactions: [], invoices: [], observations: [], usage: [] },
  };
}

function survivorKey({ seed, companies }: BookOptions, at: number): string {
  return companyKey(randomStream(seed, 'survivor', at).int(1, companies));
}
