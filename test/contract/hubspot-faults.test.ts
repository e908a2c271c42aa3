import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { CrmError, type RecordType, type WriteOutcome } from '../../src/ports/crm.ts';
import { createHubSpotGateway } from '../../src/hubspot/gateway.ts';
import { defaultMapping, type HubSpotWorld, hurriedTimers, openHubSpotWorld } from './hubspot-world.ts';

/** HubSpot at its worst, by the sandbox's fault switches. Time is hurried: waits take a thousandth. */
describe('HubSpot gateway under faults', () => {
  let world: HubSpotWorld;
  beforeEach(async () => {
    world = await openHubSpotWorld();
  });
  afterEach(() => world.close());

  const reopen = async (...options: Parameters<typeof openHubSpotWorld>) => {
    await world.close();
    world = await openHubSpotWorld(...options);
  };
  const impatient = { timeoutMs: 500 };
  const collect = async <T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> => {
    const all: T[] = [];
    for await (const page of pages) all.push(...page);
    return all;
  };
  const ids = (type: RecordType = 'contact') => collect(world.gateway.listIds(type));
  const errorOf = async (work: Promise<unknown>): Promise<CrmError> => {
    const error: unknown = await work.catch((thrown: unknown) => thrown);
    if (error instanceof CrmError) return error;
    throw new Error('no CrmError was thrown', { cause: error });
  };
  const write = async (id: string): Promise<WriteOutcome | undefined> =>
    (await world.gateway.write([{ type: 'account', id, values: { renewal_health_score: '5' } }]))[0];
  const provisionedAccount = async () => {
    await world.gateway.provision({ dryRun: false });
    return world.add('account', 'Account');
  };
  const contacts = 'objects/2026-09/contacts';
  const update = 'companies/batch/update';

  describe('reads', () => {
    it.each([
      ['a rolling limit', { kind: 'rate_limit', policy: 'TEN_SECONDLY_ROLLING' }],
      ['a rolling limit with Retry-After', { kind: 'rate_limit', policy: 'TEN_SECONDLY_ROLLING', retryAfter: 3 }],
      ['a locked record', { kind: 'locked' }],
      ['a short migration', { kind: 'migration', retryAfter: 20 }],
      ['a server error', { kind: 'server_error' }],
      ['an HTML page of the gateway', { kind: 'bad_gateway' }],
      ['an answer without content type', { kind: 'unavailable' }],
      ['a reset connection', { kind: 'reset' }],
      ['a body cut short', { kind: 'cut', bytes: 20 }],
      ['an HTML page with status 200', { kind: 'status', status: 200, body: '<html></html>' }],
      ['silence', { kind: 'hang' }],
    ])('S3 come through after %s', async (_, fault) => {
      if (fault.kind === 'hang') await reopen({}, impatient);
      const id = await world.add('contact', 'Ada');
      await world.plan(contacts, fault, { times: 2 });
      await expect(ids()).resolves.toEqual([id]);
      expect(world.gateway.calls().reads).toBe(3);
    });
    it('give up after five attempts', async () => {
      await world.plan(contacts, { kind: 'bad_gateway' });
      expect(await errorOf(ids())).toMatchObject({
        kind: 'unavailable',
        code: 'server_error',
        details: { status: 502 },
      });
      expect(world.gateway.calls().reads).toBe(5);
    });
    it('wait out a limit of searches without holding other calls', async () => {
      await world.plan('contacts/search', { kind: 'rate_limit', policy: 'SECONDLY' }, { times: 1 });
      const window = { since: '2026-01-01T00:00:00.000Z', until: '2030-01-01T00:00:00.000Z' };
      await expect(collect(world.gateway.readChanged('contact', defaultMapping, window))).resolves.toEqual([]);
      expect(world.gateway.calls()).toMatchObject({ searches: 2, rateLimited: 1 });
    });
    it('S2 stop at once at the daily limit, until midnight in the time zone of the account', async () => {
      const now = new Date('2026-11-22T20:00:00-05:00');
      await reopen({}, { clock: { now: () => now } });
      await world.gateway.describe();
      await world.plan(contacts, { kind: 'rate_limit', policy: 'DAILY' });
      const error = await errorOf(ids());
      expect(error).toMatchObject({ kind: 'rate_limited', code: 'daily_limit', retryAfterMs: 4 * 3_600_000 });
      expect(world.gateway.calls().reads).toBe(9);
    });
    it('leave a long migration to the caller', async () => {
      await world.plan(contacts, { kind: 'migration', retryAfter: 86_400 });
      expect(await errorOf(ids())).toMatchObject({
        kind: 'unavailable',
        retryAfterMs: 86_400_000,
        details: { status: 477 },
      });
      expect(world.gateway.calls().reads).toBe(1);
    });
    it('call an answer that drips in beyond the time allowed a timeout', async () => {
      await reopen({}, impatient);
      await world.plan(contacts, { kind: 'drip', ms: 4_000 });
      expect(await errorOf(ids())).toMatchObject({ kind: 'unavailable', code: 'timeout' });
    });
    it('end the sockets of calls that timed out', async () => {
      const used = new Set<Socket>();
      const server = createServer((request) => void used.add(request.socket));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
      const deps = { accessToken: 'x', clock: { now: () => new Date() }, logger: silent, timers: hurriedTimers };
      const gateway = createHubSpotGateway({ ...deps, baseUrl, timeoutMs: 50 });
      expect(await errorOf(collect(gateway.listIds('contact')))).toMatchObject({ code: 'timeout' });
      const until = Date.now() + 2_000;
      const open = () => [...used].filter((socket) => !socket.closed);
      while (open().length > 0 && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 10));
      expect({ used: used.size, open: open().length }).toEqual({ used: 5, open: 0 });
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
    it('say that a host is unreachable, and that nothing was sent', async () => {
      await world.close();
      const error = await errorOf(ids());
      expect(error).toMatchObject({ kind: 'unavailable', code: 'unreachable', details: { sent: 'no' } });
      expect(error.details.host).toMatch(/^127\.0\.0\.1:\d+$/);
      world = await openHubSpotWorld();
    });
    it('S14 follow short and empty pages to the end', async () => {
      const added: string[] = [];
      for (let i = 0; i < 230; i += 1) added.push(await world.add('contact', String(i)));
      await world.plan(contacts, { kind: 'page', as: 'short' }, { times: 1 });
      await world.plan(contacts, { kind: 'page', as: 'empty' }, { times: 1 });
      expect((await ids()).sort()).toEqual(added.sort());
      const window = { since: '2020-01-01T00:00:00.000Z', until: await world.now() };
      await world.plan('contacts/search', { kind: 'page', as: 'empty' }, { times: 1 });
      await world.plan('contacts/search', { kind: 'page', as: 'short' }, { times: 1 });
      const found = await collect(world.gateway.readChanged('contact', defaultMapping, window));
      expect(found.map(({ id }) => id).sort()).toEqual(added.sort());
    });
    it('S14 do not go round in circles when a cursor stands still', async () => {
      for (let i = 0; i < 120; i += 1) await world.add('contact', String(i));
      await world.plan(contacts, { kind: 'page', as: 'repeat' });
      expect(await errorOf(ids())).toMatchObject({ kind: 'unavailable', code: 'unexpected_answer' });
    });
    it('log what they repeat as warnings, without tokens or query strings', async () => {
      await world.plan(contacts, { kind: 'server_error' }, { times: 1 });
      await ids();
      expect(world.logged).toEqual([
        {
          level: 'warn',
          fields: {
            ...{ call: `GET /crm/${contacts}`, kind: 'unavailable', code: 'server_error', status: 500, attempt: 1 },
          },
          message: 'call repeated',
        },
      ]);
    });
  });

  describe('access', () => {
    it('tells a wrong token from one that was revoked', async () => {
      const wrong = await openHubSpotWorld({}, { accessToken: 'pat-wrong' });
      expect(await errorOf(wrong.gateway.describe())).toMatchObject({ kind: 'auth', code: 'wrong_token' });
      await wrong.close();
      await ids();
      await world.control.post('token/revoke');
      expect(await errorOf(ids())).toMatchObject({ kind: 'auth', code: 'token_revoked' });
      expect(world.gateway.calls().reads).toBe(2);
    });
    it('knows an expired token, and asks for the token before every call', async () => {
      let token = '';
      const rest = { refreshToken: null, expiresAt: null, instanceUrl: null, scopes: [] };
      const credentials = () => Promise.resolve({ accessToken: token, ...rest });
      const tokens = { current: credentials, renewed: credentials };
      await reopen({ plan: 'marketplace' }, { accessToken: tokens });
      token = world.sandbox.accessToken;
      await ids();
      await world.control.post('clock', { advanceMs: 31 * 60_000 });
      expect(await errorOf(ids())).toMatchObject({ kind: 'auth', code: 'token_expired' });
      token = (await world.control.post<{ accessToken: string }>('token/issue')).accessToken;
      await expect(ids()).resolves.toEqual([]);
    });
    it('names the missing scope', async () => {
      await world.control.post('scopes', { remove: ['tickets'] });
      expect(await errorOf(ids('ticket'))).toMatchObject({
        kind: 'auth',
        code: 'missing_scope',
        details: { scope: 'tickets' },
      });
    });
  });

  describe('writes', () => {
    it.each([
      ['a rolling limit', { kind: 'rate_limit', policy: 'TEN_SECONDLY_ROLLING', retryAfter: 1 }],
      ['a locked record', { kind: 'locked' }],
    ])('are sent again after %s: nothing was done yet', async (_, fault) => {
      const id = await provisionedAccount();
      await world.plan(update, fault, { times: 2 });
      await expect(write(id)).resolves.toMatchObject({ state: 'written' });
    });
    it.each([
      ['a server error', { kind: 'apply_then', then: 'server_error' }],
      ['a reset connection', { kind: 'apply_then', then: 'reset' }],
      ['silence', { kind: 'apply_then', then: 'hang' }],
      ['a page of the gateway', { kind: 'bad_gateway' }],
      ['a body cut short', { kind: 'cut', bytes: 10 }],
    ])('S4 are unknown after %s, and sent once', async (_, fault) => {
      if ('then' in fault && fault.then === 'hang') await reopen({}, impatient);
      const id = await provisionedAccount();
      const { writes } = world.gateway.calls();
      await world.plan(update, fault, { times: 1 });
      await expect(write(id)).resolves.toMatchObject({ state: 'unknown' });
      expect(world.gateway.calls().writes).toBe(writes + 1);
    });
    it('are unknown while a record stays locked, and hold nothing else up', async () => {
      const [locked, other] = [await provisionedAccount(), await world.add('renewal', 'Renewal')];
      await world.plan(update, { kind: 'locked' });
      const values = { renewal_health_score: '5' };
      const outcomes = await world.gateway.write([
        { type: 'account', id: locked, values },
        { type: 'renewal', id: other, values },
      ]);
      expect(outcomes.map(({ state }) => state)).toEqual(['unknown', 'written']);
    });
    it('throw when nothing can have been written', async () => {
      const id = await provisionedAccount();
      await world.plan(update, { kind: 'rate_limit', policy: 'DAILY' });
      expect(await errorOf(write(id))).toMatchObject({ code: 'daily_limit' });
      await world.control.post('token/revoke');
      expect(await errorOf(write(id))).toMatchObject({ code: 'token_revoked' });
    });
    it('stop at the daily limit and say which records were written before it', async () => {
      await world.gateway.provision({ dryRun: false });
      const many: string[] = [];
      for (let i = 0; i < 650; i += 1) many.push(await world.add('account', String(i)));
      const last = many[399] ?? '';
      await world.plan(update, { kind: 'rate_limit', policy: 'DAILY' }, { mentions: last });
      const outcomes = await world.gateway.write(
        many.map((id) => ({ type: 'account', id, values: { renewal_health_score: '5' } })),
      );
      const states = new Map(outcomes.map(({ id, state }) => [id, state]));
      expect(states.size).toBe(650);
      expect(states.get(last)).toBe('unknown');
      expect(states.get(many[0] ?? '')).toBe('written');
      for (const { id, state } of outcomes.filter((_, index) => index % 50 === 0)) {
        expect(await world.shown('account', id)).toEqual(state === 'written' ? { renewal_health_score: '5' } : {});
      }
    });
    it('S7 find one bad record of a hundred within 15 calls more', async () => {
      await world.gateway.provision({ dryRun: false });
      const many: string[] = [];
      for (let i = 0; i < 100; i += 1) many.push(await world.add('account', String(i)));
      await world.refuse('account', many[63] ?? '');
      const { total } = world.gateway.calls();
      const outcomes = await world.gateway.write(
        many.map((id) => ({ type: 'account', id, values: { renewal_health_score: '5' } })),
      );
      expect(outcomes.filter(({ state }) => state === 'written')).toHaveLength(99);
      expect(outcomes.find(({ state }) => state === 'refused')).toMatchObject({
        id: many[63],
        reason: expect.stringContaining('phone') as string,
      });
      expect(world.gateway.calls().total - total).toBeLessThanOrEqual(16);
    });
    it('S6 are judged by ids: with errors under a plain 200, and under 207', async () => {
      const [a, b] = [await provisionedAccount(), await world.add('account', 'B')];
      const both = [a, b].map((id) => ({ type: 'account', id, values: { renewal_health_score: '5' } }) as const);
      await world.plan(update, { kind: 'partial', ids: [a] }, { times: 1 });
      expect((await world.gateway.write(both)).map(({ state }) => state)).toEqual(['unknown', 'written']);
      const error = { status: 'error', category: 'VALIDATION_ERROR', message: 'No.', context: { ids: [b] } };
      const body = { status: 'COMPLETE', results: [{ id: a, properties: {} }], numErrors: 1, errors: [error] };
      await world.plan(update, { kind: 'status', status: 207, body }, { times: 1 });
      expect(await world.gateway.write(both)).toMatchObject([
        { id: a, state: 'written', newId: null },
        { id: b, state: 'refused', reason: 'No.' },
      ]);
    });
    it('S6 look up what an answer passes over in silence', async () => {
      const [live, deleted, loser] = [
        await provisionedAccount(),
        await world.add('account', 'B'),
        await world.add('account', 'C'),
      ];
      const survivor = await world.merge('account', loser, await world.add('account', 'D'));
      await world.remove('account', deleted);
      const body = { status: 'COMPLETE', results: [{ id: survivor, properties: {} }] };
      await world.plan(update, { kind: 'status', status: 200, body }, { times: 1 });
      const outcomes = await world.gateway.write(
        [live, deleted, loser].map((id) => ({ type: 'account', id, values: { renewal_health_score: '5' } })),
      );
      expect(outcomes).toMatchObject([
        { id: live, state: 'unknown' },
        { id: deleted, state: 'gone' },
        { id: loser, state: 'written', newId: survivor },
      ]);
    });
    it('S15 refuse all at once when a property of ours was deleted, naming it', async () => {
      await world.gateway.provision({ dryRun: false });
      const many: string[] = [];
      for (let i = 0; i < 20; i += 1) many.push(await world.add('account', String(i)));
      await world.control.post('properties/delete', { objectType: 'companies', name: 'renewal_health_score' });
      const { writes } = world.gateway.calls();
      const outcomes = await world.gateway.write(
        many.map((id) => ({ type: 'account', id, values: { renewal_health_score: '5' } })),
      );
      expect(outcomes.map(({ state }) => state)).toEqual(many.map(() => 'refused'));
      expect(outcomes[0]).toHaveProperty('reason', expect.stringContaining('renewal_health_score'));
      expect(world.gateway.calls().writes).toBe(writes + 1);
    });
  });

  describe('properties', () => {
    const ours = async (name: string) => {
      const headers = { authorization: `Bearer ${world.sandbox.accessToken}` };
      const response = await fetch(`${world.sandbox.url}/crm/properties/2026-09/companies/${name}`, { headers });
      return (await response.json()) as { label: string; groupName: string; options: { value: string }[] };
    };
    const patch = async (name: string, body: object) => {
      const headers = { authorization: `Bearer ${world.sandbox.accessToken}`, 'content-type': 'application/json' };
      const url = `${world.sandbox.url}/crm/properties/2026-09/companies/${name}`;
      expect((await fetch(url, { method: 'PATCH', headers, body: JSON.stringify(body) })).status).toBe(200);
    };

    it('are provisioned in few calls, and in none when nothing is missing', async () => {
      await world.gateway.describe();
      expect(world.gateway.calls().total).toBe(8);
      await world.gateway.provision({ dryRun: false });
      expect(world.gateway.calls()).toMatchObject({ reads: 9, writes: 4 });
      await world.gateway.provision({ dryRun: false });
      await collect(world.gateway.readAll('account', defaultMapping));
      expect(world.gateway.calls().total).toBe(14);
      expect((await ours('renewal_health_band')).groupName).toBe('renewal_health');
    });
    it('get back label and missing options, and keep the options that an admin added', async () => {
      await world.gateway.provision({ dryRun: false });
      const { options } = await ours('renewal_health_band');
      const extra = { value: 'vip', label: 'VIP', displayOrder: 9, hidden: false };
      await patch('renewal_health_band', { label: 'Changed', options: [...options.slice(1), extra] });
      await world.gateway.describe();
      const report = await world.gateway.provision({ dryRun: false });
      expect(report).toMatchObject({ created: [], updated: ['companies.renewal_health_band'] });
      const mended = await ours('renewal_health_band');
      expect(mended.label).toBe('Health band');
      expect(mended.options.map(({ value }) => value)).toEqual([
        ...['watch', 'at_risk', 'critical', 'insufficient_data', 'vip', 'healthy'],
      ]);
      await world.gateway.describe();
      await expect(world.gateway.provision({ dryRun: false })).resolves.toMatchObject({ updated: [] });
    });
    it('S15 come back when somebody archived them', async () => {
      await world.gateway.provision({ dryRun: false });
      await world.control.post('properties/delete', { objectType: 'companies', name: 'renewal_tier' });
      await world.gateway.describe();
      await expect(world.gateway.provision({ dryRun: false })).resolves.toMatchObject({
        created: ['companies.renewal_tier'],
      });
    });
    it('are refused when one of them became read-only', async () => {
      await world.gateway.provision({ dryRun: false });
      const change = { objectType: 'companies', name: 'renewal_tier', readOnly: true };
      await world.control.post('properties/change', change);
      await world.gateway.describe();
      expect(await errorOf(world.gateway.provision({ dryRun: false }))).toMatchObject({
        code: 'property_type_clash',
        details: { object: 'companies', property: 'renewal_tier', found: 'read-only' },
      });
    });
    it('are not begun where the account has no room for all of them', async () => {
      await reopen({ plan: 'free' });
      expect(await errorOf(world.gateway.provision({ dryRun: false }))).toMatchObject({
        kind: 'invalid',
        code: 'property_limit_reached',
        details: { object: 'companies', limit: 10 },
      });
      expect(world.gateway.calls().writes).toBe(0);
    });
    it('are finished by the next run when an answer was lost on the way', async () => {
      await world.plan('deals/batch/create', { kind: 'apply_then', then: 'reset' }, { times: 1 });
      expect(await errorOf(world.gateway.provision({ dryRun: false }))).toMatchObject({ kind: 'unavailable' });
      await world.gateway.describe();
      await expect(world.gateway.provision({ dryRun: false })).resolves.toMatchObject({ created: [], unchanged: 31 });
    });
  });
});
