import type { AccountInputs } from '../../accounts/account-inputs.ts';
import type { Instant } from '../../accounts/time.ts';
import type { ContactName } from './explain-people.ts';

/** Names of an account's contacts as they were known at an instant. Whoever asks must be allowed to show names. */
export function contactNames({ contacts }: Pick<AccountInputs, 'contacts'>, asOf: Instant): ContactName {
  const newest = new Map<string, (typeof contacts)[number]>();
  for (const version of contacts) {
    const known = newest.get(version.id);
    if (version.knownAt <= asOf && (known === undefined || known.knownAt < version.knownAt))
      newest.set(version.id, version);
  }
  return (contactId) => newest.get(contactId)?.value?.name ?? null;
}
