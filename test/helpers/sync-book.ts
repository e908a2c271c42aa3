import type { Account, Interaction, Renewal } from '../../src/accounts/account.ts';
import { accountId, renewalId } from '../../src/accounts/ids.ts';
import type { RawSignal, SignalBatch, SignalSource } from '../../src/ports/signal-source.ts';
import { addDays } from '../../src/scoring/calendar.ts';
import type { FakeCrm } from '../fakes/fake-crm.ts';

/** Sunday morning in Berlin; everything below is dated by days before or after it. */
export const today = '2026-11-22';
export const startInstant = '2026-11-22T08:00:00.000Z';
const inDays = (days: number): string => addDays(today, days);
const instant = (days: number): string => `${inDays(days)}T09:00:00.000Z`;

export const companyOf = (n: number, changes: Partial<Account> = {}): Account => ({
  id: accountId(`a${n}`),
  name: `Company ${n}`,
  domain: `company-${n}.example`,
  externalKey: `C-${n}`,
  ownerId: 'o1',
  createdAt: '2024-02-01T09:00:00.000Z',
  acv: { amount: 12_000 * n, currency: 'EUR' },
  seats: 5,
  contractStart: '2024-02-01',
  contractEnd: null,
  problems: [],
  ...changes,
});

export const renewalOf = (n: number, changes: Partial<Renewal> = {}): Renewal => ({
  id: renewalId(`d${n}`),
  accountId: accountId(`a${n}`),
  name: `Renewal ${n}`,
  ownerId: 'o1',
  createdAt: instant(-200),
  status: 'open',
  closedOn: null,
  renewalDate: inDays(30 + 10 * n),
  closeDate: null,
  arr: { amount: 12_000 * n, currency: 'EUR' },
  override: null,
  problems: [],
  ...changes,
});

export const meetingOf = (n: number, days: number, changes: Partial<Interaction> = {}): Interaction => ({
  id: `m${n}-${days}`,
  accountIds: [accountId(`a${n}`)],
  kind: 'meeting',
  at: instant(-days),
  outcome: 'held',
  isReview: false,
  ...changes,
});

/** Companies 1 to `size`, each with a renewal, a contact, a closed ticket and a meeting. */
export function fillCrm(crm: FakeCrm, size: number): void {
  for (let n = 1; n <= size; n += 1) {
    crm.put('account', companyOf(n));
    crm.put('renewal', renewalOf(n));
    crm.put('contact', {
      id: `c${n}`,
      accountIds: [accountId(`a${n}`)],
      name: `Person ${n}`,
      email: `u0@company-${n}.example`,
      jobTitle: null,
      role: 'champion',
      createdAt: '2024-02-02T09:00:00.000Z',
    });
    crm.put('ticket', {
      id: `t${n}`,
      accountIds: [accountId(`a${n}`)],
      createdAt: instant(-20),
      closedAt: instant(-18),
      priority: 'normal',
    });
    crm.put('interaction', meetingOf(n, 5 + n));
  }
}

const longAgo = 95;

/** Odd companies are thriving, every fourth is fading, the others have no usage at all. */
export const usageKind = (n: number): 'thriving' | 'fading' | 'none' =>
  n % 2 === 1 ? 'thriving' : n % 4 === 0 ? 'fading' : 'none';

function usageOf(n: number, busy: boolean): readonly RawSignal[] {
  const kind = usageKind(n);
  if (kind === 'none') return [];
  const users = !busy ? 1 : kind === 'thriving' ? 4 : 2;
  const silent = kind === 'thriving' ? 1 : 35;
  // The first day of all lies outside every window: usage has been coming in for long enough to be judged.
  const ages = [...Array.from({ length: busy ? 30 : 2 }, (_, i) => silent + 2 * i), longAgo];
  return Array.from({ length: users }, (_, user) =>
    ages.map((age): RawSignal => ({
      kind: 'usage',
      account: `C-${n}`,
      day: inDays(-age),
      user: `u${user}@company-${n}.example`,
      event: 'run_workflow',
      count: 2,
    })),
  ).flat();
}

const invoiceOf = (n: number): RawSignal => ({
  kind: 'invoice',
  account: `company-${n}.example`,
  id: `i${n}`,
  issuedOn: inDays(-60),
  dueOn: inDays(-30),
  paidOn: inDays(-35),
  amount: 1000,
  currency: 'EUR',
});

/** Two batches, so that a first import can break off in between. `quiet` = a handful of facts each, for tests that run hundreds of syncs. */
export const signalsOf = (size: number, volume: 'busy' | 'quiet' = 'busy'): SignalSource => ({
  name: 'files',
  async *read(): AsyncGenerator<SignalBatch> {
    const numbers = Array.from({ length: size }, (_, i) => i + 1);
    yield await Promise.resolve({ signals: numbers.flatMap((n) => usageOf(n, volume === 'busy')), rejected: [] });
    yield { signals: numbers.map(invoiceOf), rejected: [] };
  },
});
