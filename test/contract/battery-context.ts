import type { AccountInputs } from '../../src/accounts/account-inputs.ts';
import { accountId, type ConnectionId } from '../../src/accounts/ids.ts';
import type { Stores } from '../../src/ports/stores.ts';
import { readOf, sampleAccount, sampleAssessment } from '../fixtures/store-samples.ts';

export const t1 = '2026-02-01T08:00:00.000Z';
export const t2 = '2026-02-02T08:00:00.000Z';
export const t3 = '2026-02-03T08:00:00.000Z';
export const live = (learnedAt: string) => ({ learnedAt, backfill: false });
export const first = (learnedAt: string) => ({ learnedAt, backfill: true });

export const pagesOf = async <Page>(pages: AsyncIterable<Page>): Promise<readonly Page[]> => {
  const collected: Page[] = [];
  for await (const page of pages) collected.push(page);
  return collected;
};
export const all = async <T>(pages: AsyncIterable<readonly T[]>): Promise<readonly T[]> =>
  (await pagesOf(pages)).flat();

/** What every test of the battery works on; `connection` is another one in each test. */
export interface BatteryContext {
  readonly stores: Stores;
  readonly connection: ConnectionId;
  /** Number of the running test, for further connections of its own. */
  readonly number: number;
  inputsOf(account: string): Promise<AccountInputs>;
  saveAccounts(...ids: readonly string[]): Promise<unknown>;
  /** Clears all marks by assessing every account. */
  clean(): Promise<void>;
  dirty(): Promise<readonly string[]>;
}

export const batteryContext = (
  now: () => Pick<BatteryContext, 'stores' | 'connection' | 'number'>,
): BatteryContext => ({
  get stores() {
    return now().stores;
  },
  get connection() {
    return now().connection;
  },
  get number() {
    return now().number;
  },
  inputsOf: async (account) => {
    const [inputs] = await now().stores.inputs.some(now().connection, [accountId(account)]);
    if (inputs === undefined) throw new Error(`no inputs of ${account}`);
    return inputs;
  },
  saveAccounts: (...ids) =>
    now().stores.records.save(
      now().connection,
      ids.map((id) => readOf('account', sampleAccount(id))),
      live(t1),
    ),
  clean: async () => {
    const { stores, connection } = now();
    for await (const page of stores.inputs.all(connection, 100)) {
      const assessments = page.map((inputs) => sampleAssessment(connection, inputs.accountId));
      await stores.assessments.save(connection, assessments, '9999-01-01T00:00:00.000Z');
    }
  },
  dirty: () => now().stores.inputs.dirty(now().connection, 100),
});
