import { gzipSync } from 'node:zlib';
import { createStores } from '../../server/storage/stores.ts';
import { connectionId } from '../../src/accounts/ids.ts';
import { currentActor } from '../../src/common/acting-as.ts';
import { CrmError } from '../../src/ports/crm.ts';
import { accountHealthAnswer } from '../../src/views/contract/account-health.ts';
import { dryRun, hubspotSettings } from '../../src/views/contract/hubspot-settings.ts';
import { renewalBook } from '../../src/views/contract/renewal-book.ts';
import { openStoresForTest, type StoresForTest } from '../helpers/chosen-database.ts';
import { embeddedFolder } from '../helpers/embedded.ts';
import { openCounted } from './database.battery.ts';
import { type Ask, openHttpWorld, putCustomer } from './http-world.ts';

type World = Awaited<ReturnType<typeof openHttpWorld>>;
let storage: StoresForTest;
beforeAll(async () => {
  storage = await openStoresForTest();
});
afterAll(() => storage.remove());

let world: World;
beforeEach(async () => {
  world = await openHttpWorld(await storage.fresh());
  putCustomer(world.portal('1'), 'Nordlicht GmbH');
  putCustomer(world.portal('2'), 'Geheim AG');
});
afterEach(() => world.close());

const get = (path: string, options?: Ask) => world.ask('GET', path, options);
const post = (path: string, body: unknown = {}, options: Ask = {}) => world.ask('POST', path, { body, ...options });
const scored = async (portal = '1') => {
  expect((await post('/hubspot/accounts/100/score', {}, { portal })).status).toBe(200);
};
/** A run that was started from the page ends a moment later. */
const runsAre = async (outcome: string) => {
  for (let attempt = 0; attempt < 200; attempt++) {
    const free = await world.turns.begin(connectionId('hubspot', '1'));
    await free?.end();
    if (free !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const [run] = await world.stores.runs.latest(connectionId('hubspot', '1'), 1);
  expect(run?.outcome).toBe(outcome);
};
/** From now on each turn is lost as soon as it has begun. */
const loseTurns = () => {
  const begin = world.turns.begin.bind(world.turns);
  Object.assign(world.turns, { begin: async (key: string) => ({ ...(await begin(key)), isHeld: () => false }) });
};
const healthOf = async (portal = '1', locale = 'en') =>
  accountHealthAnswer.parse((await get(`/hubspot/accounts/100/health?locale=${locale}`, { portal })).body);
const assessed = async (portal = '1') => {
  const health = await healthOf(portal);
  if (health.state !== 'assessed') throw new Error('not assessed');
  return health;
};

const reads = ['/hubspot/accounts/100/health', '/hubspot/renewals/900/health', '/hubspot/book', '/hubspot/settings'];
const writes: readonly (readonly [string, unknown])[] = [
  ['/hubspot/accounts/100/score', {}],
  ['/hubspot/accounts/100/tasks', { key: 'x' }],
  ['/hubspot/renewals/900/override', { tier: null, reason: null, until: null }],
  ['/hubspot/segments', {}],
  ['/hubspot/settings/mapping', { fields: {}, pipelineIds: [] }],
  ['/hubspot/settings/preferences', { showNames: true, locale: 'de' }],
  ['/hubspot/dry-run', {}],
  ['/hubspot/sync', {}],
  ['/hubspot/runs/1/undo', {}],
  ['/hubspot/resume', {}],
];

describe('a request that is not verified', () => {
  it('is refused on every route with the same body', async () => {
    const answers = await Promise.all([
      ...reads.map((path) => get(path, { signed: false })),
      ...writes.map(([path, body]) => post(path, body, { signed: false })),
      get(reads[0] ?? '', { app: '1' }),
      get(reads[0] ?? '', { portal: 'x' }),
      get(reads[0] ?? '', { query: '&portalId=2' }),
      get(reads[0] ?? '', { headers: { 'X-HubSpot-Request-Timestamp': '1790000000000' } }),
      get('/hubspot/nowhere', { signed: false }),
    ]);
    const bodies = new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`));
    expect([...bodies]).toEqual(['401 {"error":"not_verified","sentence":"The request could not be verified."}']);
    expect(world.portal('1').crm.calls().total).toBe(0);
  });

  it('is told so in the language of the reader', async () => {
    const { body } = await get('/hubspot/book?locale=de', { signed: false });
    expect(body.sentence).toBe('Die Anfrage konnte nicht überprüft werden.');
  });
});

describe('a body', () => {
  it.each([
    ['an unknown field', JSON.stringify({ key: 'x', admin: true })],
    ['a missing field', '{}'],
    ['no JSON', '{"key":'],
    ['not an object', '[1]'],
    ['nothing', ''],
  ])('with %s is refused', async (_, raw) => {
    const { status, body } = await world.ask('POST', '/hubspot/accounts/100/tasks', { raw });
    expect([status, body.error]).toEqual([400, 'bad_request']);
  });

  it('that is compressed or larger than 1 MB is refused before it is read as JSON', async () => {
    const asked = (raw: Ask['raw'], headers: Ask['headers'] = {}) =>
      world.ask('POST', '/hubspot/segments', { ...(raw === undefined ? {} : { raw }), headers });
    expect((await asked(new Uint8Array(gzipSync('{}')), { 'content-encoding': 'gzip' })).status).toBe(415);
    expect((await asked(`{"a":"${'x'.repeat(1_048_576)}"}`)).status).toBe(413);
    expect((await asked('{}')).status).toBe(200);
  });

  it('of an address with an odd id is refused', async () => {
    for (const id of ['abc', '1%20or%201', '9'.repeat(21)]) {
      expect((await get(`/hubspot/accounts/${id}/health`)).status).toBe(400);
    }
  });
});

describe('reading', () => {
  it('never asks the CRM and starts no work, also when nothing is scored', async () => {
    for (const path of reads) expect((await get(path)).status).toBe(200);
    expect((await healthOf()).state).toBe('not_scored_yet');
    expect(world.portal('1').crm.calls().total).toBe(0);
    expect(await world.stores.runs.latest(connectionId('hubspot', '1'), 10)).toEqual([]);
  });

  it('answers by contract, in the language of the reader', async () => {
    await scored();
    expect(await healthOf('1', 'de')).toMatchObject({
      state: 'assessed',
      locale: 'de',
      account: { name: 'Nordlicht GmbH' },
    });
    const byRenewal = accountHealthAnswer.parse((await get('/hubspot/renewals/900/health')).body);
    expect(byRenewal).toMatchObject({ state: 'assessed', renewals: [{ id: '900' }] });
    const book = renewalBook.parse((await get('/hubspot/book?locale=de&owner=&tier=at_risk')).body);
    expect(book.rows.map(({ renewalId }) => renewalId)).toEqual(['900']);
    expect(renewalBook.parse((await get('/hubspot/book?tier=commit')).body).rows).toEqual([]);
    const settings = hubspotSettings.parse((await get('/hubspot/settings?locale=de')).body);
    expect(settings.mapping.map(({ target }) => target)).toContain('renewal.renewalDate');
    expect(settings.renewalRule.pipelines).toEqual([{ id: 'p1', label: 'Renewals', chosen: true }]);
    expect(settings.runs[0]).toMatchObject({ outcome: 'done', canUndo: true });
  });

  it('is not cached on the way', async () => {
    expect((await get('/hubspot/book')).headers.get('cache-control')).toBe('no-store');
  });

  it('says that a portal is not connected', async () => {
    expect((await get('/hubspot/book', { portal: '77' })).body.error).toBe('not_connected');
    expect((await get('/hubspot/settings', { portal: '77' })).status).toBe(404);
    expect((await healthOf('77')).state).toBe('not_scored_yet');
  });
});

describe('A3 two portals with the same record ids', () => {
  it('never see each other, whatever is asked', async () => {
    await scored('1');
    await scored('2');
    await post(
      '/hubspot/renewals/900/override',
      { tier: 'commit', reason: 'other', until: '2026-07-01' },
      { portal: '2' },
    );
    const answers = await Promise.all(reads.map((path) => get(path)));
    expect(JSON.stringify(answers.map(({ body }) => body))).not.toContain('Geheim');
    expect((await assessed('2')).account.name).toBe('Geheim AG');
    expect((await assessed('1')).renewals[0]?.human).toBeNull();
    expect(world.portal('1').crm.applied.some(({ values }) => 'renewal_tier_override' in values)).toBe(false);
  });
});

describe('"Score now"', () => {
  it('reads the account with everything linked to it, assesses it and writes back', async () => {
    await scored();
    const { crm } = world.portal('1');
    expect(crm.ours('account', '100').renewal_health_band).toBe('insufficient_data');
    expect(crm.ours('renewal', '900').renewal_tier).toBe('at_risk');
    const writesBefore = crm.applied.length;
    await scored();
    expect(crm.applied).toHaveLength(writesBefore);
  });

  it('says when the CRM does not know the account, or cannot be reached', async () => {
    expect(await post('/hubspot/accounts/555/score')).toMatchObject({ status: 404, body: { error: 'account_gone' } });
    world
      .portal('1')
      .crm.breakNext('readByIds', new CrmError('unavailable', 'timeout', { details: { host: 'api.hubapi.com' } }));
    const { status, body } = await post('/hubspot/accounts/100/score?locale=de');
    expect([status, body.error]).toEqual([503, 'timeout']);
    expect(body.sentence).toContain('api.hubapi.com');
  });

  it('finds the connection busy while a run is under way', async () => {
    const running = await world.turns.begin(connectionId('hubspot', '1'));
    expect(running).not.toBeNull();
    expect(await post('/hubspot/accounts/100/score')).toMatchObject({ status: 409, body: { error: 'busy' } });
    expect((await post('/hubspot/accounts/100/score', {}, { portal: '2' })).status).toBe(200);
    await running?.end();
    await scored();
  });
});

describe('a manual tier', () => {
  const commit = { tier: 'commit', reason: 'verbal_commitment', until: '2026-07-01' };
  const override = (body: unknown) => post('/hubspot/renewals/900/override', body);

  it('is written into the CRM, counts at once, and is set once however often it is sent', async () => {
    await scored();
    const first = await override(commit);
    expect(first.body).toEqual({ state: 'done', sentence: 'The tier is set to Commit until 1 Jul 2026.' });
    const again = await override(commit);
    expect(again.body).toEqual({ state: 'already_done', sentence: 'The tier is set to Commit until 1 Jul 2026.' });
    expect((await assessed()).renewals[0]).toMatchObject({ final: { code: 'commit' }, human: { state: 'valid' } });
    expect(world.portal('1').crm.ours('renewal', '900').renewal_tier).toBe('commit');
  });

  it('is told the log as the decision of whoever asked on the card, and only once it stands in the CRM', async () => {
    const stores = await storage.fresh();
    const told: unknown[] = [];
    const save: typeof stores.records.save = (id, reads, options) => {
      const overrides = reads.flatMap(({ value }) => (value !== null && 'override' in value ? [value.override] : []));
      if (options.setOnCard === true) told.push([currentActor(), overrides]);
      return stores.records.save(id, reads, options);
    };
    await world.close();
    world = await openHttpWorld({ ...stores, records: { ...stores.records, save } });
    putCustomer(world.portal('1'), 'Nordlicht GmbH');
    await scored();
    for (let times = 0; times < 2; times++) await override(commit);
    expect(told).toEqual([['hubspot-user:7', [commit]]]);
  });

  it('is not written by a process that has lost its turn', async () => {
    await scored();
    const { crm } = world.portal('1');
    const written = crm.applied.length;
    loseTurns();
    expect(await override(commit)).toMatchObject({ status: 409, body: { error: 'lease_lost' } });
    expect(crm.applied).toHaveLength(written);
  });

  it('is taken back', async () => {
    await scored();
    await override(commit);
    expect((await override({ tier: null, reason: null, until: null })).body.state).toBe('done');
    expect((await assessed()).renewals[0]?.human).toBeNull();
  });

  it.each([
    [{ ...commit, until: '2026-06-14' }, 'day_past'],
    [{ ...commit, until: null }, 'reason_missing'],
    [{ ...commit, reason: null }, 'reason_missing'],
    [{ ...commit, tier: 'best' }, 'bad_request'],
    [{ ...commit, note: 'x' }, 'bad_request'],
  ])('is refused: %j', async (body, error) => {
    await scored();
    expect(await override(body)).toMatchObject({ status: 400, body: { error } });
  });

  it('needs a renewal that is open', async () => {
    world.portal('1').crm.remove('renewal', '900');
    expect(await override(commit)).toMatchObject({ status: 404, body: { error: 'renewal_gone' } });
  });
});

describe('the task of the next step', () => {
  it('C2 is created once', async () => {
    await scored();
    const { key, text } = (await assessed()).nextStep;
    const states = [];
    for (let click = 0; click < 3; click++)
      states.push((await post('/hubspot/accounts/100/tasks', { key })).body.state);
    expect(states).toEqual(['done', 'already_done', 'already_done']);
    const { tasks } = world.portal('1');
    expect(tasks).toHaveLength(1);
    expect(tasks[0]).toMatchObject({ subject: text, key, accountId: '100' });
  });

  it('is not created when the step has changed since the card was opened', async () => {
    await scored();
    expect(await post('/hubspot/accounts/100/tasks', { key: '100:gate:ticket_storm:2026-W01' })).toMatchObject({
      status: 409,
      body: { error: 'step_outdated' },
    });
  });
});

it('a process that has lost its turn creates no task, no segment and no property', async () => {
  await scored();
  const { key } = (await assessed()).nextStep;
  const { crm, tasks, segments } = world.portal('1');
  loseTurns();
  const lost = { status: 409, body: { error: 'lease_lost' } };
  expect(await post('/hubspot/accounts/100/tasks', { key })).toMatchObject(lost);
  expect(await post('/hubspot/segments')).toMatchObject(lost);
  await post('/hubspot/sync');
  await runsAre('failed');
  expect([tasks, segments]).toEqual([[], []]);
  expect((await crm.provision({ dryRun: true })).created).not.toEqual([]);
});

describe('settings', () => {
  it('create the segments once', async () => {
    expect((await post('/hubspot/segments')).body).toEqual({ state: 'done', sentence: '3 segments were created.' });
    expect((await post('/hubspot/segments?locale=de')).body.state).toBe('already_done');
    expect(world.portal('1').segments).toHaveLength(3);
  });

  it('save preferences and the mapping, and refuse fields that the portal does not have', async () => {
    const preferences = { showNames: true, locale: 'de' };
    expect((await post('/hubspot/settings/preferences', preferences)).body.state).toBe('done');
    expect((await post('/hubspot/settings/preferences', preferences)).body.state).toBe('already_done');
    const mapping = (fields: object, pipelineIds: readonly string[] = ['p1']) =>
      post('/hubspot/settings/mapping', { fields, pipelineIds });
    expect((await mapping({ 'account.externalKey': null })).body.state).toBe('done');
    expect((await mapping({ 'account.externalKey': null })).body.state).toBe('already_done');
    for (const wrong of [{ 'account.seats': 'nowhere' }, { 'account.id': null }, { seats: null }]) {
      expect((await mapping(wrong)).body.error).toBe('field_unknown');
    }
    expect((await mapping({}, ['p9'])).body.error).toBe('field_unknown');
    const saved = await world.stores.connections.get(connectionId('hubspot', '1'));
    expect(saved).toMatchObject({
      showNames: true,
      locale: 'de',
      mapping: { account: { externalKey: null, acv: 'acv' } },
    });
  });

  it('preview, approve, undo and resume a write-back', async () => {
    await scored();
    const { crm } = world.portal('1');
    crm.edit('account', '100', { renewal_health_band: 'healthy' });
    expect((await post('/hubspot/sync')).body.state).toBe('done');
    await runsAre('done');
    expect(crm.ours('account', '100').renewal_health_band).toBe('insufficient_data');
    expect(dryRun.parse((await post('/hubspot/dry-run')).body)).toMatchObject({ changes: [], more: 0 });

    const [run] = await world.stores.runs.latest(connectionId('hubspot', '1'), 1);
    expect((await post(`/hubspot/runs/${run?.id ?? 0}/undo`)).body.state).toBe('done');
    await runsAre('done');
    expect(crm.ours('account', '100').renewal_health_band).toBe('healthy');
    expect((await post(`/hubspot/runs/${run?.id ?? 0}/undo`)).body.state).toBe('already_done');
    expect((await post('/hubspot/sync')).body.error).toBe('paused');
    expect(dryRun.parse((await post('/hubspot/dry-run')).body).changes).toContainEqual(
      expect.objectContaining({ property: 'renewal_health_band', before: 'healthy', after: 'insufficient_data' }),
    );
    expect((await post('/hubspot/resume')).body.state).toBe('done');
    expect((await post('/hubspot/resume')).body.state).toBe('already_done');
    expect((await post('/hubspot/runs/999/undo')).body.error).toBe('run_unknown');

    const log = await world.stores.audit.entries();
    const decided = log.filter(({ action }) => action === 'sync_started' || action === 'run_undone');
    expect(decided.map(({ subject, actor, action, object }) => [subject, actor, action, object])).toEqual([
      ['hubspot:1', 'hubspot-user:7', 'sync_started', 'full'],
      ['hubspot:1', 'hubspot-user:7', 'run_undone', `run ${run?.id ?? 0}`],
    ]);
  });
});

describe('the log', () => {
  it('names route, status and connection, never a query, a body or an address', async () => {
    await scored();
    await get('/hubspot/accounts/100/health?locale=de');
    const lines = world.logged.filter((line) => line.includes('answered'));
    expect(lines.at(-1)).toContain('"route":"get /accounts/:id/health","status":200');
    expect(world.logged.join('\n')).not.toMatch(/mia|example\.com|locale=|Nordlicht/);
  });
});

describe('one card', () => {
  it('costs the database one statement', async () => {
    const folder = await embeddedFolder();
    const { database, statements } = await openCounted({ folder });
    const onDisk = await openHttpWorld(createStores(database.db));
    try {
      putCustomer(onDisk.portal('1'), 'Nordlicht GmbH');
      expect((await onDisk.ask('POST', '/hubspot/accounts/100/score', { body: {} })).status).toBe(200);
      for (const path of ['/hubspot/accounts/100/health', '/hubspot/renewals/900/health']) {
        const before = statements();
        expect((await onDisk.ask('GET', path)).body.state).toBe('assessed');
        expect(statements() - before).toBe(1);
      }
    } finally {
      await onDisk.close();
      await database.close();
    }
  });
});
