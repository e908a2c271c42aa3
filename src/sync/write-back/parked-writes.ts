import type { ConnectionId } from '../../accounts/ids.ts';
import { isSameChange } from './changed-values.ts';
import type { RecordChange } from './record-change.ts';
import type { WriteDependencies } from './write-context.ts';

/** Leaves out changes that the CRM refused when they were last tried: a poisoned record costs a dozen calls each time. */
export async function withoutParked(
  { presenter, stores }: Pick<WriteDependencies, 'presenter' | 'stores'>,
  connection: ConnectionId,
  changes: readonly RecordChange[],
): Promise<readonly RecordChange[]> {
  if (changes.length === 0) return changes;
  const idsOf = (type: RecordChange['type']) => changes.flatMap((change) => (change.type === type ? [change.id] : []));
  const parked = {
    account: await stores.ledger.parked(connection, 'account', idsOf('account')),
    renewal: await stores.ledger.parked(connection, 'renewal', idsOf('renewal')),
  };
  return changes.filter((change) => {
    const entry = parked[change.type].get(change.id);
    return entry === undefined || !isSameChange(entry.after, change.after, presenter);
  });
}
