import type { Locale } from '../accounts/connection.ts';
import type { AccountId, ConnectionId, RenewalId } from '../accounts/ids.ts';
import { createSentences } from '../messages/sentences.ts';
import type { Clock } from '../ports/clock.ts';
import type { AccountRead, ScreenStore } from '../ports/screen-stores.ts';
import type { AccountHealthAnswer } from './contract/account-health.ts';
import { explainAccount } from './explain-account.ts';

export interface ReadAccountDependencies {
  readonly screens: Pick<ScreenStore, 'account' | 'renewal'>;
  readonly clock: Clock;
}
export type AccountWanted = { readonly account: AccountId } | { readonly renewal: RenewalId };

/**
 * The precomputed health of an account, or of the account of a renewal, in the reader's language. One store read, no CRM call, and no work started: an
 * account nobody has assessed, and one that is not here, is `not_scored_yet`.
 */
export const createReadAccountHealth =
  ({ screens, clock }: ReadAccountDependencies) =>
  async (connection: ConnectionId, wanted: AccountWanted, locale: Locale): Promise<AccountHealthAnswer> => {
    const read =
      'account' in wanted
        ? await screens.account(connection, wanted.account)
        : await screens.renewal(connection, wanted.renewal);
    return answer(read, locale, clock.now().toISOString());
  };

function answer(read: AccountRead | null, locale: Locale, now: string): AccountHealthAnswer {
  const assessment = read?.assessment ?? null;
  if (read === null || assessment === null) {
    return { state: 'not_scored_yet', sentence: createSentences(locale).notScored };
  }
  const { connection, points, contactNames, ownerName } = read;
  const nameOf = (contactId: string) => contactNames[contactId] ?? null;
  const sentences = createSentences(locale, { showNames: connection.showNames, nameOf });
  return explainAccount({
    ...{ assessment, points, sentences, locale, now },
    contactName: nameOf,
    ownerName: () => ownerName,
  });
}
