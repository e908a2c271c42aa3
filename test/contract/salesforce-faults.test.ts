import { secretsOf } from '../../server/secrets/secrets.ts';
import { newTokenKey } from '../../server/secrets/token-keys.ts';
import { createCredentialStore } from '../../server/storage/credential-store.ts';
import { accountId, connectionId } from '../../src/accounts/ids.ts';
import { createSentences } from '../../src/messages/sentences.ts';
import { CrmError } from '../../src/ports/crm.ts';
import { createSalesforceGateway } from '../../src/salesforce/gateway.ts';
import { createSalesforceOAuth } from '../../src/salesforce/oauth.ts';
import { createAccessTokens } from '../../src/sync/install/access-tokens.ts';
import { openEmbeddedForTest } from '../helpers/embedded.ts';
import { silentLogger } from '../helpers/sync-world.ts';
import { hurriedTimers } from './hubspot-world.ts';
import { createMany, openSalesforceWorld, type SalesforceWorld } from './salesforce-world.ts';

const realClock = { now: () => new Date() };
let world: SalesforceWorld;
afterEach(() => world.close());

const collect = async <T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> => {
  const all: T[] = [];
  for await (const page of pages) all.push(...page);
  return all;
};
const readAll = (type: 'account' | 'contact' | 'renewal' = 'account', gateway = world.gateway) =>
  collect(gateway.readAll(type, world.mapping));
const errorOf = async (work: Promise<unknown>): Promise<CrmError> => {
  const error: unknown = await work.then(
    () => new Error('did not throw'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof CrmError) return error;
  throw error;
};
const addAccounts = async (count: number) => {
  const ids: string[] = [];
  for (let i = 0; i < count; i += 1) ids.push(await world.add('account', `Account ${i}`));
  return ids;
};
const scoreOf = (id: string, score = '50') => ({
  type: 'account' as const,
  id,
  values: { renewal_health_score: score, renewal_health_drivers: 'Usage: “up”, +3\nNPS: down', renewal_tier: '' },
});
/** Time that passes only by waiting. */
const waitingTimers = () => {
  let at = 0;
  const sleep = (ms: number) => {
    at += ms;
    return Promise.resolve();
  };
  return { now: () => at, sleep };
};
const tokenCalls = async () => (await world.calls()).byRoute['POST /services/oauth2/token'] ?? 0;

describe('signing in to Salesforce', () => {
  it('goes on when the token expires in the middle, asking for one token for calls side by side', async () => {
    world = await openSalesforceWorld();
    await addAccounts(3);
    await readAll();
    const before = await tokenCalls();
    await world.control.post('tokens/expire');
    const reads = await Promise.all(Array.from({ length: 5 }, () => readAll()));
    expect(reads.map((found) => found.length)).toEqual([3, 3, 3, 3, 3]);
    expect((await tokenCalls()) - before).toBe(1);
  });

  it('sends a write again that an expired token held up', async () => {
    world = await openSalesforceWorld();
    const [id = ''] = await addAccounts(1);
    await readAll();
    await world.control.post('tokens/expire');
    expect(await world.gateway.write([scoreOf(id)])).toMatchObject([{ state: 'written' }]);
  });

  it('ends an endless 401 within three attempts, however many calls meet it', async () => {
    world = await openSalesforceWorld({}, { timers: waitingTimers() });
    await readAll();
    const before = await tokenCalls();
    await world.plan('query', { kind: 'invalid_session' });
    const errors = await Promise.all([readAll(), readAll('contact'), readAll('renewal')].map(errorOf));
    for (const error of errors) expect(error).toMatchObject({ kind: 'auth', code: 'token_revoked' });
    await errorOf(readAll());
    await errorOf(readAll());
    expect((await tokenCalls()) - before).toBeLessThanOrEqual(2);
  });

  it('says who can mend a sign-in that Salesforce refuses', async () => {
    world = await openSalesforceWorld({}, {});
    await world.control.post('app', { clientCredentials: false });
    const error = await errorOf(world.gateway.identify());
    expect(error.kind).toBe('auth');
    const [english, german] = (['en', 'de'] as const).map((locale) =>
      createSentences(locale).crmError(error.code, error.details),
    );
    expect(english).toContain('Salesforce');
    expect(german).toContain('Salesforce');
    expect(`${english}${german}`).not.toContain('HUBSPOT');
  });

  it.each(['http://evil.example', 'https://salesforce.com.evil.example', 'https://evil.example/.salesforce.com'])(
    'sends no token to %s',
    async (instance_url) => {
      world = await openSalesforceWorld();
      const body = { access_token: 'secret', instance_url, id: 'https://x/id/1/2', token_type: 'Bearer' };
      await world.plan('oauth2/token', { kind: 'status', status: 200, body });
      expect(await errorOf(world.gateway.identify())).toMatchObject({ kind: 'auth', code: 'refused_by_crm' });
    },
  );

  it('takes no answer on this machine for a login at Salesforce', async () => {
    world = await openSalesforceWorld();
    const { clientId, clientSecret } = world.sandbox.oauth;
    const access = {
      ...({ by: 'client_credentials', loginUrl: 'https://acme.my.salesforce.com.evil.example' } as const),
      ...{ clientId, clientSecret },
    };
    const gateway = createSalesforceGateway({ access, logger: silentLogger, timers: hurriedTimers });
    expect(await errorOf(gateway.identify())).toMatchObject({ kind: 'auth', code: 'refused_by_crm' });
  });
});

describe('an org that installed the app: refresh tokens that rotate', () => {
  const openInstalled = async (processes: number) => {
    world = await openSalesforceWorld();
    const embedded = await openEmbeddedForTest();
    const secrets = secretsOf([newTokenKey()]);
    const connection = connectionId('salesforce', world.sandbox.orgId);
    const storeOf = () => createCredentialStore({ db: embedded.database.db, secrets });
    const issued = await world.control.post<{ accessToken: string; refreshToken: string }>('tokens/issue', {
      scopes: ['api', 'refresh_token'],
    });
    const first = { ...issued, expiresAt: null, instanceUrl: world.sandbox.url, scopes: ['api', 'refresh_token'] };
    await storeOf().save(connection, first);
    const { clientId, clientSecret } = world.sandbox.oauth;
    const app = { loginUrl: world.sandbox.url, clientId, clientSecret };
    const oauth = createSalesforceOAuth({ ...app, redirectUri: 'https://x.example/', clock: realClock });
    const gateways = Array.from({ length: processes }, () => {
      const tokens = createAccessTokens({ oauth, credentials: storeOf(), clock: realClock })(connection);
      return createSalesforceGateway({
        access: { by: 'installation', loginUrl: world.sandbox.url, tokens },
        ...{ logger: silentLogger, timers: hurriedTimers },
      });
    });
    return { gateways, embedded, stored: () => storeOf().read(connection), issued };
  };

  it('keeps each rotated token across twenty expiries', async () => {
    const { gateways, embedded, stored, issued } = await openInstalled(1);
    await addAccounts(1);
    const seen = new Set([issued.refreshToken]);
    for (let expiry = 0; expiry < 20; expiry += 1) {
      await world.control.post('tokens/expire');
      expect(await readAll('account', gateways[0])).toHaveLength(1);
      seen.add((await stored())?.refreshToken ?? '');
    }
    expect(seen.size).toBe(21);
    await embedded.remove();
  });

  it('lets two processes on one org renew once between them', async () => {
    const { gateways, embedded } = await openInstalled(2);
    await addAccounts(2);
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(gateways.map((gateway) => readAll('account', gateway)));
      const before = await tokenCalls();
      await world.control.post('tokens/expire');
      const reads = await Promise.all(
        gateways.flatMap((gateway) => [readAll('account', gateway), readAll('contact', gateway)]),
      );
      expect(reads.map((found) => found.length)).toEqual([2, 0, 2, 0]);
      expect((await tokenCalls()) - before).toBe(1);
    }
    await embedded.remove();
  });

  it('is disconnected when its refresh token is revoked', async () => {
    const { gateways, embedded, issued } = await openInstalled(1);
    await world.control.post('tokens/revoke', { token: issued.refreshToken });
    expect(await errorOf(readAll('account', gateways[0]))).toMatchObject({ kind: 'auth', code: 'disconnected' });
    await embedded.remove();
  });
});

describe('reading from Salesforce', () => {
  it('reads three pages of a Bulk job whole', async () => {
    world = await openSalesforceWorld({}, { bulkReads: { worthFrom: 500, pageRows: 1_000 } });
    const ids = await createMany(world.sandbox, 'Account', 4_600);
    const reads = await readAll();
    expect(new Set(reads.map(({ id }) => id))).toEqual(new Set(ids));
    expect(reads).toHaveLength(4_600);
    const { byRoute } = await world.calls();
    expect(byRoute['GET /jobs/query/{job}/results']).toBe(3);
  }, 60_000);

  it('takes a Bulk answer that is cut short for no answer, instead of for deletions', async () => {
    world = await openSalesforceWorld({}, { bulkReads: { worthFrom: 500, pageRows: 1_000 } });
    const ids = await createMany(world.sandbox, 'Account', 3_100);
    await world.plan('jobs/query/*/results', { kind: 'cut', bytes: 5_000 }, { times: 1 });
    expect((await readAll()).length).toBe(ids.length);
  }, 60_000);

  it('goes on with a Bulk query that was not done in time', async () => {
    const bulkReads = { worthFrom: 500, pageRows: 1_000 };
    world = await openSalesforceWorld({}, { bulkReads, jobTimeoutMs: 5_000, timers: waitingTimers() });
    await createMany(world.sandbox, 'Account', 3_100);
    await world.control.post('bulk', { polls: 4 });
    expect(await errorOf(readAll())).toMatchObject({ kind: 'unavailable', code: 'timeout' });
    expect(await readAll()).toHaveLength(3_100);
    expect((await world.calls()).byRoute['POST /jobs/query']).toBe(1);
  }, 60_000);

  it('goes on behind the last row when Salesforce drops the cursor', async () => {
    world = await openSalesforceWorld();
    const ids = await createMany(world.sandbox, 'Contact', 2_500);
    const dropped = [{ errorCode: 'INVALID_QUERY_LOCATOR', message: 'invalid query locator' }];
    await world.plan('query/{locator}', { kind: 'status', status: 400, body: dropped }, { times: 1 });
    expect(new Set((await readAll('contact')).map(({ id }) => id))).toEqual(new Set(ids));
  }, 60_000);

  it('tells deleted records and survivors of merges among the changes', async () => {
    world = await openSalesforceWorld();
    const [gone = '', loser = '', survivor = ''] = await addAccounts(3);
    const since = await world.now();
    await world.remove('account', gone);
    await world.merge('account', loser, survivor);
    const until = await world.now();
    const changes = await collect(world.gateway.readChanged('account', world.mapping, { since, until }));
    expect(
      changes
        .filter(({ deleted }) => deleted === true)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([gone, loser].sort());
    expect(changes.find(({ mergedIds }) => mergedIds.includes(loser))).toMatchObject({ id: survivor });
  });

  it('names a mapped field that is renamed between two reads, in plain words', async () => {
    world = await openSalesforceWorld();
    await addAccounts(1);
    await readAll();
    await world.control.post('fields/rename', { object: 'Account', field: 'Seats_Purchased__c', to: 'Seats__c' });
    const error = await errorOf(readAll());
    expect(error).toMatchObject({ kind: 'invalid', code: 'mapped_field_missing' });
    expect(createSentences('en').crmError(error.code, error.details)).toContain(
      'The mapped field Seats_Purchased__c of Account no longer exists in Salesforce, was renamed, or is hidden',
    );
    expect(createSentences('de').crmError(error.code, error.details)).toContain('Seats_Purchased__c');
  });

  it('reads what contracts and assets say of an account', async () => {
    world = await openSalesforceWorld();
    const [id = ''] = await addAccounts(1);
    const create = (object: string, values: object) => world.control.post('records/create', { object, values });
    for (const EndDate of ['2027-01-31', '2028-01-31'])
      await create('Contract', {
        AccountId: id,
        StartDate: '2026-02-01',
        Status: 'Activated',
        ContractTerm: EndDate < '2027-06' ? 12 : 24,
      });
    for (const Quantity of [5, 7])
      await create('Asset', { AccountId: id, Name: 'Licences', Quantity, Status: 'Installed' });
    const account = { ...world.mapping.account, seats: 'Asset.Quantity', contractStart: 'Contract.StartDate' };
    const [read] = await collect(world.gateway.readAll('account', { ...world.mapping, account }));
    expect(read?.value).toMatchObject({ seats: 12, contractStart: '2026-02-01' });
  });

  it('takes placeholders for what they are', async () => {
    world = await openSalesforceWorld();
    const values = {
      Name: 'Someday',
      Type: 'Existing Customer - Renewal',
      StageName: 'Prospecting',
      CloseDate: '2099-12-31',
    };
    await world.control.post('records/create', { object: 'Opportunity', values });
    await world.add('contact', '[not provided]');
    expect((await readAll('renewal'))[0]?.value).toMatchObject({ closeDate: null });
    expect((await readAll('contact'))[0]?.value).toMatchObject({ name: null });
  });
});

describe('the calls that an org has left', () => {
  it('are left to others from four fifths on, and the next run goes on', async () => {
    const timers = waitingTimers();
    world = await openSalesforceWorld({ dailyLimit: 1_000 }, { timers });
    const ids = await addAccounts(1);
    await readAll();
    await world.control.post('limits', { usedToday: 801 });
    await world.gateway.readByIds('account', world.mapping, ids);
    const before = (await world.calls()).total;
    const [error, ...others] = await Promise.all([errorOf(readAll()), errorOf(readAll('renewal'))]);
    for (const each of [error, ...others])
      expect(each).toMatchObject({ kind: 'rate_limited', code: 'call_budget_spent' });
    expect(error.details).toMatchObject({ limit: 1_000 });
    expect((await world.calls()).total).toBe(before);
    expect(createSentences('en').crmError(error.code, error.details)).toMatch(/80%.*the next run goes on from there/);
    expect(createSentences('de').crmError(error.code, error.details)).toMatch(/80 %.*der nächste Lauf/);
    await world.control.post('limits', { max: 100_000 });
    await timers.sleep(600_000);
    expect(await readAll()).toHaveLength(1);
  });
});

describe('writing to Salesforce', () => {
  const provisioned = async (options: Parameters<typeof openSalesforceWorld>[1] = {}) => {
    world = await openSalesforceWorld({}, options);
    await world.gateway.provision({ dryRun: false });
  };

  it('waits for a locked row, and it costs none of the others', async () => {
    await provisioned();
    const ids = await addAccounts(30);
    const before = world.gateway.calls().writes;
    await world.control.post('locks', { ids: [ids[7]], times: 2 });
    const outcomes = await world.gateway.write(ids.map((id) => scoreOf(id)));
    expect(outcomes.every(({ state }) => state === 'written')).toBe(true);
    // one call of thirty rows, two of the locked one
    expect(world.gateway.calls().writes - before).toBe(3);
  });

  it('reports a row that stays locked', async () => {
    await provisioned();
    const ids = await addAccounts(3);
    await world.control.post('locks', { ids: [ids[1]], times: 50 });
    const outcomes = await world.gateway.write(ids.map((id) => scoreOf(id)));
    expect(outcomes.map(({ state }) => state)).toEqual(['written', 'refused', 'written']);
    expect(outcomes[1]).toHaveProperty('reason', expect.stringContaining('UNABLE_TO_LOCK_ROW'));
  });

  it('keeps a Bulk job that is not done in time, and the same write takes its results', async () => {
    await provisioned({ jobTimeoutMs: 5_000, timers: waitingTimers() });
    const ids = await createMany(world.sandbox, 'Account', 2_100);
    await world.control.post('bulk', { polls: 4 });
    const writes = ids.map((id) => scoreOf(id));
    const first = await world.gateway.write(writes);
    expect(new Set(first.map(({ state }) => state))).toEqual(new Set(['unknown']));
    const second = await world.gateway.write(writes);
    expect(new Set(second.map(({ state }) => state))).toEqual(new Set(['written']));
    const { byRoute } = await world.calls();
    expect(byRoute['POST /jobs/ingest']).toBe(1);
    expect(byRoute['DELETE /jobs/ingest/{job}']).toBeUndefined();
  }, 60_000);

  it('writes by Bulk what it would write by collections, refusals included', async () => {
    await provisioned();
    const ids = await createMany(world.sandbox, 'Account', 2_050);
    const [refused = '', gone = '', one = ''] = ids;
    await world.refuse('account', refused);
    await world.remove('account', gone);
    const outcomes = await world.gateway.write(ids.map((id) => scoreOf(id, '61')));
    const states = new Map(outcomes.map(({ id, state }) => [id, state]));
    expect([states.get(refused), states.get(gone), states.get(one)]).toEqual(['refused', 'gone', 'written']);
    expect([...states.values()].filter((state) => state === 'written')).toHaveLength(2_048);
    expect(await world.shown('account', one)).toEqual({
      renewal_health_score: '61',
      renewal_health_drivers: 'Usage: “up”, +3\nNPS: down',
    });
  }, 60_000);

  it('declares an upload complete although the answer was lost', async () => {
    await provisioned();
    const ids = await createMany(world.sandbox, 'Account', 2_001);
    await world.plan('PATCH *jobs/ingest', { kind: 'apply_then', then: 'reset' }, { times: 1 });
    const outcomes = await world.gateway.write(ids.map((id) => scoreOf(id)));
    expect(new Set(outcomes.map(({ state }) => state))).toEqual(new Set(['written']));
    expect((await world.calls()).byRoute['POST /jobs/ingest']).toBe(1);
  }, 60_000);

  it('names what the org lacks of the package, before it writes anything', async () => {
    world = await openSalesforceWorld();
    const [id = ''] = await addAccounts(1);
    await world.control.post('package', { package: 'absent' });
    for (const work of [world.gateway.provision({ dryRun: true }), world.gateway.write([scoreOf(id)])]) {
      const error = await errorOf(work);
      expect(error).toMatchObject({ kind: 'invalid', code: 'package_missing', details: { needed: 33 } });
      expect(createSentences('en').crmError(error.code, error.details)).toContain('salesforce-lwc-bridge');
    }
    expect(world.gateway.calls().writes).toBe(0);
  });

  it.each([
    ['a read-only field', 'fields/access', { access: 'readOnly' }],
    ['a hidden field', 'fields/access', { access: 'hidden' }],
    ['a choice without one of our values', 'fields/remove-options', { remove: ['commit'] }],
  ])('names %s', async (_, path, body) => {
    world = await openSalesforceWorld();
    await world.control.post(path, { object: 'Account', field: 'Renewal_Tier__c', ...body });
    const error = await errorOf(world.gateway.provision({ dryRun: false }));
    expect(error).toMatchObject({ code: 'package_missing', details: { field: 'Account.Renewal_Tier__c', needed: 1 } });
  });

  it('finds the package unchanged as often as it looks', async () => {
    world = await openSalesforceWorld();
    const report = { created: [], updated: [], unchanged: 33 };
    expect(await world.gateway.provision({ dryRun: false })).toEqual(report);
    expect(await world.gateway.provision({ dryRun: true })).toEqual(report);
    expect(world.gateway.calls().writes).toBe(0);
  });

  it('reports a merged account as gone: its survivor is another record', async () => {
    await provisioned();
    const [loser = '', survivor = ''] = await addAccounts(2);
    await world.merge('account', loser, survivor);
    expect(await world.gateway.write([scoreOf(loser)])).toEqual([{ type: 'account', id: loser, state: 'gone' }]);
    expect(await world.shown('account', survivor)).toEqual({});
  });
});

describe('people in Salesforce', () => {
  it('get one task a step, also when the first answer was lost', async () => {
    world = await openSalesforceWorld();
    const [account = ''] = await addAccounts(1);
    const task = {
      ...{ accountId: accountId(account), renewalId: null, subject: "Clarify why O'Hara's invoice is unpaid." },
      ...{ body: 'An invoice is 33 days overdue.', dueOn: '2026-11-30', ownerId: null, key: '1:gate:overdue' },
    };
    await world.plan('POST *sobjects/Task', { kind: 'apply_then', then: 'reset' }, { times: 1 });
    expect(await errorOf(world.gateway.createTask(task))).toMatchObject({ kind: 'unavailable' });
    const { id, created } = await world.gateway.createTask(task);
    expect(created).toBe(false);
    const record = await world.control.get<Record<string, unknown>>(`record?id=${id}`);
    expect(record).toMatchObject({ WhatId: account, ActivityDate: '2026-11-30', Status: 'Not Started' });
    expect((await world.gateway.createTask({ ...task, key: 'another' })).created).toBe(true);
    expect(await collect(world.gateway.readAll('interaction', world.mapping))).toEqual([]);
  });

  it('see a manual tier in the input fields, read back, and cleared', async () => {
    world = await openSalesforceWorld();
    const renewal = await world.add('renewal', 'Nordlicht 2026');
    const override = { tier: 'commit', reason: 'verbal_commitment', until: '2027-01-31' } as const;
    const overrideIn = async () =>
      (await world.gateway.readByIds('renewal', world.mapping, [renewal]))[0]?.value?.override ?? null;
    await world.gateway.write([{ type: 'renewal', id: renewal, values: world.gateway.overrideValues(override) }]);
    expect(await overrideIn()).toMatchObject(override);
    await world.gateway.write([{ type: 'renewal', id: renewal, values: world.gateway.overrideValues(null) }]);
    expect(await overrideIn()).toBeNull();
  });

  it('find list views in the package: no segment is created', async () => {
    world = await openSalesforceWorld();
    expect(await world.gateway.createSegments([{ name: 'Renewals at risk', by: { tier: 'at_risk' } }])).toBe(0);
  });
});
