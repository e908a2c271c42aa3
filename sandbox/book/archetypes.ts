export type ArchetypeName =
  | 'thriving'
  | 'steady'
  | 'expanding'
  | 'hidden_loyal'
  | 'tiny_account'
  | 'new_account'
  | 'champion_left'
  | 'silent_power_user'
  | 'seat_shrink'
  | 'payment_trouble'
  | 'support_storm'
  | 'never_adopted'
  | 'slow_fade'
  | 'sponsor_missing'
  | 'merger_at_customer'
  | 'budget_freeze'
  | 'dormant'
  | 'data_poor';

/** A kind of account: how it behaves before its cause acts, what it comes down to afterwards, and how often it is lost. */
export interface Archetype {
  readonly name: ArchetypeName;
  /** Per cent of the base. */
  readonly share: number;
  /** Chance of not renewing at mean severity. */
  readonly loss: number;
  readonly causes: readonly string[];
  /** Days before `asOf` (or before the decided renewal) in which the cause may begin; null when nothing begins. */
  readonly begins: readonly [least: number, most: number] | null;
  /** Purchased seats with a living user, as a share. */
  readonly adoption: readonly [low: number, high: number];
  /** Casual users' pace against the average account. */
  readonly pace: number;
  /** What usage, core workflows, contact and mood come down to at full severity, as a share of what they were. */
  readonly after: { readonly usage: number; readonly core: number; readonly contact: number; readonly mood: number };
  /** Days from the begin of the cause to its full effect. */
  readonly ramp: number;
  /** Satisfaction before the cause, 0 to 1. */
  readonly mood: number;
  /** E-mails, calls and meetings against the average account. */
  readonly contact: number;
  readonly sponsor: 'active_quarterly' | 'engaged_yearly' | 'informed' | 'none';
}

const unharmed = { usage: 1, core: 1, contact: 1, mood: 1 };
const average: Omit<Archetype, 'name' | 'share' | 'loss'> = {
  causes: [],
  begins: null,
  adoption: [0.62, 0.92],
  pace: 1,
  after: unharmed,
  ramp: 45,
  mood: 0.78,
  contact: 1,
  sponsor: 'engaged_yearly',
};

function archetype(name: ArchetypeName, share: number, loss: number, rest: Partial<Archetype>): Archetype {
  return { ...average, ...rest, name, share, loss };
}

/**
 * Shares and losses are chosen, not measured: 63 % of the accounts are well and some 13 % of all are lost. `budget_freeze` (lost though all looks
 * well) and `hidden_loyal` (stays though all looks weak) bound what any score can reach on this base.
 */
export const archetypes: readonly Archetype[] = [
  archetype('thriving', 15, 0.01, {
    adoption: [0.8, 0.98],
    pace: 1.25,
    mood: 0.9,
    contact: 1.2,
    sponsor: 'active_quarterly',
  }),
  archetype('steady', 30, 0.02, {}),
  archetype('expanding', 8, 0.01, {
    begins: [30, 120],
    adoption: [0.86, 1],
    pace: 1.2,
    mood: 0.88,
    sponsor: 'active_quarterly',
  }),
  archetype('hidden_loyal', 3, 0.04, { adoption: [0.28, 0.42], pace: 0.55, mood: 0.62, contact: 0.3, sponsor: 'none' }),
  archetype('tiny_account', 4, 0.08, { adoption: [0.7, 1], contact: 0.4, sponsor: 'informed' }),
  archetype('new_account', 3, 0.04, { contact: 1.5, mood: 0.8 }),
  archetype('champion_left', 4, 0.33, {
    causes: ['champion left the company'],
    begins: [20, 140],
    after: { usage: 0.5, core: 0.4, contact: 0.4, mood: 0.75 },
    ramp: 60,
  }),
  archetype('silent_power_user', 4, 0.28, {
    causes: ['power users stopped working with the product'],
    begins: [24, 100],
    after: { usage: 0.9, core: 0.6, contact: 0.8, mood: 0.85 },
  }),
  archetype('seat_shrink', 3, 0.33, {
    causes: ['team was cut', 'seats were given back'],
    begins: [10, 85],
    after: { usage: 0.7, core: 0.7, contact: 0.8, mood: 0.8 },
    ramp: 30,
  }),
  archetype('payment_trouble', 3, 0.28, {
    causes: ['customer is short of money'],
    begins: [45, 110],
    after: { usage: 0.85, core: 0.85, contact: 0.6, mood: 0.85 },
  }),
  archetype('support_storm', 3.5, 0.2, {
    causes: ['a run of product faults'],
    begins: [4, 60],
    after: { usage: 0.8, core: 0.75, contact: 1.3, mood: 0.4 },
    ramp: 20,
    contact: 1.1,
  }),
  archetype('never_adopted', 3, 0.42, {
    causes: ['roll-out never finished'],
    adoption: [0.1, 0.3],
    pace: 0.45,
    mood: 0.45,
    contact: 0.6,
    sponsor: 'informed',
  }),
  archetype('slow_fade', 4, 0.36, {
    causes: ['another tool takes over the work'],
    begins: [80, 170],
    after: { usage: 0.25, core: 0.12, contact: 0.4, mood: 0.65 },
    ramp: 150,
  }),
  archetype('sponsor_missing', 3, 0.13, {
    causes: ['nobody in management stands for the product'],
    begins: [60, 170],
    after: { usage: 0.92, core: 0.9, contact: 0.45, mood: 0.85 },
    sponsor: 'none',
  }),
  archetype('merger_at_customer', 2, 0.38, {
    causes: ['customer was bought', 'new owner reviews all contracts'],
    begins: [25, 120],
    after: { usage: 0.65, core: 0.6, contact: 0.3, mood: 0.7 },
    ramp: 40,
  }),
  archetype('budget_freeze', 2, 0.55, {
    causes: ['budget frozen in spite of good use'],
    begins: [5, 60],
    adoption: [0.75, 0.95],
    pace: 1.15,
    mood: 0.85,
    sponsor: 'active_quarterly',
  }),
  archetype('dormant', 1.5, 0.55, {
    causes: ['product is no longer part of the work'],
    begins: [150, 178],
    adoption: [0.3, 0.5],
    pace: 0.4,
    after: { usage: 0, core: 0, contact: 0.05, mood: 0.7 },
    ramp: 60,
    mood: 0.5,
    sponsor: 'none',
  }),
  archetype('data_poor', 4, 0.1, { contact: 0.3, sponsor: 'none' }),
];
