/**
 * Shares an exact total out over a sequence whose weights come one by one: each call returns the part of the next element, the parts of all
 * elements sum to `total`. `sum` is the sum of the weights that will be given. Needs no memory of the sequence.
 */
export function shareOut(total: number, sum: number): (weight: number) => number {
  let seen = 0;
  const until = (weight: number): number => Math.floor((total * weight) / sum);
  return (weight) => {
    const before = until(seen);
    seen += weight;
    return until(seen) - before;
  };
}
