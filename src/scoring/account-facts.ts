import type { AccountInputs } from '../accounts/account-inputs.ts';
import type { MeasureResult } from '../accounts/health.ts';
import type { Scorecard } from '../accounts/scorecard.ts';
import type { Instant } from '../accounts/time.ts';
import type { AccountSnapshot } from './account-snapshot.ts';
import { measureAll } from './measure-all.ts';
import { snapshotAt } from './snapshot.ts';
import { rollUp, type UsageRollUp } from './usage.ts';

/** An account at one instant, summed up and measured by one scorecard. */
export interface AccountFacts {
  readonly snapshot: AccountSnapshot;
  readonly usage: UsageRollUp;
  readonly measures: readonly MeasureResult[];
}

interface At {
  readonly asOf: Instant;
  readonly knownAt: Instant;
}
export type FactsAt = (card: Scorecard, at: At) => AccountFacts;

/**
 * Looks at one account at several instants: explaining a change needs up to four looks, and none is made twice. Reading the facts is most of the work of
 * an assessment.
 */
export function accountFacts(inputs: AccountInputs): FactsAt {
  const looks = new Map<Scorecard, Map<string, AccountFacts>>();
  return (card, at) => {
    const byInstant = looks.get(card) ?? new Map<string, AccountFacts>();
    looks.set(card, byInstant);
    const key = `${at.asOf} ${at.knownAt}`;
    const facts = byInstant.get(key) ?? lookAt(inputs, card, at);
    byInstant.set(key, facts);
    return facts;
  };
}

function lookAt(inputs: AccountInputs, card: Scorecard, at: At): AccountFacts {
  const snapshot = snapshotAt(inputs, at);
  const usage = rollUp(snapshot, card);
  return { snapshot, usage, measures: measureAll(snapshot, usage, card) };
}
