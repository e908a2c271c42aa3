import type { Renewal, TierOverride } from '../../accounts/account.ts';
import type { Connection } from '../../accounts/connection.ts';
import type { RenewalId } from '../../accounts/ids.ts';
import type { CrmActions } from '../../ports/crm-actions.ts';
import { calendarOf, dayOf } from '../../scoring/calendar.ts';
import { type ActionResult, alreadyDone, done, refused } from './action-result.ts';
import { type AccountActionDependencies, updateAccounts } from './update-accounts.ts';

export interface OverrideTierDependencies extends AccountActionDependencies {
  readonly actions: Pick<CrmActions, 'overrideValues'>;
}

/**
 * Sets a renewal's manual tier, with a reason and a last day, or clears it: writes the three input fields in the CRM, reads them back, assesses the account
 * and writes back. Safe to repeat: what stands there already is not written again. Throws CrmError.
 */
export const createOverrideTier =
  (dependencies: OverrideTierDependencies) =>
  async (connection: Connection, id: RenewalId, wanted: TierOverride | null): Promise<ActionResult> => {
    const { gateway, actions, clock } = dependencies;
    const wrong = check(wanted, dayOf(calendarOf(connection.timeZone)(clock.now().toISOString())));
    if (wrong !== null) return wrong;
    const renewal = await readRenewal(dependencies, connection, id, false);
    if (renewal?.status !== 'open') return refused('renewal_gone');
    if (isSame(renewal.override, wanted)) return alreadyDone;
    const [outcome] = await gateway.write([
      { type: 'renewal', id: renewal.id, values: actions.overrideValues(wanted) },
    ]);
    if (outcome?.state === 'gone') return refused('renewal_gone');
    const written = await readRenewal(dependencies, connection, id, true);
    if (written === null || !isSame(written.override, wanted)) return refused('internal');
    if (written.accountId !== null) await updateAccounts(dependencies, connection, [written.accountId]);
    return done;
  };

function check(wanted: TierOverride | null, today: string): ActionResult | null {
  if (wanted === null) return null;
  if (wanted.reason === null || wanted.until === null) return refused('reason_missing');
  return wanted.until < today ? refused('day_past') : null;
}

/** As the CRM has it now, taken into the store as well. */
async function readRenewal(
  { gateway, stores, clock }: OverrideTierDependencies,
  { id: connection, mapping }: Connection,
  id: RenewalId,
  setOnCard: boolean,
): Promise<Renewal | null> {
  const learnedAt = clock.now().toISOString();
  const reads = await gateway.readByIds('renewal', mapping, [id]);
  await stores.records.save(connection, reads, { learnedAt, backfill: false, setOnCard });
  return reads[0]?.value ?? null;
}

const isSame = (a: TierOverride | null, b: TierOverride | null): boolean =>
  a?.tier === b?.tier && (a?.reason ?? null) === (b?.reason ?? null) && (a?.until ?? null) === (b?.until ?? null);
