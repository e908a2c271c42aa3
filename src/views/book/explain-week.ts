import type { ChangeSince, HealthAssessment } from '../../accounts/health.ts';
import type { AccountId, ConnectionId } from '../../accounts/ids.ts';
import type { Stores } from '../../ports/stores.ts';
import { assessAsOf } from '../assess-as-of.ts';

const weekMs = 7 * 86_400_000;

/**
 * Why the shown score of each of these accounts moved in the seven days before its assessment: the assessment itself keeps the causes of 30 days only, and
 * those may point the other way. One read for all of them; meant for the few that a list shows.
 */
export async function explainWeek(
  stores: Pick<Stores, 'inputs' | 'scorecards'>,
  id: ConnectionId,
  accounts: readonly HealthAssessment[],
): Promise<ReadonlyMap<AccountId, ChangeSince>> {
  const scorecards = await stores.scorecards.inForce(id);
  if (accounts.length === 0 || scorecards.length === 0) return new Map();
  const assessedAt = new Map(accounts.map((account) => [account.accountId, account.assessedAt]));
  const found = await stores.inputs.some(id, [...assessedAt.keys()]);
  return new Map(
    found.flatMap((inputs) => {
      const asOf = assessedAt.get(inputs.accountId);
      if (asOf === undefined) return [];
      const since = new Date(Date.parse(asOf) - weekMs).toISOString();
      return [[inputs.accountId, assessAsOf({ inputs, scorecards, asOf, since }).change30d] as const];
    }),
  );
}
