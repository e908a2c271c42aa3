/**
 * Integers for unrounded points, so that the printed parts sum to the printed change. `total` is the difference of the two shown (rounded) scores and
 * so lies less than 1 away from the sum of the parts. Each integer is its part rounded down or up: a positive part never shows a minus, a part of
 * exactly 0 shows 0. The largest fractions are rounded up; ties go to the larger part, then to the earlier one.
 * Throws RangeError when `total` is further away, or has no part to be shown by.
 */
export function largestRemainder(parts: readonly number[], total: number): readonly number[] {
  const sum = sumOf(parts);
  const order = [...parts.keys()].filter((index) => parts[index] !== 0).sort(byRemainder(parts));
  if (Math.abs(total - sum) > 1 + dust || (order.length === 0 && total !== 0))
    throw new RangeError(`Parts that sum to ${sum} cannot be shown as ${total}`);
  const shown = parts.map((part) => Math.floor(part) + 0);
  const missing = total - sumOf(shown);
  for (const [position, index] of order.entries())
    shown[index] = (shown[index] ?? 0) + raises(missing, position, order.length);
  return shown;
}

/** Rounding dust of the sum. With it `missing` may be one outside 0..parts: then the last part goes one lower, or the first one higher. */
const dust = 1e-6;
const raises = (missing: number, position: number, parts: number): number =>
  Math.floor((missing - 1 - position) / parts) + 1;

const sumOf = (parts: readonly number[]): number => parts.reduce((sum, part) => sum + part, 0);

function byRemainder(parts: readonly number[]): (a: number, b: number) => number {
  const part = (index: number): number => parts[index] ?? 0;
  const remainder = (index: number): number => part(index) - Math.floor(part(index));
  return (a, b) => remainder(b) - remainder(a) || Math.abs(part(b)) - Math.abs(part(a)) || a - b;
}
