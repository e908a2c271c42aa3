import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { z } from 'zod';
import { createAuditStore } from '../../server/storage/audit-store.ts';
import { createStores } from '../../server/storage/stores.ts';
import type { Account } from '../../src/accounts/account.ts';
import { accountId, type ConnectionId } from '../../src/accounts/ids.ts';
import type { HealthPresenter } from '../../src/ports/crm.ts';
import { createHubSpotPresenter } from '../../src/hubspot/to-hubspot.ts';
import { properties } from '../../src/hubspot/properties.ts';
import { createSalesforcePresenter } from '../../src/salesforce/to-salesforce.ts';
import { writtenFields } from '../../src/salesforce/written-fields.ts';
import { createReadDataQuality } from '../../src/sync/data-quality.ts';
import { proposeMapping } from '../../src/sync/propose-mapping.ts';
import { createRunSync } from '../../src/sync/run-sync.ts';
import { createExportConnection } from '../../src/views/export-connection.ts';
import { createReadAccountHealth } from '../../src/views/read-account-health.ts';
import { createReadRenewalBook } from '../../src/views/read-renewal-book.ts';
import { createReadSettings } from '../../src/views/read-settings.ts';
import { createExplainRecords } from '../../src/views/record-detail.ts';
import { inForce } from '../fixtures/account-case.ts';
import { type DatabaseForTest, openDatabaseForTest } from '../helpers/chosen-database.ts';
import type { CrmWorld } from './crm-world.ts';
import { openHubSpotWorld, type Control } from './hubspot-world.ts';
import { openSalesforceWorld } from './salesforce-world.ts';

/** A word in every text of each customer that belongs nowhere else. */
const words = ['QALPHAQ', 'QOMEGAQ', 'QSIGMAQ', 'QKAPPAQ'] as const;
type Word = (typeof words)[number];

interface Neighbour {
  readonly word: Word;
  readonly world: CrmWorld & { readonly control: Control; readonly logged: readonly unknown[] };
  readonly presenter: HealthPresenter;
  readonly account: string;
}
const everything = { owner: null, segment: null, tier: null, band: null, milestone: null };
const clock = { now: () => new Date() };
let storage: DatabaseForTest;
const open: (() => Promise<void>)[] = [];
beforeAll(async () => {
  storage = await openDatabaseForTest('embedded');
});
afterAll(() => storage.remove());
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** Two portals and two orgs whose records have the same ids, each with its word in every name. */
async function openNeighbours(): Promise<readonly Neighbour[]> {
  const stores = createStores(storage.database.db);
  const worlds = [
    await openHubSpotWorld({ portal: 'default' }),
    await openHubSpotWorld({ portal: 'german' }),
    await openSalesforceWorld({ org: 'default' }),
    await openSalesforceWorld({ org: 'german' }),
  ];
  return Promise.all(
    worlds.map(async (world, index) => {
      open.push(world.close);
      const word = words[index] ?? 'QALPHAQ';
      const account = await world.add('account', `Company ${word}`);
      await world.add('contact', `Person ${word}`, [account]);
      await world.add('ticket', `Ticket ${word}`, [account]);
      const presenter = index < 2 ? createHubSpotPresenter() : createSalesforcePresenter(createExplainRecords(stores));
      return { word, world, presenter, account };
    }),
  );
}

const journalEntry = z.object({
  properties: z.record(z.string(), z.unknown()).optional(),
  values: z.record(z.string(), z.unknown()).optional(),
});
type Journal = readonly z.infer<typeof journalEntry>[];
/** Everything that our calls changed in a CRM. */
const journalOf = async ({ world }: Neighbour): Promise<Journal> =>
  z.array(journalEntry.loose()).parse(await world.control.get('journal'));
/** Names of the properties that were written, as the product calls them. */
const namesIn = (journal: Journal): readonly string[] => [
  ...new Set(
    journal.flatMap(({ properties: inHubSpot, values: inSalesforce }) => [
      ...Object.keys(inHubSpot ?? {}),
      ...Object.keys(inSalesforce ?? {}).map((name) => name.replace(/__c$/, '').toLowerCase()),
    ]),
  ),
];
const ours = new Set([
  ...Object.values(properties).flatMap((all) => all.map(({ name }) => name)),
  ...Object.values(writtenFields).flatMap((all) => all.map(({ name }) => name)),
]);

it('A3 two portals and two orgs in one database: nothing of one is written to, read, exported, audited or logged for another, and only our own properties are written', async () => {
  await storage.empty();
  const stores = createStores(storage.database.db);
  const audit = createAuditStore(storage.database.db);
  const neighbours = await openNeighbours();
  const [portal, otherPortal, org, otherOrg] = neighbours.map(({ account }) => account);
  expect([portal, org]).toEqual([otherPortal, otherOrg]);
  const logged: string[] = [];
  const log = (...line: readonly unknown[]) => void logged.push(JSON.stringify(line));
  const logger = { info: log, warn: log, error: log };
  const parts = {
    stores,
    sources: () => Promise.resolve([]),
    firstScorecard: inForce,
    clock,
    logger,
    progress: { step: () => undefined },
  };
  const sync = async ({ world: { gateway }, presenter }: Neighbour): Promise<ConnectionId> => {
    const run = createRunSync({ ...parts, presenter, gateway });
    return (await run({ kind: 'full', dryRun: false, connection: null, locale: 'en' })).connection.id;
  };
  // side by side, and again: the second run finds what the others left
  await Promise.all(neighbours.map(sync));
  const ids = await Promise.all(neighbours.map(sync));
  expect(new Set(ids).size).toBe(words.length);

  const read = {
    health: createReadAccountHealth({ screens: stores.screens, clock }),
    book: createReadRenewalBook({ stores, clock }),
    settings: createReadSettings({ stores, clock, proposeMapping, readDataQuality: createReadDataQuality({ stores }) }),
    exported: createExportConnection({ stores }),
  };
  const seen = async (id: ConnectionId): Promise<string> => {
    const exported = [];
    for await (const page of read.exported(id, true)) exported.push(page);
    const accounts: Account['id'][] = [];
    for await (const page of stores.records.liveIds(id, 'account')) accounts.push(...page.map(accountId));
    const health = accounts.map((account) => read.health(id, { account }, 'de'));
    const entries = (await audit.entries()).filter(({ subject }) => subject === id);
    return JSON.stringify([
      ...[
        exported,
        await Promise.all(health),
        await read.book(id, everything, 'de'),
        await read.settings(id, 'de'),
        entries,
      ],
      ...[await stores.runs.latest(id, 100), await stores.installs.get(id)],
    ]);
  };
  for (const [index, neighbour] of neighbours.entries()) {
    const id = ids[index];
    if (id === undefined) throw new Error('not synced');
    const journal = await journalOf(neighbour);
    const [mine, inCrm] = [await seen(id), JSON.stringify(journal)];
    expect(mine).toContain(neighbour.word);
    expect(namesIn(journal)).toEqual(expect.arrayContaining(['renewal_health_band']));
    expect([id, namesIn(journal).filter((name) => !ours.has(name))]).toEqual([id, []]);
    for (const other of words.filter((word) => word !== neighbour.word)) {
      expect([id, mine]).not.toEqual([id, expect.stringContaining(other)]);
      expect([id, inCrm]).not.toEqual([id, expect.stringContaining(other)]);
    }
  }
  for (const word of words) expect(logged.join()).not.toContain(word);
  for (const { world } of neighbours)
    for (const word of words) expect(JSON.stringify(world.logged)).not.toContain(word);
});
