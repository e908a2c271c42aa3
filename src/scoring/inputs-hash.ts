import type { AccountSnapshot } from './account-snapshot.ts';
import { ContentHash } from './content-hash.ts';

/** Content hash of the facts a snapshot holds: equal for equal facts in any order, on any machine, on any later day on which nothing new is known. */
export function inputsHashOf(snapshot: AccountSnapshot): string {
  const hash = new ContentHash();
  hash.addSet('account', [snapshot.account]);
  hash.addSet('renewals', snapshot.renewals);
  hash.addSet('contacts', snapshot.contacts);
  hash.addSet('tickets', snapshot.tickets);
  hash.addSet('interactions', snapshot.interactions);
  hash.addSet('invoices', snapshot.invoices);
  hash.addSet('seats', snapshot.seats);
  for (const [name, facts] of snapshot.observations) hash.addSet(name, facts);
  for (const { day, user, source, events } of snapshot.usage) hash.addRecord([day, user, source], events);
  return hash.digest();
}
