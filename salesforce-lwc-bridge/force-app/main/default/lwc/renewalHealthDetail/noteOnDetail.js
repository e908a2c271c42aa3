import { fill, labels } from 'c/renewalHealthWords';

const notes = {
  missing: { heading: labels.detailMissingTitle, text: labels.detailMissingText },
  unreadable: { heading: labels.detailUnreadableTitle, text: labels.detailUnreadableText },
  newer: { heading: labels.detailNewerTitle, text: labels.detailNewerText },
};

/** Why less than everything is shown, as `{heading, text}`; null when the explanation is there and belongs to the `score` that the record shows. */
export function noteOnDetail({ state, health }, score) {
  if (state !== 'read') return notes[state];
  if (health.score === (score ?? null)) return null;
  return {
    heading: labels.detailOtherTitle,
    text: fill(labels.detailOtherText, health.score ?? labels.noScore),
  };
}

/** Two nights and an hour, for the night on which clocks change. */
const staleAfterMs = 49 * 3_600_000;

/** True when the record has not been written for more than two nights, at the instant `now` in milliseconds. */
export const isStale = (scoredAt, now) => Boolean(scoredAt) && now - Date.parse(scoredAt) > staleAfterMs;
