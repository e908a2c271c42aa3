import type { AccountSnapshot, InteractionFact } from '../account-snapshot.ts';
import { dayNumber } from '../calendar.ts';
import { evidenceOn } from '../evidence.ts';
import { limitOf } from '../limits.ts';
import { type Measure, noData, notApplicable } from '../measure.ts';
import { reviewsScore } from '../score-of-facts.ts';

/**
 * Reviews that are called off come before a cancellation. Needs planned reviews in the CRM whose date has passed; one without a recorded outcome says
 * nothing. A customer younger than the first review falls due is left out.
 */
export const businessReviews: Measure<'business_reviews'> = {
  id: 'business_reviews',
  measure: ({ snapshot, rules }) => {
    const oldest = snapshot.todayNumber - limitOf(rules, 'days');
    const reviews = snapshot.interactions.filter(
      ({ isReview, on, outcome }) => isReview && on >= oldest && (outcome === 'held' || isMissed(outcome)),
    );
    const latest = reviews.slice(-limitOf(rules, 'reviews'));
    if (latest.length === 0) {
      return isTooNew(snapshot, limitOf(rules, 'first_review_days')) ? notApplicable('too_new') : noData('no_reviews');
    }
    const attended = latest.filter(({ outcome }) => outcome === 'held').length;
    const facts = { attended, planned: latest.length, missedInARow: longestRow(latest) };
    return {
      state: 'scored',
      score: reviewsScore(rules)(facts),
      facts,
      evidence: evidenceOn(
        'crm_interactions',
        latest.map(({ on }) => on),
      ),
    };
  },
};

function isTooNew({ account, todayNumber }: AccountSnapshot, days: number): boolean {
  const start = account?.contractStart ?? null;
  return start !== null && todayNumber - dayNumber(start) < days;
}

/** Wherever among the reviews it lies: one that was held since does not undo that two in a row were called off. */
function longestRow(reviews: readonly InteractionFact[]): number {
  let [row, longest] = [0, 0];
  for (const { outcome } of reviews) {
    row = isMissed(outcome) ? row + 1 : 0;
    longest = Math.max(longest, row);
  }
  return longest;
}

const isMissed = (outcome: InteractionFact['outcome']): boolean => outcome === 'no_show' || outcome === 'canceled';
