import type { Connection, Locale } from '../../accounts/connection.ts';
import type { Stores } from '../../ports/stores.ts';
import { type ActionResult, alreadyDone, done } from './action-result.ts';

/** Whether people appear by name, and the language of what is written into the CRM. The next sync writes in it. Safe to repeat. */
export const createSavePreferences =
  ({ stores }: { readonly stores: Pick<Stores, 'connections'> }) =>
  async (
    connection: Connection,
    { showNames, locale }: { readonly showNames: boolean; readonly locale: Locale },
  ): Promise<ActionResult> => {
    if (connection.showNames === showNames && connection.locale === locale) return alreadyDone;
    await stores.connections.change(connection.id, () => ({ showNames, locale }));
    return done;
  };
