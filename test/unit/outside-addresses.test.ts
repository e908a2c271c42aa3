import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readConfig } from '../../server/config.ts';
import { CrmError } from '../../src/ports/crm.ts';
import { allowedOrigin } from '../../src/salesforce/allowed-host.ts';
import { requestToken } from '../../src/salesforce/token-exchange.ts';

const loginUrl = 'https://acme.my.salesforce.com';

/** Spellings of inner addresses, and of foreign ones that look like Salesforce. `port` is where the canary listens. */
const hostile = (port: number): readonly string[] => {
  const loopback = [
    ...['127.0.0.1', '127.1', '127.0.1', '127.255.255.254', '2130706433', '0x7f000001', '0x7f.1', '0x7f.0.0.1'],
    ...['0177.0.0.1', '017700000001', '0.0.0.0', '0', '[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]'],
    ...['[0:0:0:0:0:0:0:1]', '[::127.0.0.1]', 'localhost', 'LOCALHOST', 'localhost.', '127.0.0.1.', 'app.localhost'],
    ...['①②⑦.⓪.⓪.①', '127。0。0。1', 'ｌｏｃａｌｈｏｓｔ', '%31%32%37.0.0.1', 'lo%63alhost'],
  ].flatMap((host) => [`http://${host}:${String(port)}/`, `https://${host}:${String(port)}/`]);
  const inner = [
    '169.254.169.254',
    '[fe80::1]',
    '[fd00::1]',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '100.64.0.1',
    'metadata',
  ];
  const at = `127.0.0.1:${String(port)}`;
  return [
    ...loopback,
    ...inner.map((host) => `https://${host}/`),
    ...[
      `https://acme.my.salesforce.com@${at}/`,
      `https://acme.my.salesforce.com:x@${at}/`,
      `http://${at}/.salesforce.com`,
    ],
    ...[`http://${at}?.salesforce.com`, `http://${at}#.salesforce.com`, `https://${at}\\.salesforce.com`, `//${at}/`],
    ...[
      'https://salesforce.com.evil.example',
      'https://evilsalesforce.com',
      'https://acme.my.salesforce.com.',
      'https://salesforce.com',
    ],
    ...[
      'http://acme.my.salesforce.com',
      'ftp://acme.my.salesforce.com',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'data:,x',
    ],
    ...[
      'gopher://127.0.0.1/',
      'acme.my.salesforce.com',
      '',
      ' ',
      'https://',
      'https://%00.salesforce.com',
      `https://127.0.0.1%23.salesforce.com:${String(port)}`,
    ],
    ...[
      'https://acme.my.salesforce.com%2f@evil.example',
      'https://evil.example/.force.com',
      'https://xn--salesforce-.com',
    ],
  ];
};

describe('addresses from outside', () => {
  let hits = 0;
  const canary = createServer((_request, response) => {
    hits++;
    response.setHeader('location', 'https://acme.my.salesforce.com').end('{}');
  });
  let port = 0;
  beforeAll(async () => {
    await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
    ({ port } = canary.address() as AddressInfo);
  });
  afterAll(() => {
    canary.close();
  });

  it('A5 no spelling of an inner or foreign address receives a token of an org', () => {
    const all = hostile(port);
    expect(all.length).toBeGreaterThanOrEqual(60);
    for (const address of all)
      expect([address, refusal(() => allowedOrigin(address, loginUrl))]).toEqual([address, 'refused_by_crm']);
    for (const address of [
      'https://acme.my.salesforce.com/',
      'https://acme--dev.sandbox.my.salesforce.com',
      'https://na1.force.com/x',
    ])
      expect(allowedOrigin(address, loginUrl)).toBe(new URL(address).origin);
  });

  it('A5 no spelling of an inner address as the login of an org is asked for a token', async () => {
    const canaries = hostile(port).filter((address) => !isOwnMachine(address));
    for (const address of canaries) {
      const app = { loginUrl: address, clientId: 'client-id', clientSecret: 'client-secret' };
      await expect(requestToken(app, { grant_type: 'client_credentials' })).rejects.toThrow();
    }
    expect(hits).toBe(0);
  });

  it('A5 the public address is https or nothing', () => {
    for (const address of [
      'http://127.0.0.1',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'data:,x',
      'ftp://x',
      '//x',
      'x',
    ])
      expect(() => readConfig({ PUBLIC_BASE_URL: address })).toThrow();
    expect(hits).toBe(0);
  });
});

/** A login on this machine, plainly named, is the sandbox org: the operator sets it, nobody from outside. */
const isOwnMachine = (address: string): boolean =>
  URL.canParse(address) && ['127.0.0.1', '[::1]', 'localhost'].includes(new URL(address).hostname);

function refusal(run: () => unknown): string {
  try {
    run();
    return 'allowed';
  } catch (error) {
    return error instanceof CrmError ? error.code : String(error);
  }
}
