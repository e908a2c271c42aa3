import { addDays } from '@renewal-health/hubspot-shared/calendar-day.ts';
import type { OverrideTier } from '@renewal-health/hubspot-shared/generated/contract.ts';
import type { Words } from '@renewal-health/hubspot-shared/words.ts';

export type Tier = keyof Words['tiers'];
export type Reason = keyof Words['renewal']['reasons'];

/** The form as it is being filled in. */
export interface OverrideDraft {
  readonly tier: Tier | null;
  readonly reason: Reason | null;
  readonly until: string | null;
}
export type DraftErrors = Readonly<Partial<Record<keyof OverrideDraft, string>>>;

/** A forecast set by hand counts for 30 days unless somebody says otherwise: an old opinion must not outlive its reasons. */
const defaultDays = 30;

/** Starts from what is set; a day that has passed is not offered again. */
export function startDraft(
  words: Words,
  current: { readonly tier: string | null; readonly reason: string | null; readonly until: string | null },
  today: string,
): OverrideDraft {
  const { until } = current;
  return {
    tier: keyOr(words.tiers, current.tier),
    reason: keyOr(words.renewal.reasons, current.reason),
    until: until !== null && until >= today ? until : addDays(today, defaultDays),
  };
}

/** What is missing or wrong, by field; empty when the draft can be sent. */
export function errorsOf(words: Words, draft: OverrideDraft, today: string): DraftErrors {
  return {
    ...(draft.tier === null ? { tier: words.renewal.chooseTier } : {}),
    ...(draft.reason === null ? { reason: words.renewal.chooseReason } : {}),
    ...(draft.until === null || draft.until < today ? { until: words.renewal.chooseUntil } : {}),
  };
}

export const bodyOf = ({ tier, reason, until }: OverrideDraft): OverrideTier => ({ tier, reason, until });

/** The value as one of the labelled codes; null when it is none of them. */
export function keyOr<T extends object>(labels: T, value: unknown): Extract<keyof T, string> | null {
  const isKey = (key: unknown): key is Extract<keyof T, string> =>
    typeof key === 'string' && Object.hasOwn(labels, key);
  return isKey(value) ? value : null;
}
