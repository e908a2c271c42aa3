import type { Gate } from '../accounts/health.ts';
import type { GateId } from '../accounts/measures.ts';
import type { GateRules, Scorecard } from '../accounts/scorecard.ts';
import type { AccountSnapshot } from './account-snapshot.ts';
import type { UsageRollUp } from './usage.ts';

/** A fact that overrules the number: it never changes the score, it heads the explanation and caps the tier. */
export interface GateCheck<K extends GateId> {
  readonly id: K;
  /** The gate with its facts and cap when it fires, else null. Missing data fires nothing. */
  readonly check: (input: GateInput) => Extract<Gate, { id: K }> | null;
}

export interface GateInput {
  readonly snapshot: AccountSnapshot;
  readonly usage: UsageRollUp;
  /** This gate's entry in the scorecard. */
  readonly rules: GateRules;
  readonly card: Scorecard;
  /** To the nearest open renewal in the forecast window, negative when overdue; null without one. */
  readonly daysToRenewal: number | null;
  /** The shown score now and the earlier ones that it is compared with; null where there is none. */
  readonly shown: { readonly now: number | null; readonly before7: number | null; readonly before30: number | null };
}
