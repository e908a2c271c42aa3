import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { schedules } from './schedules/arbitrary-steps.ts';
import { defects } from './schedules/defects.ts';
import { runSchedule } from './schedules/world.ts';

/** The acceptance run asks for 100,000. */
const asked = Number(process.env.SCHEDULES ?? 1500);
const allowed = 1000;

describe('S9 the sync under random schedules of faults', () => {
  it(
    `keeps its promises in every one of ${String(asked)}`,
    async () => {
      await fc.assert(
        fc.asyncProperty(schedules, async (steps) => {
          expect(await runSchedule(steps)).toEqual([]);
        }),
        { numRuns: asked },
      );
    },
    asked * 20 + 60_000,
  );

  it.each(Object.entries(defects))(`is seen to fail within ${String(allowed)} when it %s`, async (_, defect) => {
    const found = await fc.check(
      fc.asyncProperty(schedules, async (steps) => {
        expect(await runSchedule(steps, defect)).toEqual([]);
      }),
      { numRuns: allowed, endOnFailure: true },
    );
    expect(found.failed).toBe(true);
  });
});
