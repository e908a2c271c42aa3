import type { Scorecard, ScorecardMeasure } from '../accounts/scorecard.ts';
import { gateIds, measureIds, type ScorecardFile } from './scorecard-file.ts';

/** The file's words become the domain's. Measures come in their fixed order; one the file does not name is off and left out. */
export function fromScorecardFile(file: ScorecardFile): Scorecard {
  return {
    version: file.version,
    measures: measureIds.flatMap((id) => {
      const entry = file.measures[id];
      return entry === undefined ? [] : [fromMeasure(id, entry)];
    }),
    bands: { healthy: file.bands.healthy, watch: file.bands.watch, atRisk: file.bands.at_risk },
    coverage: file.coverage,
    forecast: fromForecast(file.forecast),
    gates: Object.fromEntries(
      gateIds.flatMap((id) => {
        const entry = file.gates[id];
        return entry === undefined ? [] : [[id, { on: entry.on, limits: entry.limits ?? {} }]];
      }),
    ),
    events: file.events,
    powerUser: {
      windowDays: file.power_user.window_days,
      activeDays: file.power_user.active_days,
      coreDays: file.power_user.core_days,
      silentDays: file.power_user.silent_days,
    },
    expiryDays: file.expiry_days,
    halfLifeDays: file.half_life_days,
    usageSilentDays: file.usage_silent_days,
    segments: { smbBelow: file.segments.smb_below, enterpriseAbove: file.segments.enterprise_above },
    segmentWeights: withoutAbsent(file.segment_weights),
    smallAccountSeats: file.small_account_seats,
    salesLeadsAbove: file.sales_leads_above,
  };
}

/** The domain's words become the file's: the inverse of `fromScorecardFile`. */
export function toScorecardFile(card: Scorecard): ScorecardFile {
  return {
    version: card.version,
    bands: { healthy: card.bands.healthy, watch: card.bands.watch, at_risk: card.bands.atRisk },
    coverage: { ...card.coverage },
    segments: { smb_below: card.segments.smbBelow, enterprise_above: card.segments.enterpriseAbove },
    segment_weights: withoutAbsent(card.segmentWeights),
    small_account_seats: card.smallAccountSeats,
    sales_leads_above: card.salesLeadsAbove,
    expiry_days: { ...card.expiryDays },
    half_life_days: card.halfLifeDays,
    usage_silent_days: card.usageSilentDays,
    power_user: {
      window_days: card.powerUser.windowDays,
      active_days: card.powerUser.activeDays,
      core_days: card.powerUser.coreDays,
      silent_days: card.powerUser.silentDays,
    },
    events: card.events.map((rule) => ({ ...rule })),
    measures: Object.fromEntries(card.measures.map((measure) => [measure.id, toMeasure(measure)])),
    gates: Object.fromEntries(
      Object.entries(card.gates).map(([id, { on, limits }]) => [id, { on, limits: orAbsent(limits) }]),
    ),
    forecast: toForecast(card.forecast),
  };
}

type MeasureEntry = NonNullable<ScorecardFile['measures'][string]>;

const fromMeasure = (id: ScorecardMeasure['id'], entry: MeasureEntry): ScorecardMeasure => ({
  id,
  group: entry.group,
  weight: entry.weight,
  curve: entry.curve ?? null,
  levels: entry.levels ?? null,
  limits: entry.limits ?? {},
});

const toMeasure = ({ group, weight, curve, levels, limits }: ScorecardMeasure): MeasureEntry => ({
  group,
  weight,
  curve: curve?.map(([raw, score]): [number, number] => [raw, score]),
  levels: levels === null ? undefined : { ...levels },
  limits: orAbsent(limits),
});

const orAbsent = (limits: Readonly<Record<string, number>>): Record<string, number> | undefined =>
  Object.keys(limits).length === 0 ? undefined : { ...limits };

const fromForecast = (file: ScorecardFile['forecast']): Scorecard['forecast'] => ({
  atRiskBelow: file.at_risk_below,
  commitFrom: file.commit_from,
  fallingBelow: file.falling_below,
  windowDays: file.window_days,
  overdueDays: file.overdue_days,
  nearDays: file.near_days,
  holdRuns: file.hold_runs,
  passBy: file.pass_by,
  commitProbability: file.commit_probability,
  riskProbability: file.risk_probability,
  overrideDays: file.override_days,
});

const toForecast = (rules: Scorecard['forecast']): ScorecardFile['forecast'] => ({
  at_risk_below: rules.atRiskBelow,
  commit_from: rules.commitFrom,
  falling_below: rules.fallingBelow,
  window_days: rules.windowDays,
  overdue_days: rules.overdueDays,
  near_days: rules.nearDays,
  hold_runs: rules.holdRuns,
  pass_by: rules.passBy,
  commit_probability: rules.commitProbability,
  risk_probability: rules.riskProbability,
  override_days: rules.overrideDays,
});

function withoutAbsent(weights: ScorecardFile['segment_weights'] | Scorecard['segmentWeights']) {
  const { smb, mid_market, enterprise } = weights;
  return {
    ...(smb === undefined ? {} : { smb: { ...smb } }),
    ...(mid_market === undefined ? {} : { mid_market: { ...mid_market } }),
    ...(enterprise === undefined ? {} : { enterprise: { ...enterprise } }),
  };
}
