// Bound once: a look-up of a global costs more than the arithmetic where the module runs in a context of its own, as under a test runner.
const { exp, floor, imul } = Math;
const rootOfThree = Math.sqrt(3);

/** Chance with a seed: every topic of every company has its own stream, so that a new draw in one place changes nothing elsewhere. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Whole number, both ends included. */
  int(low: number, high: number): number;
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** One entry, each as likely as its share of the sum. */
  weighted<T extends { readonly share: number }>(list: readonly T[]): T;
  normal(mean: number, deviation: number): number;
  poisson(mean: number): number;
}

/** The stream named by `seed` and `path`: the same names give the same numbers on every machine. */
export function randomStream(seed: number, ...path: readonly (string | number)[]): Random {
  const next = xoshiro128(hashOf(`${seed}/${path.join('/')}`));
  const int = (low: number, high: number): number => low + floor(next() * (high - low + 1));
  return {
    next,
    int,
    between: (low, high) => low + next() * (high - low),
    chance: (probability) => next() < probability,
    pick: (list) => entry(list, int(0, list.length - 1)),
    weighted: (list) => weighted(list, next()),
    // Sum of four uniforms: bell-shaped enough, bounded (no outlier of seven deviations), and free of log and cos.
    normal: (mean, deviation) => mean + deviation * rootOfThree * (next() + next() + next() + next() - 2),
    poisson: (mean) => poisson(mean, next),
  };
}

function entry<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new RangeError('Nothing to pick from an empty list');
  return found;
}

function weighted<T extends { readonly share: number }>(list: readonly T[], at: number): T {
  let rest = at * list.reduce((sum, item) => sum + item.share, 0);
  for (const item of list) {
    rest -= item.share;
    if (rest < 0) return item;
  }
  return entry(list, list.length - 1);
}

/** Knuth's product method: means stay under 100 here, so exp does not underflow. */
function poisson(mean: number, next: () => number): number {
  const least = exp(-mean);
  let count = 0;
  for (let product = next(); product > least; product *= next()) count++;
  return count;
}

/** FNV-1a over the UTF-16 units of `text`, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** xoshiro128** (Blackman and Vigna, public domain), its four words filled by splitmix32 so that near seeds do not start alike. */
function xoshiro128(seed: number): () => number {
  let mixed = seed;
  const word = (): number => {
    mixed = (mixed + 0x9e3779b9) | 0;
    let z = imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    z = imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
  let [a, b, c, d] = [word(), word(), word(), word()];
  return () => {
    const product = imul(b, 5);
    const result = imul((product << 7) | (product >>> 25), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = (d << 11) | (d >>> 21);
    return result / 2 ** 32;
  };
}
