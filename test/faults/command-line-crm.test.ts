import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectProblem, indiscreet } from '../helpers/command-line-problems.ts';
import { type Running, runCommand, startCommand } from '../helpers/command-line.ts';
import { type HubSpotForTest, startHubSpotForTest } from '../helpers/hubspot-control.ts';
import { chosenKind } from '../helpers/chosen-database.ts';
import { noteDatabase } from '../helpers/note-database.ts';
import { unusedPort } from '../helpers/unused-port.ts';
import { type PostgresForTest, startPostgres } from '../helpers/postgres.ts';

/** A token nobody else has: where it appears, it was printed. */
const canary = 'pat-na1-canary-0000-4000-8000-000000000001';
const today = new Date().toISOString().slice(0, 10);

let folder: string;
let postgres: PostgresForTest;
let hubspot: HubSpotForTest;
let database: string;
/** A portal that takes a write and never answers, and a command that waits for it from the beginning: its half minute passes while the other tests run. */
let silence: {
  readonly portal: HubSpotForTest;
  readonly given: Readonly<Record<string, string>>;
  readonly asked: Running;
};

const portalArguments = (token: string) => [
  ...['--book', `seed=7,companies=20,as-of=${today}`, '--limits', 'off'],
  ...['--state', join(folder, 'portal.jsonl'), '--token', token],
];
const environment = (given: Readonly<Record<string, string>> = {}) => ({
  HUBSPOT_ACCESS_TOKEN: hubspot.portal.accessToken,
  HUBSPOT_BASE_URL: hubspot.portal.url,
  DATABASE_URL: database,
  DATA_FOLDER: join(folder, 'data'),
  LOG_LEVEL: 'silent',
  ...given,
});
const run = (args: readonly string[], given: Readonly<Record<string, string>> = {}) =>
  runCommand(args, environment(given));
const writesSoFar = async () => (await hubspot.control<unknown[]>('GET', 'journal')).length;

const inBothLanguages = async (
  args: readonly string[],
  given: Readonly<Record<string, string>>,
  code: number,
  [english, german]: readonly [RegExp, RegExp],
) => {
  expectProblem(await run(args, given), code, english);
  expectProblem(await run([...args, '--locale', 'de'], given), code, german);
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'renewal-health-cli-'));
  [postgres, hubspot] = await Promise.all([startPostgres(), startHubSpotForTest(portalArguments(canary))]);
  database = await postgres.createDatabase();
  silence = await askSilentPortal();
  const first = await run(['serve', '--once', '--json']);
  expect({ code: first.code, err: first.err }).toEqual({ code: 0, err: '' });
});
afterAll(async () => {
  silence.asked.child.kill();
  await silence.portal.stop();
  await hubspot.stop();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

const askSilentPortal = async () => {
  const portal = await startHubSpotForTest(['--token', canary]);
  // A write is never sent a second time on its own, so that this takes one time limit and not five.
  await portal.control('POST', 'faults', [{ match: { method: 'POST', route: 'properties' }, fault: { kind: 'hang' } }]);
  const given = {
    HUBSPOT_ACCESS_TOKEN: canary,
    HUBSPOT_BASE_URL: portal.portal.url,
    ...(chosenKind('postgres') === 'embedded'
      ? { DATABASE_URL: '', DATA_FOLDER: join(folder, 'of a silent portal') }
      : { DATABASE_URL: await postgres.createDatabase() }),
  };
  return { portal, given, asked: startCommand(['connect'], environment(given)) };
};

/** Nothing reached the CRM while it went wrong, and the next run is a good one. */
const unharmed = async (happens: () => Promise<void>, mend: () => Promise<unknown> = () => Promise.resolve()) => {
  const before = await writesSoFar();
  try {
    await happens();
    expect(await writesSoFar()).toBe(before);
  } finally {
    await mend();
  }
  const next = await run(['sync', '--full', '--json']);
  expect({ code: next.code, err: next.err }).toEqual({ code: 0, err: '' });
  expect(JSON.parse(next.out)).toMatchObject({ accounts: 20, writes: 0 });
};

describe('access to the CRM', () => {
  it('a wrong token: says which setting to mend', () =>
    unharmed(() =>
      inBothLanguages(['sync'], { HUBSPOT_ACCESS_TOKEN: `${canary}x` }, 4, [
        /^The CRM does not accept the access token\..*HUBSPOT_ACCESS_TOKEN/,
        /^Das CRM erkennt das Zugriffstoken nicht an\..*HUBSPOT_ACCESS_TOKEN/,
      ]),
    ));

  it('a missing scope: is named', () =>
    unharmed(
      async () => {
        await hubspot.control('POST', 'scopes', { remove: ['crm.objects.contacts.read'] });
        await inBothLanguages(['sync', '--full'], {}, 4, [
          /lacks the scope crm\.objects\.contacts\.read\..*run the command again/,
          /fehlt der Scope crm\.objects\.contacts\.read\..*starten Sie den Befehl erneut/,
        ]);
      },
      () => hubspot.control('POST', 'scopes', { add: ['crm.objects.contacts.read'] }),
    ));

  it('a token revoked in the middle of a run: says so, and a new token goes on', () =>
    unharmed(
      async () => {
        await hubspot.control('POST', 'faults', [
          { match: { route: 'objects/2026-09/contacts' }, fault: { kind: 'delay', ms: 1500 }, times: 1 },
        ]);
        const { ended } = startCommand(['sync', '--full'], environment());
        await until(
          async () =>
            (await hubspot.control<{ faultsFired: { delay?: number } }>('GET', 'calls')).faultsFired.delay === 1,
        );
        await hubspot.control('POST', 'token/revoke');
        expectProblem(await ended, 4, /^The access token has been revoked\. Create a new one in HubSpot/);
        // Named by its code of docs/errors.md.
        expect((await run(['status'])).out).toContain('failed (auth/token_revoked)');
      },
      async () => {
        await hubspot.stop();
        hubspot = await startHubSpotForTest(portalArguments(`${canary}-new`));
      },
    ));
});

async function until(met: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; !(await met()); tries++) {
    if (tries > 2000) throw new Error('it never happened');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('the CRM cannot be spoken to', () => {
  it('nobody listens at the address: names the host and the setting', () =>
    unharmed(async () =>
      inBothLanguages(['sync'], { HUBSPOT_BASE_URL: `http://127.0.0.1:${await unusedPort()}` }, 5, [
        /^The CRM cannot be reached at 127\.0\.0\.1:\d+ \(ECONNREFUSED\)\..*HUBSPOT_BASE_URL/,
        /^Das CRM ist unter 127\.0\.0\.1:\d+ nicht erreichbar \(ECONNREFUSED\)\..*HUBSPOT_BASE_URL/,
      ]),
    ));

  it('a gateway’s HTML page for ever: a fault of the CRM, with its status', () =>
    unharmed(
      async () => {
        await hubspot.control('POST', 'faults', [{ match: { route: 'account-info' }, fault: { kind: 'bad_gateway' } }]);
        expectProblem(
          await run(['sync', '--full']),
          5,
          /^The CRM reports a fault of its own \(status 502, GET \/account-info/,
        );
      },
      () => hubspot.control('DELETE', 'faults'),
    ));

  it('S20 a CRM that never answers: is given up after half a minute, by name', async () => {
    if (chosenKind('postgres') === 'embedded') noteDatabase('embedded');
    const { portal, given, asked } = silence;
    const host = new URL(portal.portal.url).host.replaceAll('.', '\\.');
    const sentence = new RegExp(`^The CRM at ${host} did not answer in time\\. Run the command again`);
    expectProblem(await asked.ended, 5, sentence);
    await portal.control('DELETE', 'faults');
    expect((await run(['connect'], given)).code).toBe(0);
  });
});

describe('the CRM is not as it was', () => {
  const property = (call: 'delete' | 'rename', body: object) => hubspot.control('POST', `properties/${call}`, body);

  it('a mapped property renamed, then deleted: names object, field and the command that mends it', async () => {
    const before = await writesSoFar();
    await property('rename', { objectType: 'deals', from: 'renewal_date', to: 'next_renewal' });
    await inBothLanguages(['sync'], {}, 6, [
      /^The mapped field renewal_date no longer exists on deals.*renewal-health map\.$/,
      /^Das zugeordnete Feld renewal_date gibt es im CRM bei Deals nicht mehr.*renewal-health map\.$/,
    ]);
    expect((await run(['map', '--set', 'renewalDate=next_renewal'])).code).toBe(0);
    expect((await run(['sync', '--full'])).code).toBe(0);
    expect(await writesSoFar()).toBe(before);
    await property('delete', { objectType: 'companies', name: 'seats_purchased' });
    expectProblem(await run(['sync', '--full']), 6, /^The mapped field seats_purchased no longer exists on companies/);
    expect(await writesSoFar()).toBe(before);
    expect((await run(['map', '--set', 'seats='])).code).toBe(0);
    expect((await run(['sync', '--full'])).code).toBe(0);
  });

  it('a property of ours with another type: refused before anything is created', async () => {
    const taken = await startHubSpotForTest(['--token', canary]);
    try {
      const headers = { authorization: `Bearer ${canary}`, 'content-type': 'application/json' };
      const body = {
        ...{ name: 'renewal_health_score', label: 'Score', groupName: 'companyinformation' },
        ...{ type: 'string', fieldType: 'text' },
      };
      const url = `${taken.portal.url}/crm/properties/2026-09/companies`;
      const made = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
      expect(made.status).toBe(201);
      const writes = async () => (await taken.control<unknown[]>('GET', 'journal')).length;
      const before = await writes();
      const given = {
        HUBSPOT_ACCESS_TOKEN: canary,
        HUBSPOT_BASE_URL: taken.portal.url,
        DATABASE_URL: await postgres.createDatabase(),
      };
      await inBothLanguages(['connect'], given, 6, [
        /already has a field renewal_health_score on companies of the type text; number is needed\..*run the command again/,
        /bei Unternehmen schon ein Feld renewal_health_score vom Typ Text; gebraucht wird der Typ Zahl\./,
      ]);
      expect(await writes()).toBe(before);
    } finally {
      await taken.stop();
    }
  });

  it('a date that is none, a negative amount, a currency without a rate: the run succeeds and status lists them', async () => {
    const headers = { authorization: `Bearer ${hubspot.portal.accessToken}`, 'content-type': 'application/json' };
    const api = (path: string, init: RequestInit = {}) => fetch(`${hubspot.portal.url}${path}`, { headers, ...init });
    const field = { name: 'renewal_note', label: 'Renewal note', groupName: 'dealinformation' };
    const made = { ...field, type: 'string', fieldType: 'text' };
    expect((await api('/crm/properties/2026-09/deals', { method: 'POST', body: JSON.stringify(made) })).status).toBe(
      201,
    );
    const page = await api('/crm/objects/2026-09/deals?limit=100&properties=arr,deal_currency_code');
    const { results } = (await page.json()) as {
      results: { id: string; properties: Readonly<Record<string, string | null>> }[];
    };
    const renewals = results.filter(({ properties: { arr } }) => arr !== null && arr !== undefined && arr !== '');
    const [first, second, third] = renewals.map(({ id }) => id);
    const patch = (id = '', properties: object) =>
      hubspot.control('POST', 'records/patch', { objectType: 'deals', id, properties });
    await patch(first, { renewal_note: 'ask boss@customer.example' });
    await patch(second, { arr: '-500' });
    // HubSpot converts the deal's amount and nothing else: without one there is no rate
    await patch(third, { deal_currency_code: 'CHF', amount: '' });
    expect((await run(['map', '--set', 'renewalDate=renewal_note'])).code).toBe(0);
    const synced = await run(['sync', '--full', '--json']);
    expect({ code: synced.code, err: synced.err }).toEqual({ code: 0, err: '' });
    const english = await run(['status']);
    const german = await run(['status', '--locale', 'de']);
    expect(english.out).toMatch(/“renewal_note” holds “ask …@…”, which is not a date/);
    expect(english.out).toMatch(/“arr” holds the negative amount “-500”/);
    expect(english.out).toMatch(/“deal_currency_code” holds “CHF”, which is not in the home currency/);
    expect(german.out).toMatch(/„renewal_note“ .*kein Datum/);
    expect([english.code, german.code]).toEqual([0, 0]);
    expect(`${english.out}${english.err}${german.out}${german.err}`).not.toMatch(indiscreet);
  });
});
