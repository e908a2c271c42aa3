import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type SalesforceSandbox, startSalesforceSandbox } from '../../sandbox/salesforce/start.ts';
import { ConfigError, installableCrms, installUrl, readConfig } from '../../server/config.ts';
import { PrivateKeyError, readPrivateKey } from '../../server/secrets/private-key.ts';
import { connectionId } from '../../src/accounts/ids.ts';
import { CrmError } from '../../src/ports/crm.ts';
import { createSalesforceGateway } from '../../src/salesforce/gateway.ts';
import { audienceOf } from '../../src/salesforce/jwt-assertion.ts';
import { runCommand } from '../helpers/command-line.ts';
import { silentLogger } from '../helpers/sync-world.ts';

const folder = mkdtempSync(join(tmpdir(), 'sign-in-'));
afterAll(() => rmSync(folder, { recursive: true }));
const fileOf = (name: string, text: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = (key: KeyObject, type: 'pkcs1' | 'pkcs8') => key.export({ type, format: 'pem' });
const keyFile = fileOf('key.pem', pem(pair.privateKey, 'pkcs8'));

describe('one org signed in to with a certificate', () => {
  let org: SalesforceSandbox;
  const control = async (call: string, body: object) => {
    await fetch(`${org.controlUrl}/${call}`, { method: 'POST', body: JSON.stringify(body) });
  };
  beforeEach(async () => {
    org = await startSalesforceSandbox();
    await control('app', { publicKey: pair.publicKey.export({ type: 'spki', format: 'pem' }) });
  });
  afterEach(() => org.close());

  const environment = (changed: Readonly<Record<string, string>> = {}) => ({
    SALESFORCE_LOGIN_URL: org.url,
    SALESFORCE_CLIENT_ID: org.oauth.clientId,
    SALESFORCE_USERNAME: org.oauth.username,
    SALESFORCE_PRIVATE_KEY_FILE: keyFile,
    DATA_FOLDER: folder,
    ...changed,
  });
  const gatewayOf = (changed?: Readonly<Record<string, string>>) => {
    const access = readConfig(environment(changed)).salesforce;
    if (access === null) throw new Error('no org is configured');
    return createSalesforceGateway({ access, logger: silentLogger });
  };
  const refusalOf = async (changed?: Readonly<Record<string, string>>) => {
    const error: unknown = await gatewayOf(changed)
      .identify()
      .catch((thrown: unknown) => thrown);
    return error instanceof CrmError ? [error.kind, error.code, error.details.reason] : [];
  };

  it.each(['pkcs8', 'pkcs1'] as const)(
    'opens it with a %s key, and signs anew when the session is over',
    async (type) => {
      const gateway = gatewayOf({ SALESFORCE_PRIVATE_KEY_FILE: fileOf(`${type}.pem`, pem(pair.privateKey, type)) });
      expect(await gateway.identify()).toBe(connectionId('salesforce', org.orgId));
      await control('tokens/expire', {});
      expect((await gateway.describe()).connectionId).toBe(connectionId('salesforce', org.orgId));
    },
  );

  it('is refused in words that an admin can act on, and that end no connection', async () => {
    const notApproved = "invalid_grant: user hasn't approved this consumer";
    expect(await refusalOf({ SALESFORCE_USERNAME: 'somebody@else.example' })).toEqual([
      'auth',
      'wrong_token',
      notApproved,
    ]);
    const foreignKey = fileOf('stranger.pem', pem(stranger.privateKey, 'pkcs8'));
    expect(await refusalOf({ SALESFORCE_PRIVATE_KEY_FILE: foreignKey })).toEqual([
      ...['auth', 'wrong_token'],
      'invalid_grant: invalid assertion',
    ]);
    expect(await refusalOf({ SALESFORCE_CLIENT_ID: 'another-client' })).toEqual([
      ...['auth', 'app_refused'],
      'invalid_client_id: client identifier invalid',
    ]);
    await control('app', { blocked: true });
    expect(await refusalOf()).toEqual(['auth', 'wrong_token', notApproved]);
    await control('app', { blocked: false });
    await control('clock', { advanceMs: 4 * 60_000 });
    expect(await refusalOf()).toEqual(['auth', 'wrong_token', 'invalid_grant: expired assertion']);
  });

  it('is opened and refused by the real command', async () => {
    const connected = await runCommand(['connect', '--locale', 'en'], environment());
    expect([connected.code, connected.out]).toEqual([0, expect.stringContaining('Connected to')]);
    const env = environment({ SALESFORCE_USERNAME: 'somebody@else.example' });
    const [english, german] = [
      await runCommand(['sync', '--locale', 'en'], env),
      await runCommand(['sync', '--locale', 'de'], env),
    ];
    expect([english.code, german.code]).toEqual([4, 4]);
    expect(english.err).toContain("(invalid_grant: user hasn't approved this consumer)");
    expect(german.err).toContain('für die App zugelassen');
    const noKey = environment({ SALESFORCE_PRIVATE_KEY_FILE: join(folder, 'nowhere.pem') });
    const missing = await runCommand(['status', '--locale', 'de'], noKey);
    expect([missing.code, missing.err]).toEqual([
      3,
      expect.stringMatching(/Die Datei .*nowhere\.pem gibt es nicht\. Geben Sie in SALESFORCE_PRIVATE_KEY_FILE/),
    ]);
  }, 120_000);
});

it('names the audience that Salesforce takes', () => {
  const [production, test] = ['https://login.salesforce.com', 'https://test.salesforce.com'];
  const audiences = {
    'https://login.salesforce.com': production,
    'https://acme.my.salesforce.com/': production,
    'https://acme-dev-ed.develop.my.salesforce.com': production,
    'https://test.salesforce.com': test,
    'https://acme--uat.sandbox.my.salesforce.com': test,
    'https://app-dream-1234.scratch.my.salesforce.com': test,
    'http://127.0.0.1:4711/': 'http://127.0.0.1:4711',
  };
  expect(Object.keys(audiences).map(audienceOf)).toEqual(Object.values(audiences));
});

describe('a file that is no private key', () => {
  const faultOf = (path: string) => {
    try {
      readPrivateKey(path);
      return null;
    } catch (error) {
      return error instanceof PrivateKeyError ? error.fault : error;
    }
  };
  const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
  const locked = { format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' } as const;

  it.each([
    ['missing', () => join(folder, 'nowhere.pem')],
    ['unreadable', () => folder],
    ['no_key', () => fileOf('text.pem', 'a password')],
    ['no_key', () => fileOf('binary.pem', Buffer.alloc(4096, 0xff))],
    ['no_key', () => fileOf('public.pem', pair.publicKey.export({ type: 'spki', format: 'pem' }))],
    ['encrypted', () => fileOf('locked8.pem', pair.privateKey.export({ type: 'pkcs8', ...locked }))],
    ['encrypted', () => fileOf('locked1.pem', pair.privateKey.export({ type: 'pkcs1', ...locked }))],
    ['not_rsa', () => fileOf('ec.pem', pem(elliptic, 'pkcs8'))],
    ['too_short', () => fileOf('short.pem', pem(short, 'pkcs1'))],
    [null, () => fileOf('spaces.pem', `\n${String(pem(pair.privateKey, 'pkcs8'))}\n\n`)],
  ])('is told by its fault: %s', (fault, path) => {
    expect(faultOf(path())).toBe(fault);
  });
});

describe('what the variables of Salesforce mean', () => {
  const org = { SALESFORCE_LOGIN_URL: 'https://acme.my.salesforce.com', SALESFORCE_CLIENT_ID: 'consumer-key' };
  const secret = { SALESFORCE_CLIENT_SECRET: 'consumer-secret' };
  const key = { SALESFORCE_USERNAME: 'renewal@acme.example', SALESFORCE_PRIVATE_KEY_FILE: keyFile };
  const install = { SALESFORCE_INSTALL: 'yes' };
  const address = { PUBLIC_BASE_URL: 'https://health.example.com/' };
  const hubspotApp = { HUBSPOT_CLIENT_ID: 'client-id', HUBSPOT_CLIENT_SECRET: 'client-secret', ...address };
  const wrongOf = (env: Readonly<Record<string, string>>) => {
    try {
      readConfig(env);
      return [];
    } catch (error) {
      return error instanceof ConfigError ? [...error.variables].sort() : error;
    }
  };

  it('one org, by secret or by key, or an app that orgs install', () => {
    expect(readConfig({ ...org, ...secret })).toMatchObject({
      salesforce: { by: 'client_credentials' },
      salesforceApp: null,
    });
    expect(readConfig({ ...org, ...key })).toMatchObject({
      salesforce: { by: 'jwt_bearer', username: 'renewal@acme.example' },
    });
    const { SALESFORCE_CLIENT_ID } = org;
    expect(readConfig({ ...install, SALESFORCE_CLIENT_ID, ...secret, ...address })).toMatchObject({
      salesforce: null,
      salesforceApp: { loginUrl: 'https://login.salesforce.com', publicUrl: 'https://health.example.com' },
    });
    expect(readConfig({ ...install, ...org, ...secret, ...address }).salesforceApp?.loginUrl).toBe(
      org.SALESFORCE_LOGIN_URL,
    );
    expect(readConfig({ ...address, ...install, SALESFORCE_INSTALL: 'no' })).toMatchObject({
      salesforce: null,
      salesforceApp: null,
    });
  });

  it('no variable that is missing, or of another way, makes one out of the other', () => {
    expect(wrongOf({ ...org })).toEqual(['SALESFORCE_CLIENT_SECRET']);
    expect(wrongOf({ ...secret, ...address })).toEqual(['SALESFORCE_CLIENT_ID', 'SALESFORCE_LOGIN_URL']);
    expect(wrongOf({ ...org, ...secret, ...key })).toEqual(['SALESFORCE_CLIENT_SECRET']);
    expect(wrongOf({ ...org, SALESFORCE_USERNAME: 'renewal@acme.example' })).toEqual(['SALESFORCE_PRIVATE_KEY_FILE']);
    expect(wrongOf({ ...install })).toEqual(['PUBLIC_BASE_URL', 'SALESFORCE_CLIENT_ID', 'SALESFORCE_CLIENT_SECRET']);
    expect(wrongOf({ ...install, ...org, ...secret, ...address, ...key })).toEqual([
      ...['SALESFORCE_PRIVATE_KEY_FILE', 'SALESFORCE_USERNAME'],
    ]);
    expect(wrongOf({ SALESFORCE_INSTALL: 'true' })).toEqual(['SALESFORCE_INSTALL']);
  });

  it('each CRM is installed or opened by itself, in any combination', () => {
    const token = { HUBSPOT_ACCESS_TOKEN: 'pat-eu1-token' };
    const app = { ...install, ...org, ...secret, ...address };
    const ways = (env: Readonly<Record<string, string>>) => [
      installableCrms(readConfig(env)),
      installUrl(readConfig(env)),
    ];
    const url = 'https://health.example.com/install';
    expect(ways({ ...hubspotApp, ...app })).toEqual([['hubspot', 'salesforce'], url]);
    expect(ways({ ...hubspotApp, ...org, ...secret })).toEqual([['hubspot'], `${url}/hubspot`]);
    expect(ways({ ...hubspotApp, ...token, ...app })).toEqual([['salesforce'], `${url}/salesforce`]);
    expect(ways({ ...token, ...app })[0]).toEqual(['salesforce']);
    expect(ways({ ...token, ...org, ...key })[0]).toEqual([]);
  });
});
