import { createHash } from 'node:crypto';
import type { Scorecard } from '../accounts/scorecard.ts';

/** SHA-256 of the scorecard's content, in hex: independent of the order of keys and of comments and layout of its file. */
export const scorecardHash = (card: Scorecard): string => createHash('sha256').update(canonical(card)).digest('hex');

/** JSON with the keys of every object in code-unit order. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`;
}
