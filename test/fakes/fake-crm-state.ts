import {
  type CrmError,
  type CrmGateway,
  type HealthWrite,
  type RecordType,
  type RecordTypes,
  type WrittenValues,
} from '../../src/ports/crm.ts';

export type FakeOperation = Exclude<keyof CrmGateway, 'calls'>;
export type Child = Exclude<RecordType, 'account'>;

/** What happens to a write whose answer is lost; `late` waits for `deliverLate()`. */
export type LostWrite = 'applied' | 'not_applied' | 'late';

export interface Stored {
  readonly changedAt: string;
  readonly value: RecordTypes[RecordType] | null;
  readonly ours: WrittenValues;
  readonly links: readonly string[];
  readonly mergedIds: readonly string[];
}
export interface State {
  readonly tables: Readonly<Record<RecordType, Map<string, Stored>>>;
  readonly survivors: Map<string, string>;
  readonly refusals: Map<string, string>;
  readonly lost: Map<string, LostWrite>;
  readonly late: HealthWrite[];
  readonly failures: { operation: FakeOperation; error: CrmError }[];
  readonly removedFields: Set<string>;
  readonly applied: HealthWrite[];
  readonly count: { reads: number; writes: number; searches: number; rateLimited: number };
  clash: CrmError | null;
  provisioned: boolean;
}

export const emptyState = (): State => ({
  tables: { account: new Map(), renewal: new Map(), contact: new Map(), ticket: new Map(), interaction: new Map() },
  survivors: new Map(),
  refusals: new Map(),
  lost: new Map(),
  late: [],
  failures: [],
  removedFields: new Set(),
  applied: [],
  count: { reads: 0, writes: 0, searches: 0, rateLimited: 0 },
  clash: null,
  provisioned: false,
});

export const key = (type: RecordType, id: string) => `${type}:${id}`;

/** Every operation yields to the event loop once, as a network call does, and fails when a test said so. */
export async function enter(state: State, operation: FakeOperation): Promise<void> {
  await Promise.resolve();
  const index = state.failures.findIndex((failure) => failure.operation === operation);
  if (index < 0) return;
  const [failure] = state.failures.splice(index, 1);
  if (failure === undefined) return;
  if (failure.error.kind === 'rate_limited') state.count.rateLimited += 1;
  throw failure.error;
}
