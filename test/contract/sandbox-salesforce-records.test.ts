import { openBook } from '../../sandbox/book/open-book.ts';
import { withChecksum } from '../../sandbox/salesforce/org/salesforce-id.ts';
import { refused, startOrg, type OrgUnderTest } from './sandbox-salesforce-client.ts';
import { textOf } from './sandbox-hubspot-client.ts';

const book = openBook({ source: 'generated', seed: 7, companies: 60, asOf: '2026-11-22', usage: false });
const companies = [...book.companies()];
const live = companies.filter(({ lifecycle }) => lifecycle === 'live');

let org: OrgUnderTest;
beforeAll(async () => {
  org = await startOrg({ book });
});
afterAll(() => org.sandbox.close());

const count = async (soql: string): Promise<number> => (await org.conn.query(soql)).totalSize;
const refusal = (soql: string): Promise<{ errorCode: string; message: string }> => refused(org.conn.query(soql));

describe('the seeded org', () => {
  it('holds every fact of the base at its place', async () => {
    const accounts = await org.rows(
      'SELECT Id, Name, AccountNumber, Website, OwnerId, Owner.Email, Seats_Purchased__c, Annual_Contract_Value__c, Contract_Start__c, Contract_End__c, CreatedDate FROM Account',
    );
    const byKey = new Map(accounts.map((account) => [account.AccountNumber, account]));
    expect(accounts).toHaveLength(live.length);
    for (const company of live)
      expect(byKey.get(company.key)).toMatchObject({
        Name: company.name.trim(),
        Website: company.domain === null ? null : `https://www.${company.domain}`,
        Seats_Purchased__c: company.seats,
        Annual_Contract_Value__c: company.acv,
        Contract_Start__c: company.contractStart,
        Contract_End__c: company.contractEnd,
        CreatedDate: company.createdAt.replace('Z', '+0000'),
        Owner: { Email: book.owners.find(({ key }) => key === company.ownerKey)?.email ?? 'admin@vendor.example' },
      });
    const all = <T>(list: (company: (typeof live)[number]) => readonly T[]): T[] =>
      live.flatMap((one) => [...list(one)]);
    const interactions = all(({ interactions: some }) => some);
    const orphans = [...book.orphanDeals()].length;
    expect(await count('SELECT COUNT() FROM Contact')).toBe(
      all(({ contacts }) => contacts).filter(({ archived }) => !archived).length,
    );
    expect(await count('SELECT COUNT() FROM Opportunity')).toBe(
      all(({ deals }) => deals).filter(({ lifecycle }) => lifecycle === 'live').length + orphans,
    );
    expect(await count('SELECT COUNT() FROM Case')).toBe(all(({ tickets }) => tickets).length);
    expect(await count('SELECT COUNT() FROM Event')).toBe(interactions.filter(({ kind }) => kind === 'meeting').length);
    expect(await count("SELECT COUNT() FROM Task WHERE TaskSubtype = 'Call' AND CallDisposition = 'Connected'")).toBe(
      interactions.filter(({ kind, outcome }) => kind === 'call' && outcome === 'completed').length,
    );
    expect(await count('SELECT COUNT() FROM EmailMessage WHERE Incoming = true')).toBe(
      interactions.filter(({ outcome }) => outcome === 'incoming').length,
    );
    expect(await count("SELECT COUNT() FROM Event WHERE Meeting_Outcome__c = 'No Show'")).toBe(
      interactions.filter(({ outcome }) => outcome === 'no_show').length,
    );
    expect(await count("SELECT COUNT() FROM Event WHERE Type = 'Business review'")).toBe(
      interactions.filter(({ review }) => review).length,
    );
  });

  it('tells renewals by type and record type, and keeps their dates, amounts and outcomes', async () => {
    const renewals = live
      .flatMap(({ deals }) => deals)
      .filter(({ kind, lifecycle }) => kind === 'renewal' && lifecycle === 'live');
    const found = await org.rows(
      "SELECT Name, CloseDate, Renewal_Date__c, ARR__c, Amount, IsClosed, IsWon, CurrencyIsoCode FROM Opportunity WHERE RecordType.DeveloperName = 'Renewal' AND Type = 'Existing Customer - Renewal' AND AccountId != null",
    );
    const facts = (list: readonly (readonly unknown[])[]): string[] => list.map((row) => JSON.stringify(row)).sort();
    expect(
      facts(found.map((row) => [row.Renewal_Date__c, row.ARR__c, row.IsClosed, row.IsWon, row.CurrencyIsoCode])),
    ).toEqual(
      facts(
        renewals.map((deal) => [
          deal.renewalDate,
          deal.amount,
          deal.status !== 'open',
          deal.status === 'won',
          deal.currency,
        ]),
      ),
    );
    expect(found.every(({ CloseDate }) => typeof CloseDate === 'string')).toBe(true);
  });

  it('keeps former companies in the recycle bin, merged ones with their master', async () => {
    const former = companies.filter(({ lifecycle }) => lifecycle !== 'live');
    const found = await org.conn.query<Record<string, unknown>>(
      'SELECT AccountNumber, MasterRecordId, MasterRecord.AccountNumber FROM Account WHERE IsDeleted = true',
      { scanAll: true },
    );
    expect(await count('SELECT COUNT() FROM Account WHERE IsDeleted = true')).toBe(0);
    expect(found.totalSize).toBe(former.length);
    for (const row of found.records) {
      const company = former.find(({ key }) => key === row.AccountNumber);
      const master = row.MasterRecord as { AccountNumber: string } | null;
      expect(master?.AccountNumber ?? null).toBe(company?.mergedInto ?? null);
    }
  });

  it('gives ids of 18 characters whose last three carry the case', () => {
    // the example of Salesforce's own documentation
    expect(withChecksum('0014000000IhR1I')).toBe('0014000000IhR1IAAV');
    expect(org.sandbox.orgId).toMatch(/^00D\w{15}$/);
  });
});

describe('SOQL', () => {
  it('follows parents and children, orders by several keys with nulls first, limits and skips', async () => {
    const [first] = await org.rows(
      'SELECT Id, Owner.Name, (SELECT Id, Email FROM Contacts ORDER BY Email LIMIT 1) FROM Account ORDER BY Seats_Purchased__c, Id LIMIT 1',
    );
    expect(first).toMatchObject({ Owner: { attributes: { type: 'User' } }, Contacts: { totalSize: 1, done: true } });
    const some = await org.rows(
      'SELECT Id, Seats_Purchased__c FROM Account ORDER BY Seats_Purchased__c DESC NULLS LAST, Id LIMIT 5 OFFSET 2',
    );
    const all = await org.rows(
      'SELECT Id, Seats_Purchased__c FROM Account ORDER BY Seats_Purchased__c DESC NULLS LAST, Id',
    );
    expect(some).toEqual(all.slice(2, 7));
    const nullsFirst = await org.rows(
      'SELECT Seats_Purchased__c FROM Account ORDER BY Seats_Purchased__c ASC, Name DESC',
    );
    expect(nullsFirst.map((row) => Number(row.Seats_Purchased__c ?? -1))).toEqual(
      live.map(({ seats }) => seats ?? -1).sort((a, b) => a - b),
    );
  });

  it('filters by lists, semi-joins, LIKE, parentheses, NOT and dates in the time zone of the org', async () => {
    const won = live.filter(({ deals }) =>
      deals.some(({ status, lifecycle }) => status === 'won' && lifecycle === 'live'),
    );
    expect(
      await count('SELECT COUNT() FROM Account WHERE Id IN (SELECT AccountId FROM Opportunity WHERE IsWon = true)'),
    ).toBe(won.length);
    expect(
      await count('SELECT COUNT() FROM Account WHERE Id NOT IN (SELECT AccountId FROM Opportunity WHERE IsWon = true)'),
    ).toBe(live.length - won.length);
    const [one, two] = live;
    expect(
      await count(
        `SELECT COUNT() FROM Account WHERE AccountNumber IN ('${one?.key ?? ''}', '${two?.key.toLowerCase() ?? ''}', 'none')`,
      ),
    ).toBe(2);
    expect(await count("SELECT COUNT() FROM Account WHERE AccountNumber LIKE 'c-000__'")).toBe(
      live.filter(({ key }) => /^C-000..$/.test(key)).length,
    );
    expect(
      await count(
        'SELECT COUNT() FROM Account WHERE (NOT (Seats_Purchased__c > 50 OR Seats_Purchased__c = null)) AND Name != null',
      ),
    ).toBe(live.filter(({ seats }) => seats !== null && seats <= 50).length);
    const inDays = (from: string, to: string): number =>
      live.filter(({ contractEnd: end }) => end !== null && end >= from && end <= to).length;
    expect(await count('SELECT COUNT() FROM Account WHERE Contract_End__c = NEXT_N_DAYS:90')).toBe(
      inDays('2026-11-23', '2027-02-20'),
    );
    expect(await count('SELECT COUNT() FROM Account WHERE Contract_End__c = LAST_N_DAYS:30')).toBe(
      inDays('2026-10-23', '2026-11-22'),
    );
    expect(await count('SELECT COUNT() FROM Account WHERE Contract_End__c = NEXT_QUARTER')).toBe(
      inDays('2027-01-01', '2027-03-31'),
    );
    expect(
      await count('SELECT COUNT() FROM Account WHERE Contract_End__c >= THIS_MONTH AND Contract_End__c < 2027-01-01'),
    ).toBe(inDays('2026-11-01', '2026-12-31'));
    const cases = live.flatMap(({ tickets }) => tickets);
    // New York is five hours behind: its days begin at 5:00 in UTC
    expect(await count('SELECT COUNT() FROM Case WHERE CreatedDate = LAST_N_DAYS:10')).toBe(
      cases.filter(({ createdAt }) => createdAt >= '2026-11-12T05:00:00').length,
    );
  });

  it('counts and groups', async () => {
    const groups = await org.rows(
      'SELECT AccountId, COUNT(Id) n, MAX(CreatedDate) newest, COUNT_DISTINCT(Priority) FROM Case GROUP BY AccountId HAVING COUNT(Id) > 3 ORDER BY COUNT(Id) DESC',
    );
    const sizes = live.map(({ tickets }) => tickets.length).filter((size) => size > 3);
    expect(groups.map(({ n }) => n)).toEqual(sizes.sort((a, b) => b - a));
    expect(groups[0]).toMatchObject({
      attributes: { type: 'AggregateResult' },
      newest: expect.stringMatching(/\+0000$/) as string,
    });
    expect(await org.rows('SELECT SUM(Amount) total FROM Opportunity')).toHaveLength(1);
  });

  it("refuses in Salesforce's codes and words", async () => {
    expect(await refusal('SELECT Foo__c FROM Account')).toMatchObject({
      errorCode: 'INVALID_FIELD',
      message: expect.stringContaining(
        "No such column 'Foo__c' on entity 'Account'. If you are attempting to use a custom field",
      ) as string,
    });
    expect((await refusal('SELECT Foo.Name FROM Account')).message).toContain(
      "Didn't understand relationship 'Foo' in field path",
    );
    expect(await refusal('SELECT Id FROM Acount')).toMatchObject({
      errorCode: 'INVALID_TYPE',
      message: expect.stringContaining("sObject type 'Acount' is not supported") as string,
    });
    expect((await refusal('SELECT Id FRM Account')).errorCode).toBe('MALFORMED_QUERY');
    expect((await refusal('SELECT Id FROM Account WHERE Id = null AND Name = null OR Name = null')).errorCode).toBe(
      'MALFORMED_QUERY',
    );
    expect((await refusal('SELECT Name, COUNT(Id) FROM Account GROUP BY Industry')).errorCode).toBe('MALFORMED_QUERY');
    expect((await refusal("SELECT Id FROM Account WHERE CreatedDate > '2026-01-01'")).message).toContain(
      'must be of type dateTime and should not be enclosed in quotes',
    );
    expect((await refusal("SELECT Id FROM Account WHERE Id = 'nonsense'")).errorCode).toBe(
      'INVALID_QUERY_FILTER_OPERATOR',
    );
    expect((await refusal("SELECT Id FROM Account WHERE Renewal_Health_Drivers__c = 'x'")).message).toContain(
      'can not be filtered',
    );
    expect((await refusal('SELECT Id FROM Account LIMIT 5 OFFSET 2001')).errorCode).toBe('NUMBER_OUTSIDE_VALID_RANGE');
  });

  it('answers in pages of 2,000 rows, 500 with a long text, 200 on request, by locators that end after two days', async () => {
    const total = live.flatMap(({ interactions }) => interactions).filter(({ kind }) => kind === 'email').length;
    const fetched = await org.conn.query('SELECT Id FROM EmailMessage', { autoFetch: true, maxFetch: 10_000 });
    expect(fetched.records).toHaveLength(total);
    const long = await org.conn.query('SELECT Id, TextBody FROM EmailMessage');
    expect([long.records.length, long.done]).toEqual([500, false]);
    const small = await org.api('GET', 'query?q=SELECT+Id+FROM+EmailMessage', undefined, {
      'sforce-query-options': 'batchSize=200',
    });
    expect(small.json).toMatchObject({
      totalSize: total,
      done: false,
      nextRecordsUrl: expect.stringMatching(/^\/services\/data\/v66\.0\/query\/01g\w{15}-200$/) as string,
    });
    const second = await org.api('GET', textOf(small.json.nextRecordsUrl));
    expect(Object.keys(second.json.records ?? {})).toHaveLength(200);
    await org.control('POST', 'clock', { advanceMs: 172_800_001 });
    await org.conn.authorize({ grant_type: 'client_credentials' });
    expect((await org.api('GET', textOf(small.json.nextRecordsUrl))).json).toMatchObject([
      { errorCode: 'INVALID_QUERY_LOCATOR' },
    ]);
    await org.control('POST', 'clock', { set: '2026-11-22T12:00:00Z' });
    await org.conn.authorize({ grant_type: 'client_credentials' });
  });
});

describe('describe', () => {
  it('shows fields with types, values and rights; the stages and record types of the org', async () => {
    const account = await org.conn.describe('Account');
    const band = account.fields.find(({ name }) => name === 'Renewal_Health_Band__c');
    expect(band).toMatchObject({ type: 'picklist', custom: true, restrictedPicklist: true, updateable: true });
    expect(band?.picklistValues?.map(({ value }) => textOf(value))).toEqual([
      'healthy',
      'watch',
      'at_risk',
      'critical',
      'insufficient_data',
    ]);
    expect(account.childRelationships.map(({ relationshipName }) => relationshipName)).toContain('Opportunities');
    const opportunity = await org.conn.describe('Opportunity');
    expect(opportunity.recordTypeInfos.map(({ name }) => name)).toEqual(['New Business', 'Renewal', 'Master']);
    expect(opportunity.fields.find(({ name }) => name === 'StageName')?.picklistValues).toHaveLength(6);
    expect((await org.conn.describeGlobal()).sobjects.map(({ name }) => name)).toContain('Opportunity');
    expect(await refused(org.conn.describe('Nothing__c'))).toMatchObject({ errorCode: 'INVALID_TYPE' });
  });

  it('hides fields without access, keeps read-only ones from writing, and knows no package that was not deployed', async () => {
    const names = async (): Promise<string[]> => (await org.conn.describe('Account')).fields.map(({ name }) => name);
    await org.control('POST', 'fields/access', { object: 'Account', field: 'Seats_Purchased__c', access: 'hidden' });
    expect(await names()).not.toContain('Seats_Purchased__c');
    expect((await refusal('SELECT Seats_Purchased__c FROM Account')).errorCode).toBe('INVALID_FIELD');
    await org.control('POST', 'fields/access', { object: 'Account', field: 'Seats_Purchased__c', access: 'readOnly' });
    const [{ Id } = {}] = await org.rows('SELECT Id FROM Account LIMIT 1');
    const results = await org.conn.update('Account', [{ Id: textOf(Id), Seats_Purchased__c: 1 }]);
    expect(results).toMatchObject([{ success: false, errors: [{ statusCode: 'INVALID_FIELD_FOR_INSERT_UPDATE' }] }]);
    await org.control('POST', 'fields/access', { object: 'Account', field: 'Seats_Purchased__c', access: 'full' });
    await org.control('POST', 'package', { package: 'absent' });
    expect((await names()).filter((name) => name.startsWith('Renewal_'))).toEqual([]);
    expect((await refusal('SELECT Renewal_Health_Score__c FROM Account')).errorCode).toBe('INVALID_FIELD');
    await org.control('POST', 'package', { package: 'deployed' });
    expect((await names()).filter((name) => name.startsWith('Renewal_'))).toHaveLength(21);
    await org.control('POST', 'fields/rename', { object: 'Account', field: 'Contract_End__c', to: 'Term_End__c' });
    expect((await refusal('SELECT Contract_End__c FROM Account')).errorCode).toBe('INVALID_FIELD');
    expect(await count('SELECT COUNT() FROM Account WHERE Term_End__c != null')).toBe(
      live.filter(({ contractEnd }) => contractEnd !== null).length,
    );
    await org.control('POST', 'fields/rename', { object: 'Account', field: 'Term_End__c', to: 'Contract_End__c' });
  });
});

describe('writing', () => {
  const idsOf = async (object: string, limit: number): Promise<string[]> =>
    (await org.rows(`SELECT Id FROM ${object} ORDER BY Id LIMIT ${limit}`)).map(({ Id }) => textOf(Id));

  it('updates 200 records of mixed types in one call, each with its own result', async () => {
    const [good = '', lock = '', picklist = '', long = ''] = await idsOf('Account', 4);
    const [opportunity = ''] = await idsOf('Opportunity', 1);
    await org.control('POST', 'locks', { ids: [lock] });
    await org.control('POST', 'reset-calls');
    const record = (type: string, Id: string, values: object) => ({ attributes: { type }, Id, ...values });
    const patch = () =>
      org.conn.request<Record<string, unknown>[]>({
        method: 'PATCH',
        url: '/composite/sobjects',
        body: JSON.stringify({
          records: [
            record('Account', good, {
              Renewal_Health_Score__c: 71.4,
              Renewal_Next_Date__c: '2027-02-28',
              Renewal_Health_Expansion__c: true,
            }),
            record('Account', lock, { Renewal_Health_Score__c: 50 }),
            record('Account', picklist, { Renewal_Health_Band__c: 'splendid' }),
            record('Account', long, { Phone: 'x'.repeat(41) }),
            record('Account', '001000000000000AAA', { Name: 'nobody' }),
            record('Opportunity', opportunity, { Renewal_Tier__c: 'commit', Renewal_Probability__c: 10 }),
          ],
        }),
        headers: { 'content-type': 'application/json' },
      });
    const statusOf = (row: Record<string, unknown>): unknown =>
      row.success === true ? 'ok' : (row.errors as { statusCode: string }[])[0]?.statusCode;
    expect((await patch()).map(statusOf)).toEqual([
      'ok',
      'UNABLE_TO_LOCK_ROW',
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      'STRING_TOO_LONG',
      'INVALID_CROSS_REFERENCE_KEY',
      'NUMBER_OUTSIDE_VALID_RANGE',
    ]);
    expect((await patch()).map(statusOf)[1]).toBe('ok');
    expect(await org.control('GET', 'calls')).toMatchObject({
      api: 2,
      byRoute: { 'PATCH /composite/sobjects': 2 },
      rowsWritten: { 'update Account': 10, 'update Opportunity': 2 },
    });
    expect(
      await org.rows(
        `SELECT Renewal_Health_Score__c, Renewal_Health_Expansion__c, Renewal_Next_Date__c FROM Account WHERE Id = '${good.slice(0, 15)}'`,
      ),
    ).toMatchObject([
      { Renewal_Health_Score__c: 71, Renewal_Health_Expansion__c: true, Renewal_Next_Date__c: '2027-02-28' },
    ]);
  });

  it('takes no more than 200 records and 10 runs of types, refuses unreadable values as a whole, and undoes all or none', async () => {
    const patch = (records: unknown, allOrNone = false) =>
      org.api('PATCH', 'composite/sobjects', { allOrNone, records });
    const [first = '', second = ''] = await idsOf('Account', 2);
    const of = (type: string, at: number) => ({
      attributes: { type },
      Id: `${type === 'Account' ? '001' : '006'}gK${String(at).padStart(10, '0')}`,
    });
    expect((await patch(Array.from({ length: 201 }, (_, at) => of('Account', at)))).json).toMatchObject([
      { errorCode: 'EXCEEDED_ID_LIMIT' },
    ]);
    expect(
      (await patch(Array.from({ length: 12 }, (_, at) => of(at % 2 === 0 ? 'Account' : 'Opportunity', at)))).json,
    ).toMatchObject([{ message: expect.stringContaining('10 chunks') as string }]);
    const unreadable = await patch([{ attributes: { type: 'Account' }, Id: first, Renewal_Health_Score__c: 'many' }]);
    expect([unreadable.status, unreadable.json[0]?.errorCode]).toEqual([400, 'JSON_PARSER_ERROR']);
    const unknown = await patch([{ attributes: { type: 'Account' }, Id: first, Nothing__c: 1 }]);
    expect(unknown.json).toMatchObject([
      { errorCode: 'INVALID_FIELD', message: "No such column 'Nothing__c' on sobject of type Account" },
    ]);
    const half = await patch(
      [
        { attributes: { type: 'Account' }, Id: first, Phone: '0123' },
        { attributes: { type: 'Account' }, Id: second, Name: '' },
      ],
      true,
    );
    expect(half.json).toMatchObject([
      { success: false, errors: [{ statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK' }] },
      { success: false, errors: [{ statusCode: 'REQUIRED_FIELD_MISSING' }] },
    ]);
    expect(await count("SELECT COUNT() FROM Account WHERE Phone = '0123'")).toBe(0);
  });

  it('moves the stamps with every write, to the second, under the name of who wrote', async () => {
    const [id = ''] = await idsOf('Account', 1);
    const stamps = async () =>
      (
        await org.rows(`SELECT SystemModstamp, LastModifiedDate, LastModifiedBy.Name FROM Account WHERE Id = '${id}'`)
      )[0];
    await org.control('POST', 'clock', { set: '2026-11-22T13:00:00.900Z' });
    await org.conn.sobject('Account').update({ Id: id, Phone: '1' });
    expect(await stamps()).toMatchObject({
      SystemModstamp: expect.stringMatching(/^2026-11-22T13:00:0\d\.000\+0000$/) as string,
      LastModifiedBy: { Name: 'Renewal Health Integration' },
    });
    await org.control('POST', 'clock', { set: '2026-11-22T13:10:00Z' });
    await org.control('POST', 'records/patch', { object: 'Account', id, values: { Phone: '2' } });
    expect(await stamps()).toMatchObject({
      LastModifiedDate: expect.stringMatching(/^2026-11-22T13:10/) as string,
      LastModifiedBy: { Name: 'Data Import' },
    });
    const changed = await org.rows(
      'SELECT Id FROM Account WHERE SystemModstamp >= 2026-11-22T13:05:00Z ORDER BY SystemModstamp, Id',
    );
    expect(changed.map(({ Id }) => Id)).toEqual([id]);
  });

  it('creates, reads, updates and deletes single records, and derives what Salesforce derives', async () => {
    const [AccountId = ''] = await idsOf('Account', 1);
    const made = await org.conn
      .sobject('Opportunity')
      .create({ Name: 'Renewal', AccountId, StageName: 'Qualification', CloseDate: '2027-01-31' });
    const id = made.id ?? '';
    await org.conn.sobject('Opportunity').update({ Id: id, StageName: 'Closed Won' });
    expect(await org.conn.sobject('Opportunity').retrieve(id)).toMatchObject({
      IsClosed: true,
      IsWon: true,
      Probability: 100,
      ForecastCategory: 'Closed',
      CurrencyIsoCode: 'EUR',
    });
    const task = await org.conn
      .sobject('Task')
      .create({ Subject: 'Call them', WhatId: id, ActivityDate: '2026-12-01', Status: 'Not Started' });
    expect(await org.rows(`SELECT AccountId, IsClosed FROM Task WHERE Id = '${task.id ?? ''}'`)).toMatchObject([
      { AccountId, IsClosed: false },
    ]);
    const incomplete: unknown = await org.conn
      .sobject('Opportunity')
      .create({ Name: 'No stage' })
      .catch((error: unknown) => error);
    expect(incomplete).toMatchObject({ errorCode: 'REQUIRED_FIELD_MISSING' });
    await org.conn.sobject('Opportunity').destroy(id);
    expect((await org.api('GET', `sobjects/Opportunity/${id}`)).status).toBe(404);
    expect(await org.conn.update('Opportunity', [{ Id: id, Name: 'late' }])).toMatchObject([
      { errors: [{ statusCode: 'ENTITY_IS_DELETED' }] },
    ]);
    await org.control('POST', 'records/purge', { object: 'Opportunity', id });
    expect((await org.conn.query(`SELECT Id FROM Opportunity WHERE Id = '${id}'`, { scanAll: true })).totalSize).toBe(
      0,
    );
  });

  it('merges accounts: children move, the loser names its master; deleting one takes its children along', async () => {
    const [master = '', loser = '', gone = ''] = (await idsOf('Account', 12)).slice(9);
    const children = (id: string) => count(`SELECT COUNT() FROM Contact WHERE AccountId = '${id}'`);
    const [kept, moved] = [await children(master), await children(loser)];
    await org.control('POST', 'records/merge', { object: 'Account', master, losers: [loser] });
    expect(await children(master)).toBe(kept + moved);
    const [bin] = (
      await org.conn.query<Record<string, unknown>>(
        `SELECT IsDeleted, MasterRecordId FROM Account WHERE Id = '${loser}'`,
        { scanAll: true },
      )
    ).records;
    expect(bin).toMatchObject({ IsDeleted: true, MasterRecordId: master });
    await org.control('POST', 'records/delete', { object: 'Account', id: gone });
    expect([await children(gone), await count(`SELECT COUNT() FROM Opportunity WHERE AccountId = '${gone}'`)]).toEqual([
      0, 0,
    ]);
  });

  it("obeys the admin's validation rules", async () => {
    const [id = ''] = await idsOf('Opportunity', 1);
    await org.control('POST', 'validations', {
      object: 'Opportunity',
      field: 'NextStep',
      message: 'Say what comes next.',
    });
    expect(await org.conn.update('Opportunity', [{ Id: id, Renewal_Tier__c: 'commit' }])).toMatchObject([
      {
        success: false,
        errors: [{ statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'Say what comes next.' }],
      },
    ]);
    await org.control('DELETE', 'validations');
    expect(await org.conn.update('Opportunity', [{ Id: id, Renewal_Tier__c: 'commit' }])).toMatchObject([
      { success: true },
    ]);
  });

  it('packs up to 25 requests, five of them heavy, in one call, and lets later ones use earlier answers', async () => {
    const part = (referenceId: string, method: string, url: string, body?: object) => ({
      referenceId,
      method,
      url: `/services/data/v66.0/${url}`,
      ...(body === undefined ? {} : { body }),
    });
    await org.control('POST', 'reset-calls');
    const answer = await org.api('POST', 'composite', {
      compositeRequest: [
        part('account', 'POST', 'sobjects/Account', { Name: 'New one' }),
        part('deal', 'POST', 'sobjects/Opportunity', {
          Name: 'Renewal',
          AccountId: '@{account.id}',
          StageName: 'Qualification',
          CloseDate: '2027-01-31',
        }),
        part('found', 'GET', "query?q=SELECT+Account.Name+FROM+Opportunity+WHERE+Id='@{deal.id}'"),
        part('bad', 'GET', 'query?q=SELECT+Nope+FROM+Account'),
      ],
    });
    const parts = Object.values(answer.json.compositeResponse ?? {});
    expect(parts.map(({ httpStatusCode }) => httpStatusCode)).toEqual([201, 201, 200, 400]);
    expect(parts[2]?.body).toMatchObject({ records: [{ Account: { Name: 'New one' } }] });
    expect(await org.control('GET', 'calls')).toMatchObject({ api: 1 });
    const heavy = Array.from({ length: 6 }, (_, at) => part(`q${at}`, 'GET', 'query?q=SELECT+Id+FROM+Account'));
    expect((await org.api('POST', 'composite', { compositeRequest: heavy })).status).toBe(400);
  });
});
