import type { Scorecard } from '../accounts/scorecard.ts';
import { toScorecardFile } from './scorecard-fields.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A file that only names what differs, laid over the scorecard it extends: maps are merged key by key, lists and values replaced. */
export function extended(override: Fields, base: Scorecard): Fields {
  const { extends: _, ...own } = override;
  return merged({ ...toScorecardFile(base) }, own);
}

function merged(base: Fields, override: Fields): Fields {
  const both = Object.entries(override).map(([key, value]) => {
    const below = base[key];
    return [key, isFields(below) && isFields(value) ? merged(below, value) : value] as const;
  });
  return { ...base, ...Object.fromEntries(both) };
}

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
