import { evidence } from '../evidence.ts';
import { type Measure, noData } from '../measure.ts';
import { rhythmScore } from '../score-of-facts.ts';
import { usageWindow, usageGap } from '../usage.ts';

/** How regularly anybody comes: by days with activity among the last 90. Needs usage. Weeks of silence outweigh any rhythm before them. */
export const loginRhythm: Measure<'login_rhythm'> = {
  id: 'login_rhythm',
  measure: ({ snapshot, usage, rules }) => {
    const gap = usageGap(usage, usageWindow);
    if (gap !== null || usage.newest === null) return noData(gap ?? 'no_usage');
    const silentDays = snapshot.todayNumber - usage.newest;
    const score = rhythmScore(rules)({ activeDays: usage.activeDays, silentDays });
    const facts = { rhythm: rhythmOf(score), silentDays };
    return { state: 'scored', score, facts, evidence: evidence('usage', usage.activeDays, usage.newest) };
  },
};

/** The words are the score's own ranges, so that word and number never disagree. */
function rhythmOf(score: number): 'daily' | 'weekly' | 'two_weekly' | 'monthly' | 'inactive' {
  if (score >= 90) return 'daily';
  if (score >= 70) return 'weekly';
  if (score >= 50) return 'two_weekly';
  return score >= 30 ? 'monthly' : 'inactive';
}
