import type { SponsorLevel } from '../accounts/measures.ts';
import type { Scorecard } from '../accounts/scorecard.ts';
import type { AccountSnapshot } from './account-snapshot.ts';
import type { DayNumber } from './calendar.ts';
import { newestLevel } from './observed-level.ts';

const levels = ['active_quarterly', 'engaged_yearly', 'informed', 'none'] as const satisfies readonly SponsorLevel[];

/** The newest level that has not expired; null when nobody has said lately, which is not the same as `none`. */
export const sponsorLevel = (
  snapshot: AccountSnapshot,
  card: Scorecard,
): { readonly level: SponsorLevel; readonly on: DayNumber } | null =>
  newestLevel(snapshot, 'sponsor_level', levels, card.expiryDays.sponsor);
