import { objectTypes, type ObjectType } from '../portal/object-types.ts';

/**
 * The record id of the n-th record of a type, the same for the same book. Portals that grew over years hold ids of eight to eleven
 * digits, and the older, shorter ones often begin with a higher digit: their order as texts (the search) is not their order as numbers (lists).
 */
export function recordId(type: ObjectType, n: number): string {
  const kind = objectTypes.indexOf(type) + 1;
  if (n % 7 === 0) return String(90_000_000 + kind * 1_000_000 + n);
  if (n % 7 < 3) return String(5_000_000_000 + kind * 100_000_000 + n * 17);
  return String(10_000_000_000 + kind * 3_000_000_000 + n * 1_013);
}
