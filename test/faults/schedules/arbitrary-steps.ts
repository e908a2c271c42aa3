import fc from 'fast-check';
import { accountsInWorld, type Step } from './world.ts';

const account = fc.integer({ min: 1, max: accountsInWorld });
const score = fc.integer({ min: 0, max: 100 });
const step = (weight: number, arbitrary: fc.Arbitrary<Step>) => ({ weight, arbitrary });

/** Faults and news in any order; syncs are as frequent as everything that disturbs them. */
export const schedules: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    step(6, fc.constant({ do: 'sync' })),
    step(4, fc.record({ do: fc.constant('score'), account, score })),
    step(3, fc.record({ do: fc.constant('sync and die'), beforeCall: fc.integer({ min: 1, max: 60 }) })),
    step(3, fc.record({ do: fc.constant('lose'), account, fate: fc.constantFrom('applied', 'not_applied', 'late') })),
    step(
      2,
      fc.record({
        do: fc.constant('fail'),
        operation: fc.constantFrom('write', 'readByIds', 'readChanged'),
        kind: fc.constantFrom('unavailable', 'rate_limited', 'auth'),
      }),
    ),
    step(1, fc.constant({ do: 'deliver late' })),
    step(1, fc.record({ do: fc.constant('edit'), account, score })),
    step(1, fc.record({ do: fc.constant('refuse'), account })),
    step(1, fc.record({ do: fc.constant('remove'), account })),
    step(1, fc.record({ do: fc.constant('merge'), account, into: account })),
  ),
  { minLength: 1, maxLength: 12 },
);
