/** One row of the table that `npm run bench` prints. Without a `gate` the value is only to look at. */
export interface BenchLine {
  readonly what: string;
  readonly value: string;
  readonly gate?: { readonly says: string; readonly holds: boolean };
}

export interface BenchResult {
  readonly lines: readonly BenchLine[];
  /** Everything that was measured, for reports/bench.json. */
  readonly details: object;
}

export const atLeast = (what: string, value: number, least: number, unit = ''): BenchLine => ({
  ...{ what, value: `${readable(value)}${unit}` },
  gate: { says: `at least ${readable(least)}${unit}`, holds: value >= least },
});

export const atMost = (what: string, value: number, most: number, unit = ''): BenchLine => ({
  ...{ what, value: `${readable(value)}${unit}` },
  gate: { says: `at most ${readable(most)}${unit}`, holds: value <= most },
});

export const exactly = (what: string, value: number, wanted: number): BenchLine => ({
  ...{ what, value: readable(value) },
  gate: { says: `exactly ${readable(wanted)}`, holds: value === wanted },
});

/** Whole numbers from 100, three digits below. */
export const readable = (value: number): string =>
  (Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3))).toLocaleString('en');

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Nearest rank, `share` from 0 to 1. NaN of nothing. */
export const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN;
