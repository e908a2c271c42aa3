import type { Connection } from '../../src/accounts/connection.ts';
import { connectionId } from '../../src/accounts/ids.ts';
import type { CrmField } from '../../src/ports/crm.ts';
import type { Run, RunKind } from '../../src/ports/stores.ts';
import { proposeMapping } from '../../src/sync/propose-mapping.ts';
import { hubspotSettings } from '../../src/views/contract/hubspot-settings.ts';
import type { GapName } from '../../src/views/settings/explain-data-quality.ts';
import { createReadSettings, type ReadSettingsDependencies } from '../../src/views/read-settings.ts';
import { defaultDescription } from '../fakes/fake-crm.ts';
import { createMemoryStores } from '../fakes/memory-stores.ts';
import { inForce } from '../fixtures/account-case.ts';
import { sampleConnection } from '../fixtures/store-samples.ts';

const id = connectionId('hubspot', '4711');
const at = (minute: number) => new Date(Date.UTC(2026, 5, 15, 8, minute)).toISOString();
const field = (name: string, label: string, type: CrmField['type']): CrmField => ({
  name,
  label,
  type,
  options: [],
  custom: true,
});
const portal = {
  ...defaultDescription,
  pipelines: [
    { id: 'p1', label: 'Verlängerungen' },
    { id: 'p2', label: 'Neugeschäft' },
  ],
  fields: {
    account: [
      field('customer_no', 'Customer number', 'text'),
      field('seats', 'Seats', 'number'),
      field('acv', 'ACV', 'number'),
    ],
    renewal: [],
    contact: [],
  },
};
interface AccountGaps {
  readonly name: string;
  readonly gaps: readonly GapName[];
}
type Quality = ReturnType<ReadSettingsDependencies['readDataQuality']>;
async function* pages<Item>(...all: readonly (readonly Item[])[]) {
  for (const page of all) yield await Promise.resolve(page);
}
const noProblems: Quality = {
  accounts: () => pages(),
  problems: () => pages(),
  unresolvedKeys: () => Promise.resolve([]),
  rejectedRows: () => Promise.resolve([]),
};
type Ended = Partial<Pick<Run, 'outcome' | 'stats' | 'error'>> & { readonly kind?: RunKind };

/** Settings of a connection with these runs, oldest first, as a reader of `locale` sees them. */
const settingsOf = async (
  {
    connection = {},
    runs = [],
    quality = noProblems,
  }: { connection?: Partial<Connection>; runs?: readonly Ended[]; quality?: Quality },
  locale: 'en' | 'de' = 'en',
) => {
  const stores = createMemoryStores();
  await stores.connections.add({ ...sampleConnection(id), ...connection });
  await stores.portals.save({ ...portal, connectionId: id }, at(0));
  await stores.scorecards.publish(id, inForce);
  for (const [minute, { kind = 'full', outcome = 'done', stats = {}, error = null }] of runs.entries()) {
    const run = await stores.runs.start(id, kind, at(minute));
    if (outcome !== 'running') await stores.runs.end(id, run, { endedAt: at(minute), outcome, stats, error });
  }
  const dependencies = {
    stores,
    clock: { now: () => new Date(at(59)) },
    proposeMapping,
    readDataQuality: () => quality,
  };
  const settings = await createReadSettings(dependencies)(id, locale);
  return hubspotSettings.parse(settings);
};

describe('the state of a connection', () => {
  it.each<readonly [string, Partial<Connection>, readonly Ended[], string, string]>([
    ['never_synced', {}, [], 'Connected, but nothing has been read yet: start the first sync.', 'before the first run'],
    [
      'never_synced',
      {},
      [{ outcome: 'running' }],
      'Connected, but nothing has been read yet: start the first sync.',
      'during it',
    ],
    ['ok', {}, [{ outcome: 'failed' }, {}], 'Last sync on 15 Jun 2026, 10:01.', 'when a later run made a failure good'],
    [
      'failing',
      {},
      [{}, { outcome: 'failed', error: 'auth/token_revoked' }],
      'The access token has been revoked.',
      'when the last run failed',
    ],
    ['failing', {}, [{ outcome: 'failed', error: 'interrupted' }], 'Interrupted.', 'when it was killed'],
    ['paused', { writeBack: 'paused' }, [{}], 'paused since an undo', 'after an undo'],
  ])('is %s', async (state, connection, runs, sentence, _when) => {
    const settings = await settingsOf({ connection, runs });
    expect(settings.connection.state).toBe(state);
    expect(settings.connection.sentence).toContain(sentence);
  });
});

describe('runs', () => {
  it('can be undone when they wrote and nobody has undone them yet', async () => {
    const { runs } = await settingsOf({
      runs: [
        { stats: { written: 12 } },
        { kind: 'incremental', stats: { written: 0 } },
        { kind: 'undo', stats: { written: 12, undone: 1 } },
        { stats: { dryRun: 1 } },
        { kind: 'recompute', stats: { written: 1, refused: 2 } },
        { kind: 'recompute', outcome: 'running' },
      ],
    });
    expect(runs.map(({ id: run, canUndo, sentence }) => [run, canUndo, sentence])).toEqual([
      [6, false, 'running'],
      [5, true, '1 record was written. The CRM refused 2 records.'],
      [4, false, 'Nothing was written (dry run).'],
      [3, true, '12 records were reset to their earlier values.'],
      [2, false, 'No record was written.'],
      [1, false, '12 records were written.'],
    ]);
    expect(runs[5]).toMatchObject({ kind: 'Full sync', startedText: '15 Jun 2026, 10:00' });
  });
});

describe('the mapping', () => {
  it('shows each target with its field, the candidates and what follows without one', async () => {
    const { mapping } = await settingsOf({});
    expect(mapping.map(({ target, field: used }) => [target, used])).toEqual([
      ['account.externalKey', 'customer_no'],
      ['account.acv', 'acv'],
      ['account.seats', null],
      ['account.contractStart', null],
      ['account.contractEnd', 'contract_end'],
      ['renewal.renewalDate', null],
      ['renewal.arr', 'amount'],
      ['contact.role', null],
    ]);
    const [key, , seats] = mapping;
    expect(key).toMatchObject({ label: 'Customer number', consequence: '' });
    expect(key?.candidates[0]).toMatchObject({ field: 'customer_no', label: 'Customer number' });
    expect(seats).toMatchObject({ consequence: 'Purchased seats come from signal files only.' });
    expect(seats?.candidates.map(({ field: name }) => name)).toContain('seats');
  });

  it('says which deals are renewals, in the language of the reader', async () => {
    const { renewalRule } = await settingsOf({}, 'de');
    expect(renewalRule.sentence).toBe('Deals in der Pipeline „Verlängerungen“ gelten als Verlängerungen.');
    expect(renewalRule.pipelines.map(({ chosen }) => chosen)).toEqual([true, false]);
  });

  it('says that there is no rule', async () => {
    const { mapping } = sampleConnection(id);
    const rule = { pipelineIds: [], fields: [] };
    const connection = { mapping: { ...mapping, renewal: { ...mapping.renewal, rule } } };
    expect((await settingsOf({ connection })).renewalRule.sentence).toMatch(/^No deal counts as a renewal/);
  });
});

describe('data quality', () => {
  it('counts accounts by gap with a few names, most frequent first, and what could not be used', async () => {
    const many = Array.from({ length: 7 }, (_, index) => ({ name: `Account ${index}`, gaps: ['no_seats'] as const }));
    const { dataQuality } = await settingsOf({
      quality: {
        accounts: () => pages<AccountGaps>([{ name: 'Nordlicht', gaps: ['no_arr', 'no_seats'] }], many),
        problems: () =>
          pages([
            {
              type: 'account' as const,
              id: '1',
              name: 'Acme',
              code: 'not_a_date' as const,
              field: 'end',
              value: 'soon',
            },
          ]),
        unresolvedKeys: () => Promise.resolve([{ account: 'C-9', signals: 3 }]),
        rejectedRows: () =>
          Promise.resolve([{ file: 'usage.csv', line: 3, column: 'day', code: 'not_a_day', value: 'x' }]),
      },
    });
    expect(dataQuality.map(({ code, accounts }) => [code, accounts])).toEqual([
      ['no_seats', 8],
      ['no_arr', 1],
      ['unusable_values', 1],
      ['unknown_accounts', 1],
      ['rejected_rows', 1],
    ]);
    expect(dataQuality[0]?.examples).toHaveLength(5);
    expect(dataQuality[2]?.examples[0]).toContain('“end” holds “soon”');
  });

  it('is empty when nothing is missing', async () => {
    expect((await settingsOf({})).dataQuality).toEqual([]);
  });
});

describe('the scorecard', () => {
  it('lists the measures that count, with their weights and why', async () => {
    const { scorecard } = await settingsOf({});
    expect(scorecard.version).toBe('default-1');
    expect(scorecard.measures.reduce((sum, { weight }) => sum + weight, 0)).toBe(100);
    expect(scorecard.measures.every(({ why, group }) => why !== '' && group !== '')).toBe(true);
  });
});
