import { type ObjectType } from '../portal/object-types.ts';

/** Where the ids of a type start, so that no two types share one. */
const base: Readonly<Record<ObjectType, number>> = {
  companies: 11_000_000,
  deals: 14_000_000,
  contacts: 17_000_000,
  tickets: 20_000_000,
  meetings: 23_000_000,
  calls: 26_000_000,
  emails: 29_000_000,
  tasks: 32_000_000,
};

/**
 * The record id of the n-th record of a type: the same for the same book, of eight to eleven digits, because portals that grew over
 * years hold ids of every length and text order then differs from number order.
 */
export function recordId(type: ObjectType, n: number): string {
  const start = base[type];
  if (n % 7 === 0) return String(start + n);
  if (n % 7 < 3) return String(start * 100 + n * 17 + 3);
  return String(start * 1_000 + n * 1_013 + 11);
}
