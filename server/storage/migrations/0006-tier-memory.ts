import type { Migration } from './migration.ts';

/** Hysteresis remembers tiers as they stand without gates. Older states hold none of that: what they show counts. */
export const tierMemory: Migration = {
  number: 6,
  name: 'tier memory',
  up: 'alter table tier_state add column ungated text, add column ungated_candidate text, drop column gated;',
};
