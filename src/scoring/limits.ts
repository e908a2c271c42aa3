/** A named number of a measure or gate. The scorecard's parser has checked the names, so a missing one is a mistake in code. */
export function limitOf(rules: { readonly limits: Readonly<Record<string, number>> }, name: string): number {
  const limit = rules.limits[name];
  if (limit === undefined) throw new RangeError(`The scorecard gives no limit ${name}`);
  return limit;
}
