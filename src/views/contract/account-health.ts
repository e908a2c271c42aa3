import { z } from 'zod';

/**
 * What an account's card, the command line's `explain` and every later screen show: one explanation, worded once, in the reader's language. Numbers that are
 * printed are integers that sum as printed; full precision stays in the store. This folder uses zod only: the HubSpot project carries a generated copy.
 */
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const band = z.enum(['healthy', 'watch', 'at_risk', 'critical', 'insufficient_data']);
const tier = z.enum(['commit', 'best_case', 'at_risk']);
const machineTier = z.enum(['commit', 'best_case', 'at_risk', 'not_in_window', 'insufficient_data']);
const labelled = <T extends z.ZodType>(code: T) => z.strictObject({ code, label: z.string() });

const measure = z.strictObject({
  id: z.string(),
  name: z.string(),
  group: z.string(),
  state: z.enum(['scored', 'no_data', 'not_applicable']),
  weight: z.number(),
  /** 0-100; null unless scored. */
  score: z.int().min(0).max(100).nullable(),
  /** Points this measure gives to the score; they sum to the shown score. Null unless scored. */
  points: z.int().nullable(),
  /** Points it leaves on the table; they sum to 100 minus the shown score. */
  missing: z.int().nullable(),
  /** Points above or below what 75 would give, one decimal: what the drivers are ranked by. */
  effect: z.number().nullable(),
  sentence: z.string(),
  /** Source, count and age of the facts; empty when there are none. */
  evidence: z.string(),
});

const renewal = z.strictObject({
  id: z.string(),
  name: z.string(),
  date: day.nullable(),
  dateText: z.string(),
  days: z.int().nullable(),
  arr: z.string(),
  machine: labelled(machineTier),
  /** Null when nobody has set one. */
  human: z
    .strictObject({ code: tier, label: z.string(), state: z.enum(['valid', 'expired']), sentence: z.string() })
    .nullable(),
  final: labelled(machineTier),
  reason: z.string(),
  milestone: z.string(),
  lateToClose: z.boolean(),
  lift: z.string(),
  leadBy: z.string(),
});

const person = z.strictObject({
  /** The name where the connection allows it, else the role. */
  label: z.string(),
  role: z.string(),
  powerUser: z.boolean(),
  score: z.int().min(0).max(100).nullable(),
  daysSinceActive: z.int().nullable(),
  sentence: z.string(),
});

export const accountHealth = z.strictObject({
  state: z.literal('assessed'),
  account: z.strictObject({
    id: z.string(),
    name: z.string(),
    segment: z.string().nullable(),
    owner: z.string().nullable(),
  }),
  locale: z.enum(['en', 'de']),
  assessedAt: z.string(),
  asOfText: z.string(),
  /** True when the assessment is older than two nights: the nightly run did not happen. */
  stale: z.boolean(),
  scorecard: z.string(),
  score: z.int().min(0).max(100).nullable(),
  band: labelled(band),
  /** Worst final tier of the open renewals in the window. */
  tier: labelled(tier).nullable(),
  coverage: z.strictObject({ percent: z.int(), low: z.int(), high: z.int(), sentence: z.string() }),
  change: z.strictObject({
    /** Null: no comparable score. */
    points: z.int().nullable(),
    sentence: z.string(),
    lines: z.array(z.strictObject({ points: z.int(), sentence: z.string(), cause: z.string() })),
  }),
  gates: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      sentence: z.string(),
      evidence: z.string(),
      caps: labelled(tier),
    }),
  ),
  /** Ids of the measures that pull the level up or down most, strongest first; their sentences stand in `measures`. */
  up: z.array(z.string()),
  down: z.array(z.string()),
  measures: z.array(measure),
  groups: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      score: z.int().nullable(),
      weight: z.number(),
      coverage: z.int(),
    }),
  ),
  /** Oldest first. `scorecard` is set on the first point of a new scorecard. */
  trend: z.array(z.strictObject({ day, score: z.int().nullable(), scorecard: z.string().nullable() })),
  renewals: z.array(renewal),
  people: z.array(person),
  nextStep: z.strictObject({ text: z.string(), key: z.string() }),
  expansion: z.string().nullable(),
});
export type AccountHealth = z.infer<typeof accountHealth>;

export const notScoredYet = z.strictObject({ state: z.literal('not_scored_yet'), sentence: z.string() });
export const accountHealthAnswer = z.discriminatedUnion('state', [accountHealth, notScoredYet]);
export type AccountHealthAnswer = z.infer<typeof accountHealthAnswer>;
