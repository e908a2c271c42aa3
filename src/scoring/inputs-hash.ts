import type { AccountInputs, ScorePoint, TierState } from '../accounts/account-inputs.ts';
import type { AccountSnapshot } from './account-snapshot.ts';
import { addDays } from './calendar.ts';
import { ContentHash } from './content-hash.ts';

export interface Inputs {
  readonly snapshot: AccountSnapshot;
  readonly inputs: AccountInputs;
  /** The earlier points that the score is compared with. */
  readonly against: readonly ScorePoint[];
}

/** Days for which use and tiers count as inputs, far more than any rule reads: older rows may be deleted without another hash. */
const historyDays = 400;

/**
 * Content hash of all that an assessment is made of, the scorecard apart: facts, where and since when they come in, and earlier results as far as they count.
 * Equal for equal inputs in any order, on any machine, on any later day on which nothing new is known and nothing else is compared with.
 */
export function inputsHashOf({ snapshot, inputs, against }: Inputs): string {
  const hash = new ContentHash();
  const { homeCurrency, ticketsTracked, usageFeed } = snapshot;
  hash.addSet('place', [{ homeCurrency, timeZone: inputs.timeZone, firstRefreshAt: inputs.firstRefreshAt ?? null }]);
  hash.addSet('sources', [{ ticketsTracked, usageFeed }]);
  hash.addSet('account', [snapshot.account]);
  hash.addSet('renewals', snapshot.renewals);
  hash.addSet('contacts', snapshot.contacts);
  hash.addSet('tickets', snapshot.tickets);
  hash.addSet('interactions', snapshot.interactions);
  hash.addSet('invoices', snapshot.invoices);
  hash.addSet('seats', snapshot.seats);
  for (const [name, facts] of snapshot.observations) hash.addSet(name, facts);
  for (const { day, user, source, events } of snapshot.usage.filter(isHistory(snapshot)))
    hash.addRecord([day, user, source], events);
  hash.addSet('points', against);
  hash.addSet('tiers', inputs.tierStates.filter(isHistory(snapshot)).filter(isEarlier(snapshot)));
  return hash.digest();
}

const isHistory = ({ today }: AccountSnapshot) => {
  const first = addDays(today, -historyDays);
  return ({ day }: Pick<TierState, 'day'>): boolean => day >= first;
};

/** What was decided today by the same facts is no new input: a run that is repeated finds the inputs it had. */
const isEarlier =
  ({ today, asOf }: AccountSnapshot) =>
  ({ day, knownAt }: TierState): boolean =>
    day < today && knownAt < asOf;
