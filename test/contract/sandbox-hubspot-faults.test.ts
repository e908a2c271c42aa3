import { startUnderTest, textOf, type Json, type SandboxUnderTest } from './sandbox-hubspot-client.ts';

const companies = '/crm/objects/2026-09/companies';
const burst = async (count: number, call: () => ReturnType<SandboxUnderTest['api']>) => {
  const answers = await Promise.all(Array.from({ length: count }, call));
  return {
    passed: answers.filter((answer) => answer.status === 200),
    refused: answers.filter((answer) => answer.status === 429),
  };
};

describe('rate limits', () => {
  it.each([
    ['professional', 190, '625000'],
    ['free', 100, '250000'],
    ['marketplace', 110, null],
  ] as const)(
    'admits on the %s plan %i calls in any ten seconds and says so in headers',
    async (plan, limit, daily) => {
      const hubspot = await startUnderTest({ plan, limits: true });
      const call = () => hubspot.api('GET', '/account-info/2026-09/details');
      const { passed, refused } = await burst(limit + 5, call);
      expect([passed.length, refused.length]).toEqual([limit, 5]);
      expect(refused[0]?.json).toMatchObject({
        status: 'error',
        errorType: 'RATE_LIMIT',
        policyName: 'TEN_SECONDLY_ROLLING',
        message: 'You have reached your ten_secondly_rolling limit.',
      });
      expect(refused[0]?.headers.get('retry-after')).toBeNull();
      const [first] = passed;
      expect(first?.headers.get('x-hubspot-ratelimit-max')).toBe(textOf(limit));
      expect(first?.headers.get('x-hubspot-ratelimit-interval-milliseconds')).toBe('10000');
      expect(first?.headers.get('x-hubspot-ratelimit-daily')).toBe(daily);
      await hubspot.control('POST', 'clock', { advanceMs: 10_001 });
      expect((await call()).status).toBe(200);
      const calls = await hubspot.control('GET', 'calls');
      expect([calls.rateLimited?.TEN_SECONDLY_ROLLING, calls.maxCallsIn10s]).toEqual([5, limit + 5]);
      await hubspot.sandbox.close();
    },
  );

  it('admits five searches a second over all object types, without rate headers', async () => {
    const hubspot = await startUnderTest({ limits: true });
    const types = ['companies', 'deals', 'contacts'];
    let at = 0;
    const search = () => hubspot.api('POST', `/crm/objects/2026-09/${types[at++ % 3]}/search`, {});
    const { passed, refused } = await burst(7, search);
    expect([passed.length, refused[0]?.json.policyName]).toEqual([5, 'SECONDLY']);
    expect(passed[0]?.headers.get('x-hubspot-ratelimit-max')).toBeNull();
    await hubspot.control('POST', 'clock', { advanceMs: 1_001 });
    expect((await search()).status).toBe(200);
    await hubspot.sandbox.close();
  });

  it('leaves searches out of the burst of a marketplace app', async () => {
    const hubspot = await startUnderTest({ limits: true, plan: 'marketplace' });
    await burst(5, () => hubspot.api('POST', `${companies}/search`, {}));
    const after = await hubspot.api('GET', companies);
    expect(after.headers.get('x-hubspot-ratelimit-remaining')).toBe('109');
    await hubspot.sandbox.close();
  });

  it('refuses all calls beyond the daily quota until midnight in the zone of the account', async () => {
    const hubspot = await startUnderTest({ limits: true, portal: 'german', clock: '2026-11-22T21:00:00.000Z' });
    await hubspot.control('POST', 'limits', { usedToday: 625_000 });
    expect((await hubspot.api('GET', companies)).json.policyName).toBe('DAILY');
    await hubspot.control('POST', 'clock', { set: '2026-11-22T22:59:00.000Z' });
    expect((await hubspot.api('GET', companies)).status).toBe(429);
    await hubspot.control('POST', 'clock', { set: '2026-11-22T23:00:01.000Z' });
    expect((await hubspot.api('GET', companies)).headers.get('x-hubspot-ratelimit-daily-remaining')).toBe('624999');
    await hubspot.sandbox.close();
  });
});

describe('faults', () => {
  let hubspot: SandboxUnderTest;
  let id: string;
  beforeAll(async () => {
    hubspot = await startUnderTest();
    id = await hubspot.create('companies', { name: 'before' });
  });
  afterEach(async () => {
    await hubspot.control('DELETE', 'faults');
    await hubspot.control('POST', 'records/patch', { objectType: 'companies', id, properties: { name: 'before' } });
    await hubspot.control('POST', 'reset-calls');
  });
  afterAll(() => hubspot.sandbox.close());
  const plan = (fault: object, match: object = {}, times?: number) =>
    hubspot.control('POST', 'faults', [{ match, fault, ...(times === undefined ? {} : { times }) }]);
  const read = () => hubspot.api('GET', `${companies}/${id}`);
  const write = (signal?: AbortSignal) =>
    fetch(`${hubspot.sandbox.url}${companies}/batch/update`, {
      method: 'POST',
      headers: { authorization: `Bearer ${hubspot.sandbox.accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify({ inputs: [{ id, properties: { name: 'after' } }] }),
      ...(signal === undefined ? {} : { signal }),
    });
  const nameNow = async () => (await hubspot.control('GET', `record?objectType=companies&id=${id}`)).properties?.name;

  it.each(['TEN_SECONDLY_ROLLING', 'SECONDLY', 'DAILY'])(
    'answers 429 by the policy %s, with Retry-After where it is asked for',
    async (policy) => {
      await plan({ kind: 'rate_limit', policy, retryAfter: 3 }, {}, 1);
      const answer = await read();
      expect([answer.status, answer.json.policyName, answer.json.message, answer.headers.get('retry-after')]).toEqual([
        429,
        policy,
        `You have reached your ${policy.toLowerCase()} limit.`,
        '3',
      ]);
      expect((await read()).status).toBe(200);
    },
  );

  it('answers 423, 477 with Retry-After, 502 as HTML and 503 with neither body nor content type', async () => {
    await hubspot.control('POST', 'faults', [
      { fault: { kind: 'locked' }, times: 1 },
      { fault: { kind: 'migration', retryAfter: 86_400 }, times: 1 },
      { fault: { kind: 'bad_gateway' }, times: 1 },
      { fault: { kind: 'unavailable' }, times: 1 },
    ]);
    const answers = [await read(), await read(), await read(), await read()];
    expect(answers.map((answer) => answer.status)).toEqual([423, 477, 502, 503]);
    expect(answers[1]?.headers.get('retry-after')).toBe('86400');
    expect([answers[2]?.headers.get('content-type'), answers[2]?.text.startsWith('<html>')]).toEqual([
      'text/html',
      true,
    ]);
    expect([answers[3]?.headers.get('content-type'), answers[3]?.text]).toEqual([null, '']);
  });

  it('resets the socket before or after the work, and hangs until the client gives up', async () => {
    await plan({ kind: 'reset' }, {}, 1);
    await expect(write()).rejects.toThrow('fetch failed');
    expect(await nameNow()).toBe('before');
    await plan({ kind: 'apply_then', then: 'reset' }, {}, 1);
    await expect(write()).rejects.toThrow('fetch failed');
    expect(await nameNow()).toBe('after');
    await plan({ kind: 'hang' }, {}, 1);
    await expect(write(AbortSignal.timeout(100))).rejects.toThrow('timeout');
  });

  it('does the work and then answers 500, or does it only some calls later', async () => {
    await plan({ kind: 'apply_then', then: 'server_error' }, {}, 1);
    expect([(await write()).status, await nameNow()]).toEqual([500, 'after']);
    await hubspot.control('POST', 'records/patch', { objectType: 'companies', id, properties: { name: 'before' } });
    await plan({ kind: 'late_apply', calls: 2 }, {}, 1);
    expect([(await write()).status, await nameNow()]).toEqual([500, 'before']);
    await read();
    expect(await nameNow()).toBe('before');
    await read();
    expect(await nameNow()).toBe('after');
  });

  it('delays, drips and cuts answers', async () => {
    const timed = async () => {
      const start = performance.now();
      const answer = await read();
      return [answer.status, performance.now() - start] as const;
    };
    await hubspot.control('POST', 'faults', [
      { fault: { kind: 'delay', ms: 80 }, times: 1 },
      { fault: { kind: 'drip', ms: 80 }, times: 1 },
      { fault: { kind: 'cut', bytes: 20 }, times: 1 },
    ]);
    for (const [status, took] of [await timed(), await timed()]) {
      expect(status).toBe(200);
      expect(took).toBeGreaterThan(60);
    }
    await expect(read()).rejects.toThrow('terminated');
  });

  it('fails some inputs of a batch and writes the others', async () => {
    const other = await hubspot.create('companies', { name: 'other' });
    const inputs = [id, other].map((one) => ({ id: one, properties: { name: 'after' } }));
    await plan({ kind: 'partial', ids: [other] });
    const [dated, old] = [
      await hubspot.api('POST', `${companies}/batch/update`, { inputs }),
      await hubspot.api('POST', '/crm/v3/objects/companies/batch/update', { inputs }),
    ];
    expect([dated.status, old.status]).toEqual([200, 207]);
    expect([dated.json.results?.[0]?.id, dated.json.numErrors, dated.json.errors?.[0]?.context?.ids]).toEqual([
      id,
      1,
      [other],
    ]);
  });

  it('gives short and empty pages whose cursor still leads to everything, and a cursor that stands still', async () => {
    const walk = async () => {
      const seen: string[] = [];
      let after = '';
      for (let pages = 0; pages < 12; pages++) {
        const page = await hubspot.api('GET', `/crm/objects/2026-09/tickets?limit=2${after}`);
        seen.push(...Object.values(page.json.results ?? {}).map((record: Json) => textOf(record.id)));
        if (page.json.paging === undefined) return seen;
        after = `&after=${textOf(page.json.paging.next?.after)}`;
      }
      return seen;
    };
    for (let n = 0; n < 5; n++) await hubspot.create('tickets', { subject: `T${n}` });
    const whole = await walk();
    expect(whole).toHaveLength(5);
    await plan({ kind: 'page', as: 'short' }, { nth: 2 });
    await plan({ kind: 'page', as: 'empty' }, { nth: 1 });
    expect(await walk()).toEqual(whole);
    await hubspot.control('DELETE', 'faults');
    await plan({ kind: 'page', as: 'repeat' }, { route: 'tickets' });
    expect((await walk()).length).toBeGreaterThan(12);
  });

  it('picks calls by method, route, words in the body, n-th, every n-th and by seeded chance', async () => {
    const statuses = async (count: number) => {
      const seen: number[] = [];
      for (let n = 0; n < count; n++) seen.push((await read()).status);
      return seen;
    };
    await plan({ kind: 'server_error' }, { nth: 2 });
    expect(await statuses(3)).toEqual([200, 500, 200]);
    await hubspot.control('DELETE', 'faults');
    await plan({ kind: 'server_error' }, { every: 3, method: 'GET', route: 'companies/{id}' });
    expect(await statuses(6)).toEqual([200, 200, 500, 200, 200, 500]);
    await hubspot.control('DELETE', 'faults');
    await plan({ kind: 'server_error' }, { mentions: `"${id}"` });
    expect([(await write()).status, (await read()).status]).toEqual([500, 200]);
    const chance = async () => {
      await hubspot.control('DELETE', 'faults');
      await plan({ kind: 'server_error' }, { probability: 0.5, seed: 11 });
      return statuses(20);
    };
    const first = await chance();
    expect(new Set(first)).toEqual(new Set([200, 500]));
    expect(await chance()).toEqual(first);
  });
});

describe('what the sandbox notes', () => {
  it('counts calls by route with ids taken out, and never its own control calls', async () => {
    const hubspot = await startUnderTest();
    const id = await hubspot.create('companies', { name: 'Counted' });
    await hubspot.api('GET', `${companies}/${id}`);
    await hubspot.api('GET', `/crm/v3/objects/0-2/${id}`);
    await hubspot.api('POST', `${companies}/search`, {});
    expect(await hubspot.control('GET', 'calls')).toMatchObject({
      byRoute: {
        'GET /crm/objects/2026-09/companies/{id}': 1,
        'GET /crm/v3/objects/companies/{id}': 1,
        'POST /crm/objects/2026-09/companies/search': 1,
      },
      total: 3,
      searches: 1,
      maxSearchesIn1s: 1,
    });
    await hubspot.control('POST', 'reset-calls');
    expect((await hubspot.control('GET', 'calls')).total).toBe(0);
    await hubspot.sandbox.close();
  });

  it('journals what the app wrote, apart from what people wrote', async () => {
    const hubspot = await startUnderTest({ clock: '2026-11-22T08:00:00.000Z' });
    const id = await hubspot.create('companies', { name: 'J' });
    await hubspot.api('PATCH', `${companies}/${id}`, { properties: { name: 'K' } });
    await hubspot.api('PATCH', `${companies}/${id}`, { properties: { nonsense: 'K' } });
    expect(await hubspot.control('GET', 'journal')).toEqual([
      {
        at: expect.stringContaining('2026-11-22T08:00:0') as string,
        by: 'api',
        op: 'update',
        objectType: 'companies',
        id,
        properties: { name: 'K' },
      },
    ]);
    expect(Object.values(await hubspot.control('GET', 'journal?by=user'))).toHaveLength(1);
    await hubspot.sandbox.close();
  });

  it('refuses what HubSpot refuses and notes what it would silently ignore', async () => {
    const hubspot = await startUnderTest({ conformance: false });
    const id = await hubspot.create('companies', { name: 'V' });
    expect((await hubspot.api('POST', `${companies}/search`, '{"limit": ')).status).toBe(400);
    expect((await hubspot.api('GET', '/crm/v2/companies/paged')).status).toBe(404);
    expect(
      (await hubspot.api('PATCH', `${companies}/${id}`, { properties: { annualrevenue: 5 }, extra: true })).status,
    ).toBe(200);
    await hubspot.api('GET', `${companies}?colour=red`);
    expect((await hubspot.violations()).map((violation) => violation.what)).toEqual([
      'no such route',
      'unknown field extra at /',
      'property annualrevenue is not a string',
      'unknown query parameter colour',
    ]);
    await hubspot.sandbox.close();
  });
});
