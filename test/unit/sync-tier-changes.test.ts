import type { TierState } from '../../src/accounts/account-inputs.ts';
import { renewalId } from '../../src/accounts/ids.ts';
import { tierChanges } from '../../src/sync/recompute/tier-changes.ts';

const id = renewalId('9');
const state = (day: string, machine: TierState['machine'], renewal = id): TierState => ({
  renewalId: renewal,
  day,
  knownAt: `${day}T02:00:00.000Z`,
  machine,
  candidate: machine,
});
const decided = (machine: TierState['machine']) => ({
  renewals: [
    { renewalId: id, machine, reason: { code: 'gate', gate: 'overdue_invoice' }, gates: ['overdue_invoice'] } as const,
  ],
});

test('a tier that differs from the newest decision is a change with its cause', () => {
  const tierStates = [state('2026-11-20', 'best_case'), state('2026-11-21', 'commit'), state('2026-11-19', 'at_risk')];
  expect(tierChanges({ tierStates }, decided('at_risk'))).toEqual([
    { renewalId: id, from: 'commit', to: 'at_risk', because: 'gate', gates: ['overdue_invoice'] },
  ]);
});

test('the same tier, the first decision and another renewal’s tier are no change', () => {
  expect(tierChanges({ tierStates: [state('2026-11-21', 'at_risk')] }, decided('at_risk'))).toEqual([]);
  expect(tierChanges({ tierStates: [] }, decided('at_risk'))).toEqual([]);
  expect(tierChanges({ tierStates: [state('2026-11-21', 'commit', renewalId('8'))] }, decided('at_risk'))).toEqual([]);
});
