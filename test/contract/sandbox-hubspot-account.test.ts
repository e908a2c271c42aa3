import { openBook } from '../../sandbox/book/open-book.ts';
import { ids, startUnderTest, textOf, type Json, type SandboxUnderTest } from './sandbox-hubspot-client.ts';

const book = openBook({ source: 'generated', seed: 7, companies: 40, asOf: '2026-11-22', usage: false });
let hubspot: SandboxUnderTest;
beforeAll(async () => {
  hubspot = await startUnderTest({ book, clock: '2026-11-22T08:00:00.000Z' });
});
afterAll(async () => {
  const violations = await hubspot.violations();
  await hubspot.sandbox.close();
  expect(violations).toEqual([]);
});
const api: SandboxUnderTest['api'] = (...call) => hubspot.api(...call);
const properties = '/crm/properties/2026-09';
const newProperty = (name: string, more: object = {}) => ({
  name,
  label: name,
  groupName: 'companyinformation',
  type: 'number',
  fieldType: 'number',
  ...more,
});
const list = (found: Json | undefined): Json[] => Object.values(found ?? {});

describe('the portal of a book', () => {
  it('holds every live company, deal, contact and ticket under ids of mixed lengths', async () => {
    const companies = [...book.companies()];
    const live = companies.filter((company) => company.lifecycle === 'live');
    expect((await hubspot.control('GET', 'counts')).companies).toBe(live.length);
    const page = await api('GET', '/crm/objects/2026-09/companies?limit=100&properties=customer_number,name');
    const shown = new Map(
      list(page.json.results).map((record) => [record.properties?.customer_number, record.properties?.name]),
    );
    expect(shown).toEqual(new Map(live.map(({ key, name }) => [key, name])));
    expect(new Set(ids(page.json.results).map((id) => id.length)).size).toBeGreaterThan(1);
  });

  it('gives the same ids on every start', async () => {
    const again = await startUnderTest({ book });
    const page = (under: SandboxUnderTest) => under.api('GET', '/crm/objects/2026-09/deals?limit=100');
    const [first, second] = [await page(hubspot), await page(again)];
    await again.sandbox.close();
    expect(ids(second.json.results)).toEqual(ids(first.json.results));
  });

  it('marks renewals by pipeline, type and date field, and links them to their company', async () => {
    const renewal = [...book.companies()]
      .flatMap((company) => company.deals.map((deal) => ({ company, deal })))
      .find(
        ({ company, deal }) =>
          deal.kind === 'renewal' &&
          deal.status === 'open' &&
          deal.renewalDate !== null &&
          deal.lifecycle === 'live' &&
          company.lifecycle === 'live',
      );
    const filters = [{ propertyName: 'dealname', operator: 'EQ', value: renewal?.deal.name }];
    const body = {
      filterGroups: [{ filters }],
      properties: ['pipeline', 'dealtype', 'renewal_date', 'arr', 'hs_is_closed'],
    };
    const found = (await api('POST', '/crm/objects/2026-09/deals/search', body)).json.results?.[0];
    expect(found?.properties).toMatchObject({
      pipeline: '75438211',
      dealtype: 'existingbusiness',
      renewal_date: renewal?.deal.renewalDate,
      hs_is_closed: 'false',
    });
    const linked = await api('GET', `/crm/objects/2026-09/deals/${textOf(found?.id)}/associations/companies`);
    const company = await api(
      'GET',
      `/crm/objects/2026-09/companies/${textOf(linked.json.results?.[0]?.toObjectId)}?properties=customer_number`,
    );
    expect(company.json.properties?.customer_number).toBe(renewal?.company.key);
  });

  it('answers for the id of a merged company with the one that survived', async () => {
    const merged = await startUnderTest({
      book: openBook({ source: 'generated', seed: 7, companies: 200, asOf: '2026-11-22', usage: false }),
    });
    const filters = [{ propertyName: 'hs_merged_object_ids', operator: 'HAS_PROPERTY' }];
    const found = await merged.api('POST', '/crm/objects/2026-09/companies/search', {
      filterGroups: [{ filters }],
      properties: ['hs_merged_object_ids'],
    });
    const survivor = found.json.results?.[0];
    const [old = ''] = textOf(survivor?.properties?.hs_merged_object_ids).split(';');
    const answer = await merged.api('GET', `/crm/objects/2026-09/companies/${old}`);
    await merged.sandbox.close();
    expect(answer.json.id).toBe(survivor?.id);
  });

  it('shows meetings with outcome and type, calls and e-mails with direction and result', async () => {
    const values = async (type: string, property: string) => {
      const page = await api('GET', `/crm/objects/2026-09/${type}?limit=100&properties=${property}`);
      return new Set(list(page.json.results).map((record) => textOf(record.properties?.[property as never])));
    };
    expect(await values('meetings', 'hs_meeting_outcome')).toContain('COMPLETED');
    expect(await values('meetings', 'hs_activity_type')).toContain('Business review');
    expect(await values('calls', 'hs_call_status')).toContain('COMPLETED');
    expect(await values('emails', 'hs_email_direction')).toEqual(new Set(['EMAIL', 'INCOMING_EMAIL']));
  });

  it('has German names and labels in the german portal and no custom field in the bare one', async () => {
    const custom = async (portal: 'german' | 'bare') => {
      const other = await startUnderTest({ portal });
      const found = list((await other.api('GET', `${properties}/companies`)).json.results).filter(
        (property) => textOf(property.hubspotDefined) === 'false',
      );
      const pipelines = list((await other.api('GET', '/crm/pipelines/2026-09/deals')).json.results).map((pipeline) =>
        textOf(pipeline.label),
      );
      const account = (await other.api('GET', '/account-info/2026-09/details')).json;
      await other.sandbox.close();
      return [
        found.map((property) => `${textOf(property.name)}: ${textOf(property.label)}`),
        pipelines[1],
        account.timeZone,
      ];
    };
    const german = await custom('german');
    expect(german[0]).toContain('vertragsende: Vertragsende');
    expect(german.slice(1)).toEqual(['Vertragsverlängerungen', 'Europe/Berlin']);
    expect(await custom('bare')).toEqual([[], 'Customer renewals', 'Europe/London']);
  });
});

describe('properties', () => {
  it('makes groups and properties once: the second time is 409', async () => {
    const group = { name: 'renewal_health', label: 'Renewal health' };
    expect((await api('POST', `${properties}/companies/groups`, group)).status).toBe(201);
    expect((await api('POST', `${properties}/companies/groups`, group)).status).toBe(409);
    const made = await api(
      'POST',
      `${properties}/companies`,
      newProperty('renewal_health_score', { groupName: 'renewal_health' }),
    );
    expect([made.status, made.json.hubspotDefined, made.json.archived]).toEqual([201, false, false]);
    expect((await api('POST', `${properties}/companies`, newProperty('renewal_health_score'))).status).toBe(409);
  });

  it('answers a batch that holds an existing one with 207, in 2026-09 with 200, and makes the others', async () => {
    const inputs = (n: number) => ({ inputs: [newProperty('renewal_health_score'), newProperty(`fresh_${n}`)] });
    const [old, dated] = [
      await api('POST', '/crm/v3/properties/companies/batch/create', inputs(1)),
      await api('POST', `${properties}/companies/batch/create`, inputs(2)),
    ];
    expect([old.status, dated.status, dated.json.numErrors]).toEqual([207, 200, 1]);
    expect(dated.json.errors?.[0]).toMatchObject({
      category: 'OBJECT_ALREADY_EXISTS',
      context: { name: ['renewal_health_score'] },
    });
    expect((await api('GET', `${properties}/companies/fresh_2`)).status).toBe(200);
  });

  it.each([
    ['a field type that does not fit', { fieldType: 'select' }],
    ['a group that is not there', { groupName: 'nowhere' }],
    ['an enumeration without options', { type: 'enumeration', fieldType: 'select' }],
    [
      'two options of one value',
      {
        type: 'enumeration',
        fieldType: 'select',
        options: ['A', 'B'].map((label) => ({ label, value: 'x', hidden: false })),
      },
    ],
    ['a name with capitals', { name: 'Bad' }],
    ['a reserved name', { name: 'hs_mine' }],
  ])('refuses %s', async (_, more) => {
    expect((await api('POST', `${properties}/companies`, newProperty('never_made', more))).status).toBe(400);
  });

  it('lists archived properties apart; making one again brings it back empty', async () => {
    const id = await hubspot.create('companies', { name: 'Holder' });
    await api('POST', `${properties}/companies`, newProperty('short_lived'));
    await api('PATCH', `/crm/objects/2026-09/companies/${id}`, { properties: { short_lived: '5' } });
    expect((await api('DELETE', `${properties}/companies/short_lived`)).status).toBe(204);
    expect(
      (await api('PATCH', `/crm/objects/2026-09/companies/${id}`, { properties: { short_lived: '6' } })).json
        .errors?.[0]?.code,
    ).toBe('PROPERTY_DOESNT_EXIST');
    expect(
      list((await api('GET', `${properties}/companies?archived=true`)).json.results).map((property) => property.name),
    ).toContain('short_lived');
    const read = await api('POST', `${properties}/companies/batch/read`, {
      inputs: [{ name: 'short_lived' }],
      archived: true,
    });
    expect(read.json.results?.[0]?.archivedAt).toBeDefined();
    expect((await api('POST', `${properties}/companies`, newProperty('short_lived'))).status).toBe(201);
    expect(
      (await api('GET', `/crm/objects/2026-09/companies/${id}?properties=short_lived`)).json.properties?.short_lived,
    ).toBeNull();
  });

  it('changes labels and options, keeps standard definitions as they are, and refuses values that are no option', async () => {
    const options = [{ label: 'High', value: 'high', hidden: false }];
    await api(
      'POST',
      `${properties}/companies`,
      newProperty('fit', { type: 'enumeration', fieldType: 'select', options }),
    );
    const patched = await api('PATCH', `${properties}/companies/fit`, {
      label: 'Fit!',
      options: [...options, { label: 'Low', value: 'low', hidden: false }],
    });
    expect([patched.json.label, list(patched.json.options).length]).toEqual(['Fit!', 2]);
    expect((await api('PATCH', `${properties}/companies/name`, { label: 'x' })).status).toBe(400);
    const id = await hubspot.create('companies', { name: 'Fitting', fit: 'low' });
    expect(
      (await api('PATCH', `/crm/objects/2026-09/companies/${id}`, { properties: { fit: 'Low' } })).json.errors?.[0]
        ?.code,
    ).toBe('INVALID_OPTION');
  });

  it('lets an admin delete, rename, narrow and lock a property behind our back', async () => {
    const options = ['a', 'b'].map((value) => ({ label: value, value, hidden: false }));
    await api(
      'POST',
      `${properties}/deals`,
      newProperty('tier', { groupName: 'dealinformation', type: 'enumeration', fieldType: 'select', options }),
    );
    const id = await hubspot.create('deals', { dealname: 'T', tier: 'a' });
    const write = async (name: string, value: string) =>
      (await api('PATCH', `/crm/objects/2026-09/deals/${id}`, { properties: { [name]: value } })).json.errors?.[0]
        ?.code;
    await hubspot.control('POST', 'properties/change', { objectType: 'deals', name: 'tier', removeOptions: ['b'] });
    expect(await write('tier', 'b')).toBe('INVALID_OPTION');
    await hubspot.control('POST', 'properties/rename', { objectType: 'deals', from: 'tier', to: 'tier_new' });
    expect(
      (await api('GET', `/crm/objects/2026-09/deals/${id}?properties=tier,tier_new`)).json.properties,
    ).toMatchObject({ tier_new: 'a' });
    await hubspot.control('POST', 'properties/change', { objectType: 'deals', name: 'tier_new', readOnly: true });
    expect(await write('tier_new', 'a')).toBe('READ_ONLY_VALUE');
    await hubspot.control('POST', 'properties/delete', { objectType: 'deals', name: 'tier_new' });
    expect(await write('tier_new', 'a')).toBe('PROPERTY_DOESNT_EXIST');
  });

  it('allows ten custom properties on the free plan and tells how many are left', async () => {
    const free = await startUnderTest({ plan: 'free', portal: 'bare' });
    const limits = () => free.api('GET', '/crm/limits/2026-09/custom-properties');
    expect((await limits()).json.byObjectType?.[0]).toMatchObject({ objectTypeId: '0-2', limit: 10, usage: 0 });
    const inputs = Array.from({ length: 11 }, (_, n) => newProperty(`p${n}`));
    const made = await free.api('POST', `${properties}/companies/batch/create`, { inputs });
    expect([list(made.json.results).length, made.json.numErrors]).toEqual([10, 1]);
    expect((await limits()).json.byObjectType?.[0]?.usage).toBe(10);
    await free.sandbox.close();
  });
});

describe('account', () => {
  it('shows account details, owners by page, pipelines with text metadata, and daily usage', async () => {
    const details = (await api('GET', '/account-info/v3/details')).json;
    expect(details).toMatchObject({
      portalId: hubspot.sandbox.portalId,
      timeZone: 'US/Eastern',
      companyCurrency: 'EUR',
      utcOffset: '-05:00',
    });
    const owners = await api('GET', '/crm/owners/2026-09?limit=2');
    const more = await api('GET', `/crm/v3/owners/?limit=500&after=${textOf(owners.json.paging?.next?.after)}`);
    expect(list(owners.json.results).length + list(more.json.results).length).toBe(
      book.owners.filter((owner) => !owner.archived).length,
    );
    const stage = (await api('GET', '/crm/pipelines/2026-09/deals/default')).json.stages?.[5];
    expect(stage?.metadata).toEqual({ isClosed: 'true', probability: '1.0' });
    expect((await api('GET', '/account-info/2026-09/api-usage/daily/private-apps')).json.results?.[0]?.usageLimit).toBe(
      625_000,
    );
  });

  it('makes a segment once and finds it by name', async () => {
    const filter = {
      filterType: 'PROPERTY',
      property: 'name',
      operation: { operationType: 'ALL_PROPERTY', operator: 'IS_KNOWN', includeObjectsWithNoValueSet: false },
    };
    const branch = (filterBranchType: string, rest: object) => ({
      filterBranchType,
      filterBranchOperator: filterBranchType,
      filterBranches: [],
      filters: [],
      ...rest,
    });
    const body = {
      name: 'Renewals at risk',
      objectTypeId: '0-2',
      processingType: 'DYNAMIC',
      filterBranch: branch('OR', { filterBranches: [branch('AND', { filters: [filter] })] }),
    };
    const made = await api('POST', '/crm/lists/2026-09', body);
    expect(made.status).toBe(200);
    expect((await api('POST', '/crm/lists/2026-09', body)).json.subCategory).toBe('ILS.DUPLICATE_LIST_NAMES');
    const found = await api('GET', '/crm/lists/2026-09/object-type-id/0-2/name/Renewals%20at%20risk');
    expect(found.json.list?.listId).toBe(made.json.list?.listId);
    expect((await api('POST', '/crm/v3/lists/search', { query: 'risk' })).json.total).toBe(1);
  });
});

describe('tokens and scopes', () => {
  let market: SandboxUnderTest;
  beforeAll(async () => {
    market = await startUnderTest({ plan: 'marketplace' });
  });
  afterAll(() => market.sandbox.close());
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const credentials = () => ({
    client_id: market.sandbox.oauth.clientId,
    client_secret: market.sandbox.oauth.clientSecret,
  });
  const token = (fields: Record<string, string>, version = '2026-09') =>
    market.api(
      'POST',
      `/oauth/${version}/token`,
      new URLSearchParams({ ...credentials(), ...fields }).toString(),
      form,
    );

  it('exchanges a code and refreshes by form body; tokens live 30 minutes, then 401 EXPIRED_AUTHENTICATION', async () => {
    const { code, refreshToken } = market.sandbox.oauth;
    const first = await token({ grant_type: 'authorization_code', code, redirect_uri: 'https://app.example/callback' });
    expect(first.json).toMatchObject({
      expires_in: 1_800,
      hub_id: market.sandbox.portalId,
      refresh_token: refreshToken,
    });
    const call = (access: string) =>
      market.api('GET', '/account-info/2026-09/details', undefined, { authorization: `Bearer ${access}` });
    expect((await call(textOf(first.json.access_token))).status).toBe(200);
    await market.control('POST', 'clock', { advanceMs: 1_800_000 });
    const late = await call(textOf(first.json.access_token));
    expect([late.status, late.json.category]).toEqual([401, 'EXPIRED_AUTHENTICATION']);
    const second = await token({ grant_type: 'refresh_token', refresh_token: refreshToken }, 'v1');
    expect((await call(textOf(second.json.access_token))).status).toBe(200);
    expect((await call('made-up')).json.category).toBe('INVALID_AUTHENTICATION');
    const about = await market.api(
      'POST',
      '/oauth/2026-09/token/introspect',
      new URLSearchParams({ ...credentials(), token: textOf(second.json.access_token) }).toString(),
      form,
    );
    expect(about.json).toMatchObject({ active: true, hub_id: market.sandbox.portalId });
  });

  it('takes OAuth parameters neither as JSON nor from the query', async () => {
    const fields = { ...credentials(), grant_type: 'refresh_token', refresh_token: market.sandbox.oauth.refreshToken };
    expect((await market.api('POST', '/oauth/2026-09/token', fields)).status).toBe(415);
    expect(
      (await market.api('POST', `/oauth/2026-09/token?${new URLSearchParams(fields).toString()}`, '', form)).status,
    ).toBe(400);
  });

  it('answers a missing scope with 403 and the scopes that would open the route', async () => {
    const access = textOf((await market.control('POST', 'token/issue')).accessToken);
    const read = () =>
      market.api('GET', '/crm/objects/2026-09/deals', undefined, { authorization: `Bearer ${access}` });
    await market.control('POST', 'scopes', { remove: ['crm.objects.deals.read'] });
    const refused = await read();
    expect([refused.status, refused.json.category, refused.json.errors?.[0]?.context?.requiredGranularScopes]).toEqual([
      403,
      'MISSING_SCOPES',
      ['crm.objects.deals.read'],
    ]);
    await market.control('POST', 'scopes', { add: ['crm.objects.deals.read'] });
    expect((await read()).status).toBe(200);
  });

  it('lets issued tokens live on when the refresh token is revoked, and ends them when the app uninstalls itself', async () => {
    const leaving = await startUnderTest({ plan: 'marketplace' });
    const { clientId, clientSecret, refreshToken } = leaving.sandbox.oauth;
    const fields = { client_id: clientId, client_secret: clientSecret, token: refreshToken };
    const body = new URLSearchParams(fields).toString();
    expect((await leaving.api('POST', '/oauth/2026-09/token/revoke', body, form)).status).toBe(204);
    const refresh = new URLSearchParams({ ...fields, grant_type: 'refresh_token', refresh_token: refreshToken });
    expect((await leaving.api('POST', '/oauth/2026-09/token', refresh.toString(), form)).json.error).toBe(
      'invalid_grant',
    );
    expect((await leaving.api('GET', '/account-info/2026-09/details')).status).toBe(200);
    expect((await leaving.api('DELETE', '/appinstalls/2026-09/external-install')).status).toBe(204);
    expect((await leaving.api('GET', '/account-info/2026-09/details')).status).toBe(401);
    expect(await leaving.violations()).toEqual([]);
    await leaving.sandbox.close();
  });

  it('refuses every token and every refresh once the installation is revoked', async () => {
    const access = textOf((await market.control('POST', 'token/issue')).accessToken);
    await market.control('POST', 'token/revoke');
    const call = await market.api('GET', '/account-info/2026-09/details', undefined, {
      authorization: `Bearer ${access}`,
    });
    const refresh = await token({ grant_type: 'refresh_token', refresh_token: market.sandbox.oauth.refreshToken });
    expect([call.status, refresh.status, refresh.json.status, refresh.json.error]).toEqual([
      401,
      400,
      'BAD_REFRESH_TOKEN',
      'invalid_grant',
    ]);
  });
});
