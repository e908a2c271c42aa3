import { type BookOptions } from './types.ts';

/** `seed=7,companies=200,as-of=2026-11-22`, and `deals`, `contacts`, `tickets`, `history-days`, `activity-percent` where wanted. Throws for a count that is no whole number. */
export function bookArgument(text: string): BookOptions {
  const parts = new Map(
    text.split(',').map((part): [string, string] => {
      const [name = '', value = ''] = part.split('=');
      return [name.trim(), value.trim()];
    }),
  );
  const count = (name: string): number | null => {
    const value = parts.get(name);
    if (value === undefined) return null;
    if (!/^\d+$/.test(value)) throw new Error(`--book ${name} is a whole number, not ${value}`);
    return Number(value);
  };
  const [deals, contacts, tickets] = [count('deals'), count('contacts'), count('tickets')];
  const [historyDays, activityPercent] = [count('history-days'), count('activity-percent')];
  return {
    seed: count('seed') ?? 7,
    companies: count('companies') ?? 200,
    asOf: parts.get('as-of') ?? new Date().toISOString().slice(0, 10),
    ...(deals === null ? {} : { deals }),
    ...(contacts === null ? {} : { contacts }),
    ...(tickets === null ? {} : { tickets }),
    ...(historyDays === null ? {} : { historyDays }),
    ...(activityPercent === null ? {} : { activityShare: activityPercent / 100 }),
  };
}
