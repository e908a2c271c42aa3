import type { ChangeLine, ChangeSince, MeasureChange, MeasureResult } from '../accounts/health.ts';
import type { EvidenceSource, MeasureId } from '../accounts/measures.ts';
import type { Scorecard, ScorecardInForce } from '../accounts/scorecard.ts';
import type { Instant } from '../accounts/time.ts';
import { attributeChange } from './attribution.ts';
import { rate } from './bands.ts';
import { contentHash } from './content-hash.ts';
import { largestRemainder } from './largest-remainder.ts';
import { scoreOf } from './weigh.ts';

export interface ChangeInput {
  readonly t0: Instant;
  readonly t1: Instant;
  /** The scorecards in force at the two instants. */
  readonly card0: ScorecardInForce;
  readonly card1: ScorecardInForce;
  /** The account's measures by one scorecard: facts known at `knownAt`, as they stand at `asOf`. */
  readonly measuresAt: (
    card: Scorecard,
    at: { readonly asOf: Instant; readonly knownAt: Instant },
  ) => readonly MeasureResult[];
}

/**
 * Splits the score change from t0 to t1 exactly: first what another scorecard makes of the old data, then each measure's points from its old data to its
 * new. A measure whose facts come out as old knowledge alone would have it has aged; else its evidence changed; those that appeared or vanished are one
 * line per source (docs/adr/0001-one-step-attribution.md). Points sum to the change, shown points to the shown change. No comparable score when
 * none was shown at either end.
 */
export function explainChange({ t0, t1, card0, card1, measuresAt }: ChangeInput): ChangeSince {
  const first = measuresAt(card0.card, { asOf: t0, knownAt: t0 });
  const old = card1.hash === card0.hash ? first : measuresAt(card1.card, { asOf: t0, knownAt: t0 });
  const now = measuresAt(card1.card, { asOf: t1, knownAt: t1 });
  const from = rate(scoreOf(first), card0.card);
  const to = rate(scoreOf(now), card1.card);
  const moves = movesBetween(old, now);
  if (from.score === null || to.score === null || moves === null) return { state: 'no_comparable_score' };
  const lines: readonly Unshown[] = [
    ...scorecardLine(card0, card1, moves.rescored - from.score),
    ...valueLines(moves.each, () => measuresAt(card1.card, { asOf: t1, knownAt: t0 })),
    ...sourceLines(moves.each),
  ];
  const points = lines.map((line) => line.points);
  const shown = largestRemainder(points, to.shown - from.shown);
  return {
    state: 'compared',
    since: t0,
    until: t1,
    from: from.score,
    to: to.score,
    shownChange: to.shown - from.shown,
    lines: lines.map((line, index) => ({ ...line, shown: shown[index] ?? 0 })),
  };
}

/** Distributes over the causes, which Omit by itself would not. */
type Unshown = ChangeLine extends infer Line ? (Line extends ChangeLine ? Omit<Line, 'shown'> : never) : never;
type Scored = Extract<MeasureResult, { state: 'scored' }>;
interface Move {
  readonly old: Scored | null;
  readonly now: Scored | null;
  /** The new result, scored or not: why a measure has vanished. */
  readonly after: MeasureResult;
  readonly points: number;
}

/**
 * Each measure's part of the way from the old data to the new. Both are weighed as now: where the segment changed in between, other weights for the same
 * data are the scorecard's doing. Null when one side has no score.
 */
function movesBetween(
  before: readonly MeasureResult[],
  after: readonly MeasureResult[],
): { readonly rescored: number; readonly each: readonly Move[] } | null {
  const oldById = new Map(before.map((result) => [result.id, scored(result)]));
  const olds = after.map(({ id }) => oldById.get(id) ?? null);
  const nows = after.map(scored);
  const points = attributeChange({
    weights: after.map(({ weight }) => weight),
    before: olds.map((result) => result?.score ?? null),
    after: nows.map((result) => result?.score ?? null),
  });
  const { score: rescored } = scoreOf(
    after.map(({ weight }, i) => ({
      weight,
      ...(olds[i] ? { state: 'scored', score: olds[i].score } : { state: 'no_data' }),
    })),
  );
  if (points === null || rescored === null) return null;
  return {
    rescored,
    each: after.map((result, i) => ({
      old: olds[i] ?? null,
      now: nows[i] ?? null,
      after: result,
      points: points[i] ?? 0,
    })),
  };
}

const scored = (result: MeasureResult): Scored | null => (result.state === 'scored' ? result : null);

function scorecardLine(card0: ScorecardInForce, card1: ScorecardInForce, points: number): readonly Unshown[] {
  if (points === 0) return [];
  return [{ cause: 'scorecard', before: card0.card.version, after: card1.card.version, points }];
}

/** Measures with a value at both ends: those that only aged first. `agedMeasures` is asked only when there is something to tell apart. */
function valueLines(moves: readonly Move[], agedMeasures: () => readonly MeasureResult[]): readonly Unshown[] {
  const changed = moves.flatMap(({ old, now, points }) => (old && now && points !== 0 ? [{ old, now, points }] : []));
  if (changed.length === 0) return [];
  const aged = new Map(agedMeasures().map((result) => [result.id, scored(result)]));
  const lines = changed.map(({ old, now, points }) => ({
    cause: isSame(aged.get(now.id) ?? null, now) ? ('ageing' as const) : ('evidence' as const),
    detail: { measure: now.id, before: old.facts, after: now.facts } as MeasureChange,
    points,
  }));
  return [...lines.filter(({ cause }) => cause === 'ageing'), ...lines.filter(({ cause }) => cause === 'evidence')];
}

const isSame = (a: Scored | null, b: Scored): boolean =>
  a !== null && a.score === b.score && contentHash(a.facts) === contentHash(b.facts);

/** One outage is one line: what appeared, then what vanished (expiry included), by source in scorecard order. */
function sourceLines(moves: readonly Move[]): readonly Unshown[] {
  const gained = moves.flatMap(({ old, now, after, points }) => (now && !old ? [{ result: now, after, points }] : []));
  const lost = moves.flatMap(({ old, now, after, points }) => (old && !now ? [{ result: old, after, points }] : []));
  return [...bySource('data_gained', gained), ...bySource('data_lost', lost)];
}

function bySource(
  cause: 'data_gained' | 'data_lost',
  flips: readonly { readonly result: Scored; readonly after: MeasureResult; readonly points: number }[],
): readonly Unshown[] {
  const sources = Map.groupBy(flips, ({ result }): EvidenceSource => result.evidence.source);
  return [...sources].map(([source, members]) => ({
    cause,
    source,
    measures: members.map(({ result }): MeasureId => result.id),
    ...(members.some(({ after }) => isSilent(after)) ? { silent: true as const } : {}),
    points: members.reduce((sum, { points }) => sum + points, 0),
  }));
}

const isSilent = (result: MeasureResult): boolean => result.state === 'no_data' && result.reason === 'source_silent';
