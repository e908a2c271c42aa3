/**
 * 64-bit content hash of plain data, as 16 hex digits: two 32-bit lanes of multiply-and-xor mixing in the manner of cyrb53 and MurmurHash3's finaliser.
 * It tells changed facts from unchanged ones; it is no defence against someone who builds collisions. Written here because scoring uses no package.
 * Object keys count as a set and so does a list handed to `addSet`: the same facts in another order give the same hash, without sorting them.
 */
export class ContentHash {
  #low = 0;
  #high = 0;
  readonly #texts = new Map<string, Lanes>();

  /** Adds members whose order means nothing. `name` keeps apart equal members of different lists. */
  addSet(name: string, members: readonly unknown[]): void {
    for (const member of members) this.#join(pair(lanesOf(name), lanesOf(member)));
  }

  /**
   * One record of a long list, such as a day of usage: its texts in order, its counts as a set. Texts repeat there, so each is mixed once; the lanes are
   * plain numbers, because thousands of records would make as many objects.
   */
  addRecord(texts: readonly string[], counts: Readonly<Record<string, number>>): void {
    let low = 0;
    let high = 0;
    for (const name in counts) {
      const { low: nameLow, high: nameHigh } = this.#lanesOfKnown(name);
      const count = Math.imul((counts[name] ?? 0) + 1, 0x9e3779b1);
      low = (low + Math.imul(nameLow ^ count, 2246822507)) | 0;
      high = (high + Math.imul(nameHigh + count, 3266489909)) | 0;
    }
    for (const text of texts) {
      const { low: textLow, high: textHigh } = this.#lanesOfKnown(text);
      low = Math.imul(low ^ (low >>> 15) ^ textLow, 2654435761);
      high = Math.imul(high ^ (high >>> 13) ^ textHigh, 1597334677) + (low >>> 9);
    }
    this.#join(finish({ low: low | 0, high: high | 0 }));
  }

  digest(): string {
    const { low, high } = finish({ low: this.#low, high: this.#high });
    return hex(high) + hex(low);
  }

  #lanesOfKnown(text: string): Lanes {
    let lanes = this.#texts.get(text);
    if (lanes === undefined) this.#texts.set(text, (lanes = lanesOfText(text, 1)));
    return lanes;
  }

  /** Lanes are summed: addition does not care about order, and each summand is well mixed by then. */
  #join(lanes: Lanes): void {
    this.#low = (this.#low + lanes.low) | 0;
    this.#high = (this.#high + lanes.high) | 0;
  }
}

/** Hash of one value. */
export function contentHash(value: unknown): string {
  const hash = new ContentHash();
  hash.addSet('', [value]);
  return hash.digest();
}

interface Lanes {
  readonly low: number;
  readonly high: number;
}

function lanesOf(value: unknown): Lanes {
  if (typeof value === 'string') return lanesOfText(value, 1);
  if (Array.isArray(value)) return value.reduce((lanes: Lanes, item) => pair(lanes, lanesOf(item)), empty);
  if (typeof value === 'object' && value !== null) return lanesOfFields(value);
  return lanesOfText(String(value), 2);
}
const empty: Lanes = { low: 0x51ed270b, high: 0x2545f491 };

function lanesOfFields(value: object): Lanes {
  let low = 0;
  let high = 0;
  for (const [key, field] of Object.entries(value)) {
    const lanes = pair(lanesOfText(key, 3), lanesOf(field));
    low = (low + lanes.low) | 0;
    high = (high + lanes.high) | 0;
  }
  return finish({ low, high });
}

/** The kind is mixed in before the text: were it only another seed, "1" and 2 would cancel it out. */
function lanesOfText(text: string, kind: number): Lanes {
  let low = Math.imul(0xdeadbeef ^ kind, 2654435761);
  let high = Math.imul(0x41c6ce57 ^ kind, 1597334677);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    low = Math.imul(low ^ unit, 2654435761);
    high = Math.imul(high ^ unit, 1597334677);
  }
  return finish({ low, high });
}

/** Order-dependent: (a, b) and (b, a) differ. */
function pair(a: Lanes, b: Lanes): Lanes {
  return finish({
    low: Math.imul(a.low, 31) ^ b.low ^ (b.high >>> 7),
    high: Math.imul(a.high, 37) ^ b.high ^ (b.low >>> 11),
  });
}

function finish({ low, high }: Lanes): Lanes {
  const a = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  const b = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return { low: a | 0, high: b | 0 };
}

const hex = (lane: number): string => (lane >>> 0).toString(16).padStart(8, '0');
