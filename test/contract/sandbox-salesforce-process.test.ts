import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Connection, OAuth2 } from 'jsforce';
import { openBook } from '../../sandbox/book/open-book.ts';
import { textOf, type Answer } from './sandbox-hubspot-client.ts';
import { refused, startOrg, type OrgUnderTest } from './sandbox-salesforce-client.ts';

const book = openBook({ source: 'generated', seed: 7, companies: 40, asOf: '2026-11-22', usage: false });
let org: OrgUnderTest;
beforeEach(async () => {
  org = await startOrg({ book });
});
afterEach(() => org.sandbox.close());

const token = (form: Record<string, string>): Promise<Answer> =>
  org.api('POST', '/services/oauth2/token', new URLSearchParams(form).toString(), {
    'content-type': 'application/x-www-form-urlencoded',
  });
const client = () => ({ client_id: org.sandbox.oauth.clientId, client_secret: org.sandbox.oauth.clientSecret });
const opens = async (accessToken: string): Promise<number> =>
  (await org.api('GET', 'limits', undefined, { authorization: `Bearer ${accessToken}` })).status;

describe('login in the browser', () => {
  const redirectUri = 'http://127.0.0.1:7321/oauth/salesforce/callback';
  const codeFor = async (verifier: string, more: Record<string, string> = {}): Promise<URL> => {
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: org.sandbox.oauth.clientId,
      redirect_uri: redirectUri,
      state: 's1',
      code_challenge: challenge,
      ...more,
    });
    const answer = await org.api('GET', `/services/oauth2/authorize?${query.toString()}`);
    expect(answer.status).toBe(302);
    return new URL(answer.headers.get('location') ?? '');
  };

  it('gives a code for one use, bound to its verifier and address', async () => {
    const verifier = randomBytes(48).toString('base64url');
    const back = await codeFor(verifier);
    expect([back.origin + back.pathname, back.searchParams.get('state')]).toEqual([redirectUri, 's1']);
    const form = (code: string, code_verifier: string, redirect_uri = redirectUri) => ({
      grant_type: 'authorization_code',
      code,
      code_verifier,
      redirect_uri,
      ...client(),
    });
    const code = back.searchParams.get('code') ?? '';
    const answer = await token(form(code, verifier));
    expect(answer.json).toMatchObject({
      token_type: 'Bearer',
      instance_url: org.sandbox.url,
      id: expect.stringContaining(`/id/${org.sandbox.orgId}/005`) as string,
      refresh_token: expect.stringMatching(/^5Aep/) as string,
    });
    expect(answer.json).not.toHaveProperty('expires_in');
    expect(await opens(textOf(answer.json.access_token))).toBe(200);
    expect((await token(form(code, verifier))).json).toMatchObject({ error: 'invalid_grant' });
    const stolen = (await codeFor(verifier)).searchParams.get('code') ?? '';
    expect((await token(form(stolen, 'x'.repeat(64)))).json).toMatchObject({
      error: 'invalid_grant',
      error_description: 'invalid code verifier',
    });
    const elsewhere = (await codeFor(verifier)).searchParams.get('code') ?? '';
    expect((await token(form(elsewhere, verifier, 'https://evil.example/'))).json).toMatchObject({
      error: 'redirect_uri_mismatch',
    });
  });

  it('sends back without a code when the person declines or the challenge is missing', async () => {
    await org.control('POST', 'app', { approves: false });
    expect((await codeFor('x'.repeat(64))).searchParams.get('error')).toBe('access_denied');
    const bare = new URLSearchParams({
      response_type: 'code',
      client_id: org.sandbox.oauth.clientId,
      redirect_uri: redirectUri,
    });
    const answer = await org.api('GET', `/services/oauth2/authorize?${bare.toString()}`);
    expect(answer.headers.get('location')).toContain('error=invalid_request');
  });

  it('serves the official client, whose second renewal shows that it forgets rotated refresh tokens', async () => {
    const oauth2 = new OAuth2({
      loginUrl: org.sandbox.url,
      clientId: client().client_id,
      clientSecret: client().client_secret,
      redirectUri,
    });
    oauth2.codeVerifier = randomBytes(48).toString('base64url');
    const challenge = createHash('sha256').update(oauth2.codeVerifier).digest('base64url');
    const page = new URL(oauth2.getAuthorizationUrl({ scope: 'api refresh_token', state: 's2' }));
    expect(page.searchParams.get('code_challenge')).toBe(challenge);
    const answer = await fetch(page, { redirect: 'manual' });
    const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const conn = new Connection({ version: '66.0', oauth2 });
    const user = await conn.authorize(code);
    expect(user.organizationId).toBe(org.sandbox.orgId);
    await org.control('POST', 'tokens/expire');
    expect((await conn.query('SELECT Id FROM Account LIMIT 1')).totalSize).toBe(1);
    await org.control('POST', 'tokens/expire');
    expect((await refused(conn.query('SELECT Id FROM Account'))).message).toContain('expired access/refresh token');
  });
});

describe('tokens', () => {
  const issue = async (): Promise<{ access: string; refresh: string }> => {
    const { accessToken, refreshToken } = await org.control('POST', 'tokens/issue', {
      scopes: ['api', 'refresh_token'],
    });
    return { access: textOf(accessToken), refresh: textOf(refreshToken) };
  };
  const renew = (refresh: string) => token({ grant_type: 'refresh_token', refresh_token: refresh, ...client() });

  it('rotates refresh tokens, and revokes everything of a login when one is used twice', async () => {
    const { refresh } = await issue();
    const first = await renew(refresh);
    const second = await renew(textOf(first.json.refresh_token));
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(first.json.refresh_token).not.toBe(refresh);
    const access = textOf(second.json.access_token);
    expect(await opens(access)).toBe(200);
    expect((await renew(refresh)).json).toEqual({
      error: 'invalid_grant',
      error_description: 'expired access/refresh token',
    });
    expect(await opens(access)).toBe(401);
    expect((await renew(textOf(second.json.refresh_token))).status).toBe(400);
    expect(await org.control('GET', 'calls')).toMatchObject({ byGrant: { refresh_token: 4 } });
  });

  it('ends access tokens after their time, and all of them when an admin blocks the app', async () => {
    await org.control('POST', 'app', { sessionMs: 60_000 });
    const { access, refresh } = await issue();
    await org.control('POST', 'clock', { advanceMs: 59_000 });
    expect(await opens(access)).toBe(200);
    await org.control('POST', 'clock', { advanceMs: 2_000 });
    const late = await org.api('GET', 'limits', undefined, { authorization: `Bearer ${access}` });
    expect([late.status, late.json]).toEqual([
      401,
      [{ message: 'Session expired or invalid', errorCode: 'INVALID_SESSION_ID' }],
    ]);
    await org.control('POST', 'app', { blocked: true });
    expect((await renew(refresh)).status).toBe(400);
    expect((await token({ grant_type: 'client_credentials', ...client() })).json).toMatchObject({
      error: 'invalid_grant',
    });
  });

  it('revokes on request, tells whether a token is good, and says whose it is', async () => {
    const { access, refresh } = await issue();
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const introspect = async () =>
      (
        await org.api(
          'POST',
          '/services/oauth2/introspect',
          new URLSearchParams({ token: access, ...client() }).toString(),
          form,
        )
      ).json.active;
    const info = await org.api('GET', '/services/oauth2/userinfo', undefined, { authorization: `Bearer ${access}` });
    expect(info.json).toMatchObject({
      organization_id: org.sandbox.orgId,
      preferred_username: org.sandbox.oauth.username,
      zoneinfo: 'America/New_York',
    });
    expect(await introspect()).toBe(true);
    await org.api('POST', '/services/oauth2/revoke', `token=${refresh}`, form);
    expect([await introspect(), await opens(access)]).toEqual([false, 401]);
  });

  it('takes client credentials and signed assertions, and refuses wrong ones', async () => {
    expect((await token({ grant_type: 'client_credentials', ...client(), client_secret: 'no' })).json).toMatchObject({
      error: 'invalid_client',
    });
    expect((await token({ grant_type: 'password' })).json).toMatchObject({ error: 'unsupported_grant_type' });
    await org.control('POST', 'app', { clientCredentials: false });
    expect((await token({ grant_type: 'client_credentials', ...client() })).status).toBe(400);

    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    const stranger = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    await org.control('POST', 'app', { publicKey: publicKey.export({ type: 'spki', format: 'pem' }) });
    const now = Date.parse('2026-11-22T12:00:00Z') / 1000;
    const claims = { iss: client().client_id, sub: org.sandbox.oauth.username, aud: org.sandbox.url, exp: now + 170 };
    const assertion = (payload: object, key = privateKey): string => {
      const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
      const text = `${part({ alg: 'RS256' })}.${part(payload)}`;
      return `${text}.${createSign('RSA-SHA256').update(text).sign(key, 'base64url')}`;
    };
    const ask = (text: string) => token({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: text });
    const good = await ask(assertion(claims));
    expect(await opens(textOf(good.json.access_token))).toBe(200);
    expect(good.json).not.toHaveProperty('refresh_token');
    const wrong = [
      assertion(claims, stranger.privateKey),
      assertion({ ...claims, aud: 'https://else.example' }),
      assertion({ ...claims, exp: now - 1 }),
      assertion({ ...claims, sub: 'no' }),
      'a.b.c',
    ];
    for (const text of wrong) expect((await ask(text)).json).toMatchObject({ error: 'invalid_grant' });
  });
});

describe('bulk jobs', () => {
  const create = async (operation = 'update', object = 'Account'): Promise<string> =>
    textOf((await org.api('POST', 'jobs/ingest', { object, operation, contentType: 'CSV', lineEnding: 'LF' })).json.id);
  const upload = (id: string, csv: string) =>
    org.api('PUT', `jobs/ingest/${id}/batches`, csv, { 'content-type': 'text/csv' });
  const close = (id: string) => org.api('PATCH', `jobs/ingest/${id}`, { state: 'UploadComplete' });
  const stateOf = async (id: string) => (await org.api('GET', `jobs/ingest/${id}`)).json;
  const csvOf = async (id: string, which: string) => (await org.api('GET', `jobs/ingest/${id}/${which}`)).text;

  it('write rows, clear by #N/A, leave by an empty cell, and answer in three files', async () => {
    const [one = '', two = '', three = ''] = (await org.rows('SELECT Id FROM Account ORDER BY Id LIMIT 3')).map(
      ({ Id }) => textOf(Id),
    );
    await org.conn.update('Account', [{ Id: one, Phone: '1', Renewal_Health_Score__c: 5 }]);
    await org.control('POST', 'locks', { ids: [three] });
    await org.control('POST', 'bulk', { polls: 2 });
    const id = await create();
    const body = `Id,Renewal_Health_Score__c,Renewal_Health_Band__c,Phone,Renewal_Health_Expansion__c\n${one},#N/A,watch,,true\n${two},88,nope,,\n${three},1,watch,,\n`;
    expect((await upload(id, body)).status).toBe(201);
    expect((await upload(id, body)).json).toMatchObject([{ errorCode: 'INVALIDJOBSTATE' }]);
    expect((await close(id)).json.state).toBe('UploadComplete');
    const states = [await stateOf(id), await stateOf(id), await stateOf(id)];
    expect(states.map(({ state }) => state)).toEqual(['InProgress', 'InProgress', 'JobComplete']);
    expect(states[2]).toMatchObject({ numberRecordsProcessed: 3, numberRecordsFailed: 2 });
    expect(await csvOf(id, 'successfulResults')).toBe(
      `"sf__Id","sf__Created","Id","Renewal_Health_Score__c","Renewal_Health_Band__c","Phone","Renewal_Health_Expansion__c"\n"${one}","false","${one}","#N/A","watch","","true"\n`,
    );
    const failed = await csvOf(id, 'failedResults');
    expect(failed).toContain('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST:');
    expect(failed).toContain('UNABLE_TO_LOCK_ROW:');
    expect((await csvOf(id, 'unprocessedrecords')).split('\n')).toHaveLength(2);
    expect(
      await org.rows(
        `SELECT Phone, Renewal_Health_Score__c, Renewal_Health_Expansion__c FROM Account WHERE Id = '${one}'`,
      ),
    ).toMatchObject([{ Phone: '1', Renewal_Health_Score__c: null, Renewal_Health_Expansion__c: true }]);
    expect((await org.api('DELETE', `jobs/ingest/${id}`)).status).toBe(204);
    expect((await org.api('GET', `jobs/ingest/${id}`)).status).toBe(404);
  });

  it('fail as a whole for an unknown column, stay open for ever when told to, and can be aborted', async () => {
    const id = await create();
    await upload(id, 'Id,Nope__c\n001000000000000AAA,1\n');
    await close(id);
    expect(await stateOf(id)).toMatchObject({
      state: 'Failed',
      errorMessage: 'InvalidBatch : Field name not found : Nope__c',
    });
    expect((await csvOf(id, 'unprocessedrecords')).split('\n')).toHaveLength(3);
    const aborted = await create();
    expect((await org.api('PATCH', `jobs/ingest/${aborted}`, { state: 'Aborted' })).json.state).toBe('Aborted');
    await org.control('POST', 'bulk', { polls: null });
    const endless = await create('insert', 'Contact');
    await upload(endless, 'LastName\nNew\n');
    await close(endless);
    for (let poll = 0; poll < 5; poll++) expect((await stateOf(endless)).state).toBe('InProgress');
  });

  it('serve the official client', async () => {
    const [id = ''] = (await org.rows('SELECT Id FROM Opportunity LIMIT 1')).map(({ Id }) => textOf(Id));
    const results = await org.conn.bulk2.loadAndWaitForResults({
      object: 'Opportunity',
      operation: 'update',
      input: [{ Id: id, Renewal_Tier__c: 'commit' }],
      pollInterval: 10,
    });
    expect([results.successfulResults.length, results.failedResults.length]).toEqual([1, 0]);
  });

  it('query in pages of CSV led by a locator', async () => {
    const { json } = await org.api('POST', 'jobs/query', {
      operation: 'query',
      query: 'SELECT Id, Name, Owner.Name, Renewal_Health_Score__c FROM Account ORDER BY Id',
    });
    const id = textOf(json.id);
    expect((await org.api('GET', `jobs/query/${id}`)).json.state).toBe('InProgress');
    expect((await org.api('GET', `jobs/query/${id}`)).json).toMatchObject({
      state: 'JobComplete',
      numberRecordsProcessed: 40,
    });
    const ids = new Set<string>();
    let locator: string | null = null;
    let pages = 0;
    do {
      const page: Answer = await org.api(
        'GET',
        `jobs/query/${id}/results?maxRecords=15${locator === null ? '' : `&locator=${locator}`}`,
      );
      const [head = '', ...lines] = page.text.trimEnd().split('\n');
      expect(head).toBe('"Id","Name","Owner.Name","Renewal_Health_Score__c"');
      for (const line of lines) ids.add(line.slice(0, 20));
      locator = page.headers.get('sforce-locator');
      pages += 1;
    } while (locator !== 'null');
    expect([pages, ids.size]).toEqual([3, 40]);
    const grouped = await org.api('POST', 'jobs/query', {
      operation: 'query',
      query: 'SELECT COUNT(Id) FROM Account GROUP BY OwnerId',
    });
    expect(grouped.status).toBe(400);
  });
});

describe('limits and bad days', () => {
  const plan = (fault: object, match: object = {}, times = 1) =>
    org.control('POST', 'faults', [{ match, fault, times }]);
  const errorOf = async (): Promise<{ errorCode?: string; message?: string }> =>
    (await org.conn
      .request({ method: 'GET', url: '/limits' }, { retry: { maxRetries: 0 } })
      .catch((error: unknown) => error)) as object;

  it('counts calls in a header, and refuses beyond the daily limit', async () => {
    await org.control('POST', 'limits', { usedToday: 40_000, max: 40_005 });
    const answer = await org.api('GET', 'query?q=SELECT+COUNT()+FROM+Account');
    expect(answer.headers.get('sforce-limit-info')).toMatch(/^api-usage=4000\d\/40005$/);
    for (let call = 0; call < 5; call++) await org.api('GET', 'limits');
    expect((await org.api('GET', 'limits')).json).toEqual([
      { message: 'TotalRequests Limit exceeded.', errorCode: 'REQUEST_LIMIT_EXCEEDED' },
    ]);
    await org.control('POST', 'clock', { advanceMs: 86_400_001 });
    await org.control('POST', 'limits', { usedToday: 0 });
    await org.conn.authorize({ grant_type: 'client_credentials' });
    expect((await org.conn.limits()).DailyApiRequests).toMatchObject({ Max: 40_005 });
  });

  it('answers as Salesforce does when it fails: codes, HTML, nothing at all', async () => {
    await plan({ kind: 'request_limit', limit: 'concurrent' });
    expect(await errorOf()).toMatchObject({
      errorCode: 'REQUEST_LIMIT_EXCEEDED',
      message: expect.stringContaining('ConcurrentPerOrgLongTxn') as string,
    });
    await plan({ kind: 'unavailable' });
    expect((await org.api('GET', 'limits')).status).toBe(503);
    await plan({ kind: 'html' });
    const page = await org.api('GET', 'limits');
    expect([page.status, page.headers.get('content-type'), page.text.slice(0, 6)]).toEqual([
      502,
      'text/html; charset=UTF-8',
      '<html>',
    ]);
    await plan({ kind: 'reset' });
    await expect(org.api('GET', 'limits')).rejects.toThrow('fetch failed');
    await plan({ kind: 'cut', bytes: 20 });
    await expect(org.api('GET', 'limits')).rejects.toThrow();
    await plan({ kind: 'delay', ms: 60 });
    const before = performance.now();
    await org.api('GET', 'limits');
    expect(performance.now() - before).toBeGreaterThan(55);
    await plan({ kind: 'invalid_session' }, { route: '/query' });
    expect((await org.api('GET', 'limits')).status).toBe(200);
    expect((await org.api('GET', 'query?q=SELECT+Id+FROM+Account')).status).toBe(401);
    expect((await org.control('GET', 'calls')).faultsFired).toMatchObject({ html: 1, reset: 1, invalid_session: 1 });
  });

  it('does the work and loses the answer', async () => {
    const [id = ''] = (await org.rows('SELECT Id FROM Account LIMIT 1')).map(({ Id }) => textOf(Id));
    await plan({ kind: 'apply_then', then: 'reset' }, { method: 'PATCH', mentions: id });
    const patch = org.api('PATCH', 'composite/sobjects', {
      records: [{ attributes: { type: 'Account' }, Id: id, Phone: '77' }],
    });
    await expect(patch).rejects.toThrow('fetch failed');
    expect(await org.control('GET', `record?id=${id}`)).toMatchObject({ Phone: '77' });
    expect(await org.control('GET', 'journal')).toMatchObject([
      { op: 'update', object: 'Account', id, values: { Phone: '77' } },
    ]);
  });
});

describe('the process', () => {
  const running = new Set<ChildProcess>();
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'salesforce-sandbox-'));
  });
  afterAll(async () => {
    for (const child of running) child.kill('SIGKILL');
    await rm(folder, { recursive: true });
  });

  interface Announced {
    readonly url: string;
    readonly controlUrl: string;
    readonly orgId: string;
    readonly oauth: { readonly clientId: string; readonly clientSecret: string };
  }
  async function start(
    ...options: string[]
  ): Promise<{ readonly child: ChildProcess; readonly announced: Announced | null }> {
    const child = spawn(
      process.execPath,
      ['sandbox/salesforce/main.ts', '--book', 'companies=20,as-of=2026-11-22', ...options],
      {
        stdio: ['pipe', 'pipe', 'pipe'],
      },
    );
    running.add(child);
    child.once('exit', () => running.delete(child));
    const [line] = (await Promise.race([
      once(createInterface({ input: child.stdout }), 'line'),
      once(child, 'exit').then(() => ['null']),
    ])) as [string];
    return { child, announced: JSON.parse(line) as Announced | null };
  }
  const connect = async (announced: Announced | null): Promise<Connection> => {
    if (announced === null) throw new Error('the sandbox did not start');
    const { url, oauth } = announced;
    const conn = new Connection({ version: '66.0', loginUrl: url, oauth2: { loginUrl: url, ...oauth } });
    await conn.authorize({ grant_type: 'client_credentials' });
    return conn;
  };

  it('says in one line where it listens, keeps what was written over a kill, and refuses to continue another org', async () => {
    const state = join(folder, 'state.jsonl');
    const first = await start('--state', state);
    const conn = await connect(first.announced);
    const { records } = await conn.query<{ Id: string }>('SELECT Id FROM Account LIMIT 1');
    const Id = records[0]?.Id ?? '';
    await conn.update('Account', [{ Id, Phone: '0815' }]);
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    const second = await start('--state', state);
    const again = await (
      await connect(second.announced)
    ).query<{ Id: string }>("SELECT Id FROM Account WHERE Phone = '0815'");
    expect(again.records.map((record) => record.Id)).toEqual([Id]);
    second.child.kill('SIGTERM');
    expect(await once(second.child, 'exit')).toEqual([0, null]);
    expect((await start('--state', state, '--org', 'german')).announced).toBeNull();
  });

  it('ends when the pipe of its parent closes; a German org has German fields, a bare one none', async () => {
    const german = await start('--org', 'german');
    const conn = await connect(german.announced);
    const names = async (of: Connection) =>
      (await of.describe('Account')).fields
        .filter(({ custom, name }) => custom && !name.startsWith('Renewal_'))
        .map(({ label }) => label);
    expect(await names(conn)).toEqual(['Vertragsbeginn', 'Vertragsende', 'Gekaufte Lizenzen', 'Jahresvertragswert']);
    german.child.stdin?.end();
    expect(await once(german.child, 'exit')).toEqual([0, null]);
    const bare = await start('--org', 'bare');
    const plain = await connect(bare.announced);
    expect(await names(plain)).toEqual([]);
    expect((await plain.query("SELECT EndDate FROM Contract WHERE Status = 'Activated'")).totalSize).toBe(20);
    bare.child.kill('SIGTERM');
  });
});
