import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FilterOperatorEnum } from '@hubspot/api-client/lib/codegen/crm/companies/index.js';
import { AssociationSpecAssociationCategoryEnum } from '@hubspot/api-client/lib/codegen/crm/associations/v4/index.js';
import {
  PropertyCreateFieldTypeEnum,
  PropertyCreateTypeEnum,
} from '@hubspot/api-client/lib/codegen/crm/properties/index.js';
import { openBook } from '../../sandbox/book/open-book.ts';
import { loadConformance } from '../../sandbox/hubspot/conformance.ts';
import { type Call, type Route } from '../../sandbox/hubspot/http/call.ts';
import { startUnderTest, type SandboxUnderTest } from './sandbox-hubspot-client.ts';

describe('the process', () => {
  const running = new Set<ChildProcess>();
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hubspot-sandbox-'));
  });
  afterAll(async () => {
    for (const child of running) child.kill('SIGKILL');
    await rm(folder, { recursive: true });
  });

  interface Announced {
    readonly url: string;
    readonly controlUrl: string;
    readonly accessToken: string;
    readonly portalId: number;
  }
  async function start(...options: string[]): Promise<{ readonly child: ChildProcess; readonly announced: Announced }> {
    const child = spawn(
      process.execPath,
      ['sandbox/hubspot/main.ts', '--book', 'companies=20,as-of=2026-11-22', ...options],
      { stdio: ['pipe', 'pipe', 'pipe'] },
    );
    running.add(child);
    child.once('exit', () => running.delete(child));
    const [line] = (await Promise.race([
      once(createInterface({ input: child.stdout }), 'line'),
      once(child, 'exit').then(() => ['null']),
    ])) as [string];
    return { child, announced: JSON.parse(line) as Announced };
  }
  const get = async (
    { url, accessToken }: Announced,
    path: string,
  ): Promise<{ readonly results: { readonly id: string; readonly properties: Record<string, string> }[] }> =>
    (await (await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${accessToken}` } })).json()) as never;

  it('says in one line where it listens, with the token it was given, and ends on SIGTERM', async () => {
    const { child, announced } = await start('--token', 'pat-eu1-mine', '--portal', 'german');
    expect(announced).toMatchObject({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/) as string,
      controlUrl: `${announced.url}/__sandbox__`,
      accessToken: 'pat-eu1-mine',
      portalId: 143_902_677,
    });
    expect((await get(announced, '/crm/objects/2026-09/companies?limit=1')).results).toHaveLength(1);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('ends when the pipe of its parent closes', async () => {
    const { child } = await start();
    child.stdin?.end();
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('keeps what was written over a kill, and refuses to continue another portal', async () => {
    const state = join(folder, 'state.jsonl');
    const first = await start('--state', state);
    const [company] = (await get(first.announced, '/crm/objects/2026-09/companies?limit=1')).results;
    const init = (body: unknown) => ({
      method: 'POST',
      headers: { authorization: `Bearer ${first.announced.accessToken}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    await fetch(
      `${first.announced.url}/crm/properties/2026-09/companies`,
      init({ name: 'kept', label: 'Kept', groupName: 'companyinformation', type: 'string', fieldType: 'text' }),
    );
    await fetch(
      `${first.announced.url}/crm/objects/2026-09/companies/batch/update`,
      init({ inputs: [{ id: company?.id, properties: { kept: 'yes' } }] }),
    );
    first.child.kill('SIGKILL');
    await once(first.child, 'exit');
    const second = await start('--state', state);
    const [again] = (await get(second.announced, '/crm/objects/2026-09/companies?limit=1&properties=kept')).results;
    expect([again?.id, again?.properties.kept]).toEqual([company?.id, 'yes']);
    second.child.kill('SIGTERM');
    const other = await start('--state', state, '--portal', 'bare');
    expect(other.announced).toBeNull();
  });
});

describe('conformance to the official client', () => {
  let hubspot: SandboxUnderTest;
  beforeAll(async () => {
    hubspot = await startUnderTest({
      book: openBook({ source: 'generated', seed: 7, companies: 30, asOf: '2026-11-22', usage: false }),
    });
  });
  afterAll(() => hubspot.sandbox.close());

  it('serves the typed client: records, search, batches, associations, properties, pipelines, owners, tokens', async () => {
    const { crm, oauth } = hubspot.client;
    const page = await crm.companies.basicApi.getPage(5, undefined, ['name', 'customer_number'], undefined, [
      'deals',
      'contacts',
    ]);
    const [first, second] = page.results;
    if (first === undefined || second === undefined) throw new Error('the book has companies');
    expect(first.createdAt).toBeInstanceOf(Date);
    const one = await crm.companies.basicApi.getById(first.id, ['name']);
    expect(one.properties.name).toBe(first.properties.name);
    const filters = [
      {
        propertyName: 'customer_number',
        operator: FilterOperatorEnum.Eq,
        value: first.properties.customer_number ?? '',
      },
    ];
    expect(
      (await crm.companies.searchApi.doSearch({ filterGroups: [{ filters }], properties: ['name'], limit: 1 }))
        .results[0]?.id,
    ).toBe(first.id);
    const read = await crm.companies.batchApi.read({
      inputs: [{ id: first.id }, { id: '1' }],
      properties: ['name'],
      propertiesWithHistory: [],
    });
    expect('numErrors' in read && read.numErrors).toBe(1);
    const updated = await crm.companies.batchApi.update({
      inputs: [{ id: second.id, properties: { name: 'Renamed' } }],
    });
    expect(updated.results[0]?.properties.name).toBe('Renamed');
    const links = await crm.associations.v4.batchApi.getPage('companies', 'deals', {
      inputs: page.results.map(({ id }) => ({ id })),
    });
    expect(links.results[0]?._from.id).toBeDefined();
    const task = await crm.objects.tasks.basicApi.create({
      properties: { hs_task_subject: 'Call', hs_timestamp: '2026-12-01T09:00:00.000Z' },
      associations: [
        {
          to: { id: first.id },
          types: [
            { associationCategory: AssociationSpecAssociationCategoryEnum.HubspotDefined, associationTypeId: 192 },
          ],
        },
      ],
    });
    await crm.associations.v4.basicApi.createDefault('tasks', task.id, 'companies', second.id);
    await crm.properties.groupsApi.create('companies', { name: 'renewal_health', label: 'Renewal health' });
    const property = {
      name: 'renewal_health_score',
      label: 'Score',
      groupName: 'renewal_health',
      type: PropertyCreateTypeEnum.Number,
      fieldType: PropertyCreateFieldTypeEnum.Number,
    };
    expect((await crm.properties.batchApi.create('companies', { inputs: [property] })).results[0]?.name).toBe(
      'renewal_health_score',
    );
    expect((await crm.pipelines.pipelinesApi.getAll('deals')).results[1]?.stages[4]?.metadata?.isClosed).toBe('true');
    expect((await crm.owners.ownersApi.getPage()).results.length).toBeGreaterThan(0);
    const { clientId, clientSecret, refreshToken } = hubspot.sandbox.oauth;
    expect(
      (await oauth.tokensApi.create('refresh_token', undefined, undefined, clientId, clientSecret, refreshToken))
        .expiresIn,
    ).toBe(1_800);
    const dated = await hubspot.client.apiRequest({
      method: 'POST',
      path: '/crm/objects/2026-09/deals/search',
      body: { limit: 1 },
    });
    expect(dated.status).toBe(200);
    expect((await crm.companies.getAll(10)).length).toBe(30);
    expect(await hubspot.violations()).toEqual([]);
  });

  it('throws the typed client its own exception, with code and category', async () => {
    const failed = await hubspot.client.crm.companies.basicApi.getById('1').catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 404, body: { category: 'OBJECT_NOT_FOUND' } });
  });

  it('catches a request outside the types', async () => {
    await hubspot.api('POST', '/crm/objects/2026-09/companies/batch/read', { inputs: [{ id: '1' }], colour: 'red' });
    await hubspot.api('POST', '/crm/objects/2026-09/companies/search', {
      filterGroups: [{ filters: [{ propertyName: 'name', operator: 'LIKE', value: 'x' }] }],
    });
    const caught = await hubspot.violations();
    expect(caught.filter((violation) => violation.side === 'request').map((violation) => violation.what)).toEqual(
      expect.arrayContaining([
        expect.stringContaining('additional properties'),
        expect.stringContaining('equal to one of the allowed values'),
      ]),
    );
    await hubspot.control('DELETE', 'violations');
  });

  it('catches an answer outside the types: a wrong body, a status nobody documents, a route without a model', async () => {
    const conformance = await loadConformance();
    const caught: string[] = [];
    const route = (path: string): Route => ({
      method: 'GET',
      path,
      versions: ['2026-09'],
      handle: () => ({ status: 200 }),
    });
    const call: Call = {
      method: 'GET',
      path: '',
      query: new URLSearchParams(),
      version: '2026-09',
      params: {},
      body: undefined,
      grant: null,
      now: 0,
      origin: '',
      violation: () => undefined,
    };
    const check = (path: string, status: number, body: unknown) =>
      conformance.reply(route(path), call, { status, body }, (what) => caught.push(what));
    const good = {
      id: '1',
      properties: { name: null },
      createdAt: '2026-11-22T08:00:00.000Z',
      updatedAt: '2026-11-22T08:00:00.000Z',
    };
    check('objects/{objectType}/{id}', 200, good);
    expect(caught).toEqual([]);
    check('objects/{objectType}/{id}', 200, { ...good, id: 1 });
    check('objects/{objectType}/{id}', 200, { ...good, url: 'https://app.hubspot.com' });
    check('objects/{objectType}/{id}', 206, good);
    check('wombats', 200, {});
    expect(caught).toEqual([
      expect.stringContaining('body/id must be string'),
      expect.stringContaining('(url)'),
      'status 206 is not documented',
      'GET wombats has no schema',
    ]);
  });
});
