/** What a table says of a code; `otherwise` where it does not know it. Codes come from outside, and every object answers to `constructor`. */
export const entryOf = <T>(table: Readonly<Record<string, T>>, code: string, otherwise: T): T =>
  Object.hasOwn(table, code) ? (table[code] ?? otherwise) : otherwise;
