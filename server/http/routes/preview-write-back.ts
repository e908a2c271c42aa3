import { actionWords } from '../../../src/views/action-words.ts';
import type { DryRun } from '../../../src/views/contract/hubspot-settings.ts';
import { noBody } from './params.ts';
import { type MakeRoute, ok, withConnection } from './route.ts';

const shown = 200;
/** Everybody may look while somebody else is at work. */
const writesNothing = { isHeld: () => false };

/** What approving would write, from what is stored: neither the CRM nor the ledger is touched. */
export const previewWriteBack: MakeRoute = (door) => ({
  method: 'post',
  path: '/dry-run',
  handle: (call) => {
    noBody.parse(call.body);
    return withConnection(door, call, async (connection) => {
      const differences = await door.actions(connection, writesNothing).previewWriteBack(connection);
      const records = new Set(differences.map(({ type, id }) => `${type} ${id}`)).size;
      const changes = differences
        .slice(0, shown)
        .map(({ name, type, property, before, after }) => ({ record: name, type, property, before, after }));
      const sentence = actionWords(call.locale).wouldChange(records);
      return ok({ sentence, changes, more: differences.length - changes.length } satisfies DryRun);
    });
  },
});
