/** A text between quotation marks: what a user typed must not be able to end it. */
export const quoted = (text: string): string => `'${text.replace(/[\\']/g, (found) => `\\${found}`)}'`;

export const idList = (ids: readonly string[]): string => `(${ids.map(quoted).join(',')})`;

export interface Query {
  readonly fields: readonly string[];
  readonly from: string;
  /** Conditions that all hold. */
  readonly where?: readonly string[];
  readonly orderBy?: string;
  readonly limit?: number;
}

export const toSoql = ({ fields, from, where = [], orderBy, limit }: Query): string =>
  [
    `SELECT ${[...new Set(fields)].join(', ')} FROM ${from}`,
    ...(where.length === 0 ? [] : [`WHERE ${where.join(' AND ')}`]),
    ...(orderBy === undefined ? [] : [`ORDER BY ${orderBy}`]),
    ...(limit === undefined ? [] : [`LIMIT ${limit}`]),
  ].join(' ');
