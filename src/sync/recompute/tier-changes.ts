import type { AccountInputs, TierState } from '../../accounts/account-inputs.ts';
import type { MachineTier, RenewalForecast, TierReason } from '../../accounts/health.ts';
import type { RenewalId } from '../../accounts/ids.ts';
import type { GateId } from '../../accounts/measures.ts';

/** A machine tier that is not what the last run decided, and why. */
export interface TierChange {
  readonly renewalId: RenewalId;
  readonly from: MachineTier;
  readonly to: MachineTier;
  readonly because: TierReason['code'];
  readonly gates: readonly GateId[];
}

type Decided = Pick<RenewalForecast, 'renewalId' | 'machine' | 'reason' | 'gates'>;

/** The first decision about a renewal is no change. */
export function tierChanges(
  { tierStates }: Pick<AccountInputs, 'tierStates'>,
  { renewals }: { readonly renewals: readonly Decided[] },
): readonly TierChange[] {
  return renewals.flatMap(({ renewalId, machine, reason, gates }) => {
    const last = newest(tierStates.filter((state) => state.renewalId === renewalId));
    if (last === null || last.machine === machine) return [];
    return [{ renewalId, from: last.machine, to: machine, because: reason.code, gates }];
  });
}

const newest = (states: readonly TierState[]): TierState | null =>
  states.reduce<TierState | null>(
    (best, state) => (best === null || state.knownAt > best.knownAt ? state : best),
    null,
  );
