import type { Transaction } from 'kysely';
import type { ConnectionId } from '../../src/accounts/ids.ts';
import { currentActor } from '../../src/common/acting-as.ts';
import type { SaveOptions } from '../../src/ports/stores.ts';
import { appendAudit } from './append-audit.ts';
import type { OverrideChange } from './record-changes.ts';
import type { Tables } from './tables.ts';

/** A CRM tells that its input fields were filled in, and not by whom: whoever reads them here has decided nothing. */
const crmFields = 'CRM fields';

/** An entry for each manual tier that was set, changed or ended, in the transaction that takes it in. */
export async function auditOverrides(
  tx: Transaction<Tables>,
  subject: ConnectionId,
  overrides: readonly OverrideChange[],
  { setOnCard = false }: SaveOptions,
): Promise<void> {
  const actor = setOnCard ? currentActor() : crmFields;
  for (const { id, before, after } of overrides)
    await appendAudit(tx, { subject, action: actionOf(before, after), object: `renewal ${id}`, before, after }, actor);
}

const actionOf = (before: unknown, after: unknown) => {
  if (after === null) return 'tier_override_ended';
  return before === null ? 'tier_override_set' : 'tier_override_changed';
};
