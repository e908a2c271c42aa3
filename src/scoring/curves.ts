/** [raw, score] points, ascending in raw. */
export type Curve = readonly (readonly [number, number])[];

/** Score on a published curve: straight lines between its points, flat beyond its ends. Continuous, so that no tiny change of a fact makes a jump. */
export function onCurve(curve: Curve, raw: number): number {
  const first = curve[0];
  if (first === undefined) throw new RangeError('A curve needs at least one point');
  if (raw <= first[0]) return first[1];
  let from = first;
  // Counted, not iterated or unpacked: over a whole book this loop is most of the work.
  for (let at = 1; at < curve.length; at++) {
    const to = curve[at] ?? from;
    if (raw <= to[0])
      return to[0] === from[0] ? to[1] : from[1] + ((to[1] - from[1]) * (raw - from[0])) / (to[0] - from[0]);
    from = to;
  }
  return from[1];
}

/**
 * The same, laid out for many values: the piece a value lies on is counted instead of searched. A search branches by the value, which the processor guesses
 * wrong every third time, and over a whole book that was half of the time. NaN gives NaN.
 */
export function scorerOn(curve: Curve): (raw: number) => number {
  const knots = Float64Array.from(curve, ([raw]) => raw);
  const { x0, y0, dx, dy } = piecesOf(curve);
  return (raw) => {
    let at = 0;
    let knot = knots.length;
    while (knot-- > 0) at += Number(raw > (knots[knot] ?? 0));
    return (y0[at] ?? 0) + ((dy[at] ?? 0) * (raw - (x0[at] ?? 0))) / (dx[at] ?? 1);
  };
}

/** One piece before each point of the curve and one after the last; the outer two are flat. */
function piecesOf(curve: Curve) {
  const [first, last] = [curve[0], curve.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('A curve needs at least one point');
  const starts = [first, ...curve];
  const ends = [first, ...curve.slice(1), last];
  const piece = (valueOf: (from: readonly [number, number], to: readonly [number, number]) => number): Float64Array =>
    Float64Array.from(starts, (from, at) => valueOf(from, ends[at] ?? last));
  return {
    x0: piece(([x]) => x),
    y0: piece(([, y]) => y),
    dx: piece(([x0], [x1]) => (x1 === x0 ? 1 : x1 - x0)),
    dy: piece(([, y0], [, y1]) => y1 - y0),
  };
}

/**
 * The U-shaped curve: how far a raw value lies outside [low, high], as a share. 0 inside the range, 1 at `lowest` and below or at `highest` and above,
 * straight lines between.
 */
export function outsideRange(
  range: { readonly lowest: number; readonly low: number; readonly high: number; readonly highest: number },
  raw: number,
): number {
  if (raw < range.low) return clamp((range.low - raw) / (range.low - range.lowest), 0, 1);
  if (raw > range.high) return clamp((raw - range.high) / (range.highest - range.high), 0, 1);
  return 0;
}

/** Score of an ordered level; the scorecard's parser has checked that every level a measure can give is there. */
export function onLevel(levels: Readonly<Record<string, number>>, level: string): number {
  const score = levels[level];
  if (score === undefined) throw new RangeError(`The scorecard gives no score for level ${level}`);
  return score;
}

export const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));
