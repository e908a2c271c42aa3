import { AssociationTypes } from '@hubspot/api-client';
import { ids, startUnderTest, textOf, type Json, type SandboxUnderTest } from './sandbox-hubspot-client.ts';

let hubspot: SandboxUnderTest;
beforeAll(async () => {
  hubspot = await startUnderTest({ clock: '2026-11-22T08:00:00.000Z' });
});
afterAll(async () => {
  const violations = await hubspot.violations();
  await hubspot.sandbox.close();
  expect(violations).toEqual([]);
});
const api: SandboxUnderTest['api'] = (...call) => hubspot.api(...call);
const companies = '/crm/objects/2026-09/companies';
const many = async (type: string, count: number, name: (n: number) => Record<string, string>): Promise<string[]> => {
  const made: string[] = [];
  for (let at = 0; at < count; at += 100) {
    const inputs = Array.from({ length: Math.min(100, count - at) }, (_, n) => ({ properties: name(at + n) }));
    made.push(...ids((await api('POST', `/crm/objects/2026-09/${type}/batch/create`, { inputs })).json.results));
  }
  return made.sort((a, b) => Number(a) - Number(b));
};
const link = (from: readonly [string, string], to: readonly [string, string], primary = false) =>
  hubspot.control('POST', 'records/associate', {
    from: { objectType: from[0], id: from[1] },
    to: { objectType: to[0], id: to[1] },
    primary,
  });

describe('reading records', () => {
  it('pages lists by `after`, with a link to the next page, in the order of the ids', async () => {
    const made = await many('meetings', 5, (n) => ({ hs_meeting_title: `Meeting ${n}` }));
    const first = await api('GET', '/crm/objects/2026-09/meetings?limit=2');
    expect(ids(first.json.results)).toEqual(made.slice(0, 2));
    const next = first.json.paging?.next;
    expect(textOf(next?.link)).toContain(`after=${textOf(next?.after)}`);
    const second = await fetch(textOf(next?.link), {
      headers: { authorization: `Bearer ${hubspot.sandbox.accessToken}` },
    });
    expect(ids(((await second.json()) as Json).results)).toEqual(made.slice(2, 4));
    const last = await api('GET', `/crm/objects/2026-09/meetings?limit=2&after=${made[3]}`);
    expect(ids(last.json.results)).toEqual(made.slice(4));
    expect(last.json.paging).toBeUndefined();
  });

  it('serves the same record under dated and v3 paths, by plural, singular and type id', async () => {
    const id = await hubspot.create('companies', { name: 'Acme' });
    for (const path of [
      'objects/2026-09/companies',
      'objects/2026-03/company',
      'v3/objects/0-2',
      'v3/objects/companies',
    ]) {
      expect((await api('GET', `/crm/${path}/${id}?properties=name`)).json.properties?.name).toBe('Acme');
    }
  });

  it('takes properties as a comma list and repeated, gives null for empty ones, and leaves unknown ones out', async () => {
    const id = await hubspot.create('companies', { name: 'Acme', annualrevenue: '1200.5' });
    const asked = await api(
      'GET',
      `${companies}/${id}?properties=name,annualrevenue&properties=domain&properties=no_such_thing`,
    );
    const time = '2026-11-22T08:';
    expect(asked.json.properties).toEqual({
      name: 'Acme',
      annualrevenue: '1200.5',
      domain: null,
      hs_object_id: id,
      createdate: expect.stringContaining(time) as string,
      hs_lastmodifieddate: expect.stringContaining(time) as string,
    });
  });

  it('names the modification date of contacts `lastmodifieddate`', async () => {
    const id = await hubspot.create('contacts', { email: 'ada@example.com' });
    const contact = await api('GET', `/crm/objects/2026-09/contacts/${id}?properties=hs_lastmodifieddate,email`);
    expect(Object.keys(contact.json.properties ?? {}).sort()).toEqual([
      'createdate',
      'email',
      'hs_object_id',
      'lastmodifieddate',
    ]);
  });

  it('refuses pages over 100, and over 50 with history', async () => {
    expect((await api('GET', `${companies}?limit=101`)).status).toBe(400);
    expect((await api('GET', `${companies}?limit=51&propertiesWithHistory=name`)).status).toBe(400);
    expect((await api('GET', `${companies}?limit=50&propertiesWithHistory=name`)).status).toBe(200);
  });

  it('shows inline associations under primary and plain type, with paging of their own beyond 100 entries', async () => {
    const company = await hubspot.create('companies', { name: 'Linked' });
    const deals = await many('deals', 70, (n) => ({ dealname: `Deal ${n}` }));
    for (const deal of deals) await link(['deals', deal], ['companies', company], true);
    const shown = (await api('GET', `${companies}/${company}?associations=deals,contacts`)).json.associations;
    expect(shown?.contacts).toBeUndefined();
    expect(shown?.deals?.results?.[0]).toEqual({ id: deals[0], type: 'company_to_deal' });
    expect(new Set(Object.values(shown?.deals?.results ?? {}).map((entry) => textOf(entry.type)))).toEqual(
      new Set(['company_to_deal', 'company_to_deal_unlabeled']),
    );
    const rest = await fetch(textOf(shown?.deals?.paging?.next?.link), {
      headers: { authorization: `Bearer ${hubspot.sandbox.accessToken}` },
    });
    const inline = Object.values(shown?.deals?.results ?? {}).map((entry) => textOf(entry.id));
    const later = Object.values(((await rest.json()) as Json).results ?? {}).map((entry) => textOf(entry.toObjectId));
    expect(new Set([...inline, ...later])).toEqual(new Set(deals));
  });

  it('answers 404 for what is not there, and 400 for an object type that is none', async () => {
    const missing = await api('GET', `${companies}/123`);
    expect(missing.status).toBe(404);
    expect(missing.json.category).toBe('OBJECT_NOT_FOUND');
    expect((await api('GET', '/crm/objects/2026-09/wombats')).status).toBe(400);
  });
});

describe('batches', () => {
  it('reads in no promised order and reports missing ids: 207 in 2026-03, 200 with errors in 2026-09', async () => {
    const made = await many('companies', 3, (n) => ({ name: `B${n}` }));
    const inputs = [...made, '99'].map((id) => ({ id }));
    const old = await api('POST', '/crm/objects/2026-03/companies/batch/read', { inputs, properties: ['name'] });
    const now = await api('POST', `${companies}/batch/read`, { inputs, properties: ['name'] });
    expect([old.status, now.status]).toEqual([207, 200]);
    expect(now.json.numErrors).toBe(1);
    expect(now.json.errors?.[0]?.context?.ids).toEqual(['99']);
    expect(ids(now.json.results)).not.toEqual(made);
    expect(ids(now.json.results).sort()).toEqual([...made].sort());
  });

  it('refuses more than 100 inputs and ids given twice', async () => {
    const inputs = Array.from({ length: 101 }, (_, n) => ({ id: textOf(n), properties: {} }));
    for (const path of ['read', 'update', 'archive'])
      expect(
        (
          await api('POST', `${companies}/batch/${path}`, {
            inputs: path === 'update' ? inputs : inputs.map(({ id }) => ({ id })),
          })
        ).status,
      ).toBe(400);
    const [id] = await many('companies', 1, () => ({ name: 'Twice' }));
    const twice = await api('POST', `${companies}/batch/update`, {
      inputs: [id, id].map((one) => ({ id: one, properties: { name: 'x' } })),
    });
    expect(twice.status).toBe(400);
    expect(textOf(twice.json.message)).toContain('Duplicate IDs');
  });

  it('fails the whole batch for one bad value and names the property in errors[].context', async () => {
    const [good = '', bad = ''] = await many('companies', 2, (n) => ({ name: `W${n}` }));
    const update = (properties: Record<string, string>) =>
      api('POST', `${companies}/batch/update`, {
        inputs: [
          { id: good, properties: { name: 'changed' } },
          { id: bad, properties },
        ],
      });
    const refused = {
      annualrevenue: '1,000',
      lifecyclestage: 'Customer',
      contract_end: '2026-02-30',
      hs_object_id: '1',
      no_such: 'x',
    };
    for (const [name, value] of Object.entries(refused)) {
      const answer = await update({ [name]: value });
      expect([name, answer.status, answer.json.errors?.[0]?.context?.propertyName]).toEqual([name, 400, [name]]);
    }
    const midday = await update({ contract_end: textOf(Date.UTC(2026, 5, 1, 12)) });
    expect(midday.status).toBe(400);
    expect((await api('GET', `${companies}/${good}?properties=name`)).json.properties?.name).toBe('W0');
  });

  it('keeps dates as YYYY-MM-DD from midnight milliseconds, and clears a value with an empty text', async () => {
    const id = await hubspot.create('companies', { name: 'Dated', contract_start: '2026-01-31' });
    const properties = { contract_end: textOf(Date.UTC(2026, 5, 1)), contract_start: '' };
    const updated = await api('PATCH', `${companies}/${id}`, { properties });
    expect(updated.json.properties).toMatchObject({ contract_end: '2026-06-01', contract_start: null });
  });

  it('reports a record deleted in between by its id and trace id and writes the others', async () => {
    const [gone = '', here = ''] = await many('companies', 2, (n) => ({ name: `G${n}` }));
    await hubspot.control('POST', 'records/archive', { objectType: 'companies', id: gone });
    const inputs = [gone, here].map((id) => ({ id, objectWriteTraceId: `trace-${id}`, properties: { name: 'new' } }));
    const answer = await api('POST', `${companies}/batch/update`, { inputs });
    expect(ids(answer.json.results)).toEqual([here]);
    expect(answer.json.errors?.[0]?.context).toEqual({ ids: [gone], objectWriteTraceId: [`trace-${gone}`] });
  });

  it('refuses since 2026-09 to write a record that lacks what the admin requires: the batch, or the record alone', async () => {
    const [poor = '', rich = ''] = await many('deals', 2, (n) => ({ dealname: `R${n}` }));
    const inputs = [poor, rich].map((id) => ({ id, properties: { hs_next_step: 'call' } }));
    const write = (version: string) => api('POST', `/crm/objects/${version}/deals/batch/update`, { inputs });
    await hubspot.control('POST', 'required', { objectType: 'deals', id: poor, property: 'amount' });
    const whole = await write('2026-09');
    expect([whole.status, whole.json.category, (await write('2026-03')).status]).toEqual([
      400,
      'VALIDATION_ERROR',
      200,
    ]);
    await hubspot.control('DELETE', 'required');
    await hubspot.control('POST', 'required', { objectType: 'deals', id: poor, property: 'amount', fails: 'record' });
    const one = await write('2026-09');
    expect([one.status, ids(one.json.results), one.json.errors?.[0]?.context?.ids]).toEqual([200, [rich], [poor]]);
    await api('PATCH', `/crm/objects/2026-09/deals/${poor}`, { properties: { amount: '5' } });
    expect((await write('2026-09')).json.numErrors).toBeUndefined();
    await hubspot.control('DELETE', 'required');
  });

  it('upserts by a unique property alone and says which records are new', async () => {
    const upsert = (idProperty: string, ...emails: string[]) =>
      api('POST', '/crm/objects/2026-09/contacts/batch/upsert', {
        inputs: emails.map((id) => ({ id, idProperty, properties: { jobtitle: 'CTO' } })),
      });
    expect((await upsert('email', 'bo@example.com')).json.results?.[0]?.new).toBe(true);
    expect((await upsert('email', 'bo@example.com')).json.results?.[0]?.new).toBe(false);
    expect((await upsert('jobtitle', 'CTO')).status).toBe(400);
    expect(
      (await api('POST', '/crm/objects/2026-09/contacts', { properties: { email: 'BO@example.com' } })).status,
    ).toBe(409);
  });
});

describe('archived and merged records', () => {
  it('hides an archived record, lists it under archived=true, and shows it again when restored', async () => {
    const id = await hubspot.create('tickets', { subject: 'Broken' });
    expect((await api('DELETE', `/crm/objects/2026-09/tickets/${id}`)).status).toBe(204);
    expect((await api('GET', `/crm/objects/2026-09/tickets/${id}`)).status).toBe(404);
    expect((await api('GET', `/crm/objects/2026-09/tickets/${id}?archived=true`)).json.archivedAt).toBeDefined();
    expect(ids((await api('GET', '/crm/objects/2026-09/tickets?archived=true')).json.results)).toContain(id);
    expect((await api('PATCH', `/crm/objects/2026-09/tickets/${id}`, { properties: { subject: 'x' } })).status).toBe(
      404,
    );
    await hubspot.control('POST', 'records/restore', { objectType: 'tickets', id });
    expect((await api('GET', `/crm/objects/2026-09/tickets/${id}`)).json.archived).toBe(false);
  });

  it('merges two deals into a third record that answers for both old ids and takes over their links', async () => {
    const [a = '', b = ''] = await many('deals', 2, (n) => ({ dealname: `M${n}`, amount: textOf(n) }));
    const company = await hubspot.create('companies', { name: 'Owner of both' });
    await link(['deals', b], ['companies', company]);
    const merged = await api('POST', '/crm/objects/2026-09/deals/merge', { primaryObjectId: a, objectIdToMerge: b });
    const c = textOf(merged.json.id);
    expect([a, b]).not.toContain(c);
    for (const old of [a, b]) expect((await api('GET', `/crm/objects/2026-09/deals/${old}`)).json.id).toBe(c);
    const read = await api('POST', '/crm/objects/2026-09/deals/batch/read', {
      inputs: [{ id: a }, { id: b }],
      properties: ['hs_merged_object_ids'],
    });
    expect(ids(read.json.results)).toEqual([c]);
    expect(read.json.results?.[0]?.properties?.hs_merged_object_ids).toBe(`${a};${b}`);
    const written = await api('POST', '/crm/objects/2026-09/deals/batch/update', {
      inputs: [{ id: a, properties: { dealname: 'after' } }],
    });
    expect(ids(written.json.results)).toEqual([c]);
    const links = await api('POST', '/crm/associations/2026-09/companies/deals/batch/read', {
      inputs: [{ id: company }],
    });
    expect(links.json.results?.[0]?.to?.[0]?.toObjectId).toBe(c);
  });
});

describe('associations', () => {
  it('reads 1,000 ids a call; a record without links is an error of the batch', async () => {
    const [lone = '', linked = ''] = await many('companies', 2, (n) => ({ name: `A${n}` }));
    const contact = await hubspot.create('contacts', { email: 'cy@example.com' });
    await link(['contacts', contact], ['companies', linked], true);
    const body = { inputs: [{ id: lone }, { id: linked }] };
    const [v4, dated] = [
      await api('POST', '/crm/v4/associations/0-2/0-1/batch/read', body),
      await api('POST', '/crm/associations/2026-09/company/contact/batch/read', body),
    ];
    expect([v4.status, dated.status]).toEqual([207, 200]);
    expect(dated.json.errors?.[0]?.subCategory).toBe('crm.associations.NO_ASSOCIATIONS_FOUND');
    expect(dated.json.results?.[0]).toEqual({
      from: { id: linked },
      to: [
        {
          toObjectId: contact,
          associationTypes: [
            { category: 'HUBSPOT_DEFINED', typeId: AssociationTypes.primaryCompanyToContact, label: 'Primary' },
            { category: 'HUBSPOT_DEFINED', typeId: AssociationTypes.companyToContact, label: null },
          ],
        },
      ],
    });
    const tooMany = { inputs: Array.from({ length: 1_001 }, (_, n) => ({ id: textOf(n) })) };
    expect((await api('POST', '/crm/associations/2026-09/companies/deals/batch/read', tooMany)).status).toBe(400);
  });

  it('makes and removes links without touching either modification date', async () => {
    const company = await hubspot.create('companies', { name: 'Quiet' });
    const deal = await hubspot.create('deals', { dealname: 'Quiet' });
    const before = (await api('GET', `${companies}/${company}`)).json.updatedAt;
    await hubspot.control('POST', 'clock', { advanceMs: 60_000 });
    const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: AssociationTypes.dealToCompany }];
    const input = { from: { id: deal }, to: { id: company }, types };
    expect(
      (await api('POST', '/crm/associations/2026-09/deals/companies/batch/create', { inputs: [input] })).status,
    ).toBe(200);
    expect((await api('POST', '/crm/v4/associations/deals/companies/batch/create', { inputs: [input] })).status).toBe(
      201,
    );
    const page = await api('GET', `/crm/v4/objects/company/${company}/associations/deal`);
    expect(page.json.results?.[0]?.toObjectId).toBe(deal);
    expect((await api('GET', `${companies}/${company}`)).json.updatedAt).toBe(before);
    const gone = { inputs: [{ from: { id: deal }, to: [{ id: company }] }] };
    expect((await api('POST', '/crm/associations/2026-09/deals/companies/batch/archive', gone)).status).toBe(200);
    expect((await api('GET', `/crm/v4/objects/company/${company}/associations/deal`)).json.results).toEqual([]);
  });

  it('links a task to its company, deal and contact by the type ids of the official client', async () => {
    const company = await hubspot.create('companies', { name: 'With a task' });
    const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: AssociationTypes.taskToCompany }];
    const body = {
      properties: { hs_task_subject: 'Call', hs_timestamp: '2026-12-01T09:00:00Z', hs_task_status: 'NOT_STARTED' },
      associations: [{ to: { id: company }, types }],
    };
    const task = await api('POST', '/crm/objects/2026-09/tasks', body);
    expect(task.status).toBe(201);
    expect(
      (await api('GET', `/crm/objects/2026-09/companies/${company}/associations/tasks`)).json.results?.[0]?.toObjectId,
    ).toBe(task.json.id);
  });
});

describe('deals', () => {
  it('keeps open, won, lost and probability by the stage', async () => {
    const id = await hubspot.create('deals', {
      dealname: 'D',
      pipeline: 'default',
      dealstage: 'contractsent',
      amount: '100',
    });
    const state = async (dealstage: string) => {
      await api('PATCH', `/crm/objects/2026-09/deals/${id}`, { properties: { dealstage } });
      const { properties } = (
        await api(
          'GET',
          `/crm/objects/2026-09/deals/${id}?properties=hs_is_closed,hs_is_closed_won,hs_is_closed_lost,hs_projected_amount`,
        )
      ).json;
      return [
        properties?.hs_is_closed,
        properties?.hs_is_closed_won,
        properties?.hs_is_closed_lost,
        properties?.hs_projected_amount,
      ];
    };
    expect(await state('decisionmakerboughtin')).toEqual(['false', 'false', 'false', '80']);
    expect(await state('closedwon')).toEqual(['true', 'true', 'false', '100']);
    expect(await state('closedlost')).toEqual(['true', 'false', 'true', '0']);
  });
});

describe('search', () => {
  const search = (type: string, body: unknown) => api('POST', `/crm/objects/2026-09/${type}/search`, body);
  const where = (propertyName: string, operator: string, more: object = {}) => ({
    filterGroups: [{ filters: [{ propertyName, operator, ...more }] }],
    limit: 200,
  });
  let made: string[];
  beforeAll(async () => {
    made = await many('calls', 6, (n) => ({
      hs_call_title: ['Alpha one', 'Alpha two', 'Beta', 'gamma', 'Delta', 'Epsilon'][n] ?? '',
      ...(n < 4
        ? { hs_call_duration: textOf(n * 1_000), hs_call_status: n % 2 === 0 ? 'COMPLETED' : 'NO_ANSWER' }
        : {}),
    }));
  });
  const found = async (body: unknown) =>
    ids((await search('calls', body)).json.results)
      .map((id) => made.indexOf(id))
      .sort();

  it.each([
    ['EQ', 'hs_call_duration', { value: '1000' }, [1]],
    ['NEQ', 'hs_call_duration', { value: '1000' }, [0, 2, 3]],
    ['GT', 'hs_call_duration', { value: '1000' }, [2, 3]],
    ['GTE', 'hs_call_duration', { value: '1000' }, [1, 2, 3]],
    ['LT', 'hs_call_duration', { value: '1000' }, [0]],
    ['LTE', 'hs_call_duration', { value: '1000' }, [0, 1]],
    ['BETWEEN', 'hs_call_duration', { value: '1000', highValue: '2000' }, [1, 2]],
    ['IN', 'hs_call_status', { values: ['COMPLETED'] }, [0, 2]],
    ['NOT_IN', 'hs_call_status', { values: ['COMPLETED'] }, [1, 3]],
    ['HAS_PROPERTY', 'hs_call_duration', {}, [0, 1, 2, 3]],
    ['NOT_HAS_PROPERTY', 'hs_call_duration', {}, [4, 5]],
    ['CONTAINS_TOKEN', 'hs_call_title', { value: 'alp*' }, [0, 1]],
    ['IN', 'hs_call_title', { values: ['beta', 'GAMMA'] }, [2]],
  ])('filters with %s on %s', async (operator, property, more, expected) => {
    expect(await found(where(property, operator, more))).toEqual(expected);
  });

  it('joins filters of a group with AND, groups with OR, and adds the free text', async () => {
    const completed = { propertyName: 'hs_call_status', operator: 'EQ', value: 'COMPLETED' };
    const long = { propertyName: 'hs_call_duration', operator: 'GT', value: '0' };
    expect(
      await found({
        filterGroups: [
          { filters: [completed, long] },
          { filters: [{ propertyName: 'hs_call_title', operator: 'EQ', value: 'delta' }] },
        ],
      }),
    ).toEqual([2, 4]);
    expect(await found({ query: 'alpha', filterGroups: [{ filters: [completed] }] })).toEqual([0]);
  });

  it('finds records by the pseudo-property of their associations', async () => {
    const company = await hubspot.create('companies', { name: 'Caller' });
    await link(['calls', made[3] ?? ''], ['companies', company]);
    expect(await found(where('associations.company', 'EQ', { value: company }))).toEqual([3]);
  });

  it('sorts by one property, the empty ones last, and pages by offset', async () => {
    const sorts = [{ propertyName: 'hs_call_duration', direction: 'DESCENDING' }];
    const first = await search('calls', { sorts, limit: 4 });
    expect(ids(first.json.results)).toEqual([...made.slice(0, 4)].reverse());
    expect([first.json.total, first.json.paging?.next?.after]).toEqual([6, '4']);
    expect(ids((await search('calls', { sorts, limit: 4, after: '4' })).json.results).sort()).toEqual(
      made.slice(4).sort(),
    );
    expect((await search('calls', { sorts: [...sorts, 'hs_call_title'] })).status).toBe(400);
  });

  it('compares record ids as texts: a longer id can be smaller', async () => {
    const portal = await startUnderTest({ book: await smallBook() });
    const all = await portal.api('GET', '/crm/objects/2026-09/companies?limit=100');
    const known = ids(all.json.results);
    const middle = [...known].sort()[10] ?? '';
    const body = {
      ...where('hs_object_id', 'GT', { value: middle }),
      sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
    };
    const beyond = await portal.api('POST', '/crm/objects/2026-09/companies/search', body);
    await portal.sandbox.close();
    expect(ids(beyond.json.results)).toEqual([...known].sort().slice(11));
    expect(new Set(known.map((id) => id.length)).size).toBeGreaterThan(1);
  });

  it('finds nothing on contacts by hs_lastmodifieddate, and refuses any other unknown property', async () => {
    expect((await search('contacts', where('hs_lastmodifieddate', 'GT', { value: '0' }))).json.total).toBe(0);
    expect(
      Number((await search('contacts', where('lastmodifieddate', 'GT', { value: '0' }))).json.total),
    ).toBeGreaterThan(0);
    expect((await search('contacts', where('no_such', 'EQ', { value: '1' }))).status).toBe(400);
  });

  it('refuses more than 200 a page, results beyond 10,000, and too many filters', async () => {
    const filters = (count: number) =>
      Array.from({ length: count }, () => ({ propertyName: 'hs_call_title', operator: 'HAS_PROPERTY' }));
    for (const body of [
      { limit: 201 },
      { limit: 100, after: '9950' },
      { filterGroups: [{ filters: filters(7) }] },
      { filterGroups: Array.from({ length: 6 }, () => ({ filters: filters(1) })) },
    ]) {
      expect((await search('calls', body)).status).toBe(400);
    }
    expect((await search('calls', { limit: 100, after: '9900' })).status).toBe(200);
  });

  it('shows neither archived records nor, within the index lag, what was just written', async () => {
    const id = await hubspot.create('emails', { hs_email_subject: 'before' });
    const subjects = async () =>
      Object.values((await search('emails', { properties: ['hs_email_subject'] })).json.results ?? {}).map((record) =>
        textOf(record.properties?.hs_email_subject),
      );
    await hubspot.control('POST', 'search-lag', { ms: 5_000 });
    await hubspot.control('POST', 'clock', { advanceMs: 10_000 });
    await api('PATCH', `/crm/objects/2026-09/emails/${id}`, { properties: { hs_email_subject: 'after' } });
    await hubspot.create('emails', { hs_email_subject: 'new' });
    expect(await subjects()).toEqual(['before']);
    await hubspot.control('POST', 'clock', { advanceMs: 5_001 });
    expect((await subjects()).sort()).toEqual(['after', 'new']);
    await hubspot.control('POST', 'search-lag', { ms: 0 });
    await hubspot.control('POST', 'records/archive', { objectType: 'emails', id });
    expect(await subjects()).toEqual(['new']);
  });
});

async function smallBook() {
  const { openBook } = await import('../../sandbox/book/open-book.ts');
  return openBook({ source: 'generated', seed: 7, companies: 25, asOf: '2026-11-22', usage: false });
}
