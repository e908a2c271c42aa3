/** [raw, score] points, ascending in raw. */
export type Curve = readonly (readonly [number, number])[];

/** Score on a published curve: straight lines between its points, flat beyond its ends. Continuous, so that no tiny change of a fact makes a jump. */
export function onCurve(curve: Curve, raw: number): number {
  const first = curve[0];
  if (first === undefined) throw new RangeError('A curve needs at least one point');
  let [x0, y0] = first;
  if (raw <= x0) return y0;
  for (const [x1, y1] of curve) {
    if (raw <= x1) return x1 === x0 ? y1 : y0 + ((y1 - y0) * (raw - x0)) / (x1 - x0);
    x0 = x1;
    y0 = y1;
  }
  return y0;
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
