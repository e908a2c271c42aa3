import type * as z from 'zod';

/** Checks of numbers against each other. They report the rule in `params`; scorecard-errors.ts finds the line. */
type Check<Value> = (payload: z.core.ParsePayload<Value>) => void;

/** Curve points stand in ascending order of their raw value; two at one value would be a jump. */
export const ascending: Check<[number, number][]> = ({ value, issues }) => {
  value.forEach(([raw], at) => {
    const before = value[at - 1];
    if (before === undefined || raw > before[0]) return;
    issues.push({ code: 'custom', params: { rule: 'not_ascending' }, path: [at], input: raw });
  });
};

/** Each number is at most the one named before it; equal ones leave the step between them empty, which is allowed. */
export const falling =
  <Key extends string>(...keys: readonly Key[]): Check<Readonly<Record<Key, number>>> =>
  ({ value, issues }) => {
    keys.forEach((key, at) => {
      const above = keys[at - 1];
      if (above === undefined || value[key] <= value[above]) return;
      issues.push({ code: 'custom', params: { rule: 'out_of_order', above }, path: [key], input: value[key] });
    });
  };
