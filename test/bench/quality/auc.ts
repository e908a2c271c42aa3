export interface Ranked {
  readonly score: number;
  readonly lost: boolean;
}

/** Area under the curve: the chance that a lost account has a lower score than one that stayed; ties count half. By ranks. NaN where either kind is absent. */
export function aucOf(outcomes: readonly Ranked[]): number {
  const sorted = [...outcomes].sort((a, b) => b.score - a.score);
  const lost = sorted.filter((each) => each.lost).length;
  let ranks = 0;
  for (let start = 0; start < sorted.length;) {
    let end = start;
    while (end < sorted.length && sorted[end]?.score === sorted[start]?.score) end++;
    const ties = sorted.slice(start, end).filter((each) => each.lost).length;
    ranks += (ties * (start + 1 + end)) / 2;
    start = end;
  }
  return (ranks - (lost * (lost + 1)) / 2) / (lost * (sorted.length - lost));
}
