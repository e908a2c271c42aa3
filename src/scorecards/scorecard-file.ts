import * as z from 'zod';
import { type GateId, groups, type MeasureId } from '../accounts/measures.ts';
import { eventClasses } from './event-classes.ts';
import { gateLimits, measureShapes } from './measure-shapes.ts';
import { ascending, falling } from './order-checks.ts';

/**
 * The scorecard as it stands in its YAML file. Strict throughout: an unknown key is a typing mistake, and ignoring it would leave another number in force than
 * the one its author sees.
 */
const share = z.number().min(0).max(1);
const points = z.number().min(0).max(100);
const days = z.int().min(1).max(3650);
const amount = z.number().min(0).max(1e15);
const limit = z.number().min(0).max(1e6);
const group = z.enum(groups);

const bands = z.strictObject({ healthy: points, watch: points, at_risk: points });
const coverage = z.strictObject({ minimum: share, commit: share });
const segments = z.strictObject({ smb_below: amount, enterprise_above: amount });
const groupWeights = z.record(group, points);

const forecast = z.strictObject({
  at_risk_below: points,
  commit_from: points,
  falling_below: z.number().min(-100).max(0),
  window_days: days,
  overdue_days: days,
  near_days: days,
  hold_runs: z.int().min(1).max(30),
  pass_by: points,
  commit_probability: share,
  risk_probability: share,
  override_days: days,
});

const named = <Value extends z.ZodType>(
  names: readonly string[],
  value: Value,
): z.ZodRecord<z.ZodEnum<Record<string, string>>, Value> => z.record(z.enum(names), value);

function measure(id: MeasureId) {
  const shape = measureShapes[id];
  const curve = z.array(z.tuple([z.number(), points])).min(1);
  return z.strictObject({
    group,
    weight: points,
    curve: shape.curve ? curve.check(ascending) : z.undefined().optional(),
    levels: shape.levels.length > 0 ? named(shape.levels, points) : z.undefined().optional(),
    limits: shape.limits.length > 0 ? named(shape.limits, limit) : z.undefined().optional(),
  });
}

const gate = (id: GateId) =>
  z.strictObject({
    on: z.boolean(),
    limits: gateLimits[id].length > 0 ? named(gateLimits[id], limit) : z.undefined().optional(),
  });

const optionalEach = <Id extends string, Entry extends z.ZodType>(
  ids: readonly Id[],
  entryOf: (id: Id) => Entry,
): z.ZodObject<Record<string, z.ZodOptional<Entry>>, z.core.$strict> =>
  z.strictObject(Object.fromEntries(ids.map((id) => [id, entryOf(id).optional()])));

export const measureIds = Object.keys(measureShapes) as MeasureId[];
export const gateIds = Object.keys(gateLimits) as GateId[];

export const scorecardFile = z.strictObject({
  version: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,59}$/),
  bands: bands.check(falling('healthy', 'watch', 'at_risk')),
  coverage: coverage.check(falling('commit', 'minimum')),
  segments: segments.check(falling('enterprise_above', 'smb_below')),
  segment_weights: z.strictObject({
    smb: groupWeights.optional(),
    mid_market: groupWeights.optional(),
    enterprise: groupWeights.optional(),
  }),
  small_account_seats: z.int().min(0).max(3),
  sales_leads_above: amount,
  expiry_days: z.strictObject({ nps: days, sponsor: days, outcome: days, sentiment: days }),
  half_life_days: days,
  usage_silent_days: days,
  power_user: z.strictObject({
    window_days: z.int().min(1).max(90),
    active_days: z.int().min(1).max(90),
    core_days: z.int().min(0).max(90),
    silent_days: z.int().min(1).max(90),
  }),
  events: z
    .array(z.strictObject({ pattern: z.string().min(1).max(200), class: z.enum(eventClasses), points: limit }))
    .max(1000),
  measures: optionalEach(measureIds, measure),
  gates: optionalEach(gateIds, gate),
  forecast: forecast.check(falling('commit_from', 'at_risk_below'), falling('commit_probability', 'risk_probability')),
});
export type ScorecardFile = z.output<typeof scorecardFile>;
