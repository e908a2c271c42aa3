import type { Scorecard } from '../accounts/scorecard.ts';

/**
 * True when in some run of `windowDays` days the user was active on `activeDays` of them and did core or advanced work on `coreDays`. Both arrays hold
 * 1 or 0 by age of the day. Any window counts, not only the last: who stopped three weeks ago must still be missed.
 */
export function isPowerUser(active: Uint8Array, core: Uint8Array, rule: Scorecard['powerUser']): boolean {
  let activeDays = 0;
  let coreDays = 0;
  for (let age = 0; age < active.length; age++) {
    activeDays += (active[age] ?? 0) - (active[age - rule.windowDays] ?? 0);
    coreDays += (core[age] ?? 0) - (core[age - rule.windowDays] ?? 0);
    if (activeDays >= rule.activeDays && coreDays >= rule.coreDays) return true;
  }
  return false;
}
