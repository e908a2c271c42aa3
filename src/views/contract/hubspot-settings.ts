import { z } from 'zod';

/** What the settings page shows. Everything is worded in the reader's language; codes are there for the page's logic only. */
const candidate = z.strictObject({ field: z.string(), label: z.string(), why: z.string() });
const mappedField = z.strictObject({
  /** Target of the mapping, such as account.seats or renewal.renewalDate. */
  target: z.string(),
  label: z.string(),
  /** The CRM field in use; null = none. */
  field: z.string().nullable(),
  /** What follows when there is none. */
  consequence: z.string(),
  candidates: z.array(candidate),
});
const run = z.strictObject({
  id: z.int(),
  kind: z.string(),
  startedText: z.string(),
  outcome: z.enum(['running', 'done', 'failed']),
  sentence: z.string(),
  canUndo: z.boolean(),
});

export const hubspotSettings = z.strictObject({
  locale: z.enum(['en', 'de']),
  connection: z.strictObject({
    name: z.string(),
    state: z.enum(['ok', 'paused', 'failing', 'never_synced']),
    sentence: z.string(),
  }),
  runs: z.array(run),
  mapping: z.array(mappedField),
  renewalRule: z.strictObject({
    sentence: z.string(),
    pipelines: z.array(z.strictObject({ id: z.string(), label: z.string(), chosen: z.boolean() })),
  }),
  dataQuality: z.array(
    z.strictObject({ code: z.string(), sentence: z.string(), accounts: z.int(), examples: z.array(z.string()) }),
  ),
  showNames: z.boolean(),
  /** Language of the sentences written into CRM properties; `locale` above is the reader's. */
  crmLocale: z.enum(['en', 'de']),
  scorecard: z.strictObject({
    version: z.string(),
    measures: z.array(z.strictObject({ name: z.string(), group: z.string(), weight: z.number(), why: z.string() })),
  }),
});
export type HubspotSettings = z.infer<typeof hubspotSettings>;

/** Values that a dry run would change; at most 200 rows, `more` says how many were cut. */
export const dryRun = z.strictObject({
  sentence: z.string(),
  changes: z.array(
    z.strictObject({
      record: z.string(),
      type: z.enum(['account', 'renewal']),
      property: z.string(),
      before: z.string(),
      after: z.string(),
    }),
  ),
  more: z.int(),
});
export type DryRun = z.infer<typeof dryRun>;

/** Bodies of the actions. Each is idempotent: HubSpot repeats a request once when it was answered with 5xx. */
export const saveMapping = z.strictObject({
  fields: z.record(z.string(), z.string().nullable()),
  pipelineIds: z.array(z.string()).max(100),
});
export const savePreferences = z.strictObject({ showNames: z.boolean(), locale: z.enum(['en', 'de']) });
export const overrideTier = z.strictObject({
  tier: z.enum(['commit', 'best_case', 'at_risk']).nullable(),
  reason: z
    .enum([
      'verbal_commitment',
      'budget_confirmed',
      'budget_freeze',
      'champion_change',
      'competitor',
      'merger',
      'legal_or_procurement',
      'other',
    ])
    .nullable(),
  until: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .nullable(),
});
export const createTask = z.strictObject({ key: z.string().min(1).max(200) });
export const actionDone = z.strictObject({ state: z.enum(['done', 'already_done']), sentence: z.string() });
export const actionRefused = z.strictObject({ error: z.string(), sentence: z.string() });
