import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { z } from 'zod';
import { type HubSpotForTest, startHubSpotForTest } from '../helpers/hubspot-control.ts';
import { type Running, runCommand, startCommand } from '../helpers/command-line.ts';
import { type PostgresForTest, startPostgres } from '../helpers/postgres.ts';
import { unusedPort } from '../helpers/unused-port.ts';

/** One web process and two workers on one PostgreSQL, as compose.yaml runs them; HubSpot announces to the web process. */
const publicUrl = 'https://health.example.com';
const path = '/webhooks/hubspot';
const metricsToken = 'token-of-this-test';
const portalSchema = z.object({ oauth: z.object({ clientSecret: z.string(), appId: z.number() }) });

let postgres: PostgresForTest;
let hubspot: HubSpotForTest;
let environment: Readonly<Record<string, string>>;
let web: string;
const folder = mkdtempSync(join(tmpdir(), 'announced-'));
const running: Running[] = [];

async function start(role: 'web' | 'worker'): Promise<string> {
  const port = String(await unusedPort());
  const process = startCommand(['serve'], { ...environment, ROLE: role, PORT: port });
  running.push(process);
  for (let look = 0; look < 600; look++) {
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => null);
    if (answer?.ok === true) return `http://127.0.0.1:${port}`;
    if (process.child.exitCode !== null) throw new Error((await process.ended).err);
    await sleep(100);
  }
  throw new Error(`${role} does not get ready`);
}
const end = async ({ child, ended }: Running) => {
  child.kill('SIGTERM');
  return ended;
};

beforeAll(async () => {
  const book = `seed=7,companies=20,as-of=${new Date().toISOString().slice(0, 10)},history-days=180`;
  [postgres, hubspot] = await Promise.all([startPostgres(), startHubSpotForTest(['--book', book, '--limits', 'off'])]);
  const { oauth } = portalSchema.parse(hubspot.portal);
  environment = {
    HUBSPOT_ACCESS_TOKEN: hubspot.portal.accessToken,
    HUBSPOT_BASE_URL: hubspot.portal.url,
    HUBSPOT_CLIENT_SECRET: oauth.clientSecret,
    HUBSPOT_APP_ID: String(oauth.appId),
    PUBLIC_BASE_URL: publicUrl,
    DATABASE_URL: await postgres.createDatabase(),
    DATA_FOLDER: folder,
    METRICS_TOKEN: metricsToken,
  };
  expect((await runCommand(['sync'], environment)).code).toBe(0);
  web = await start('web');
  await Promise.all([start('worker'), start('worker')]);
  await hubspot.control('POST', 'webhooks', { targetUrl: web + path, signedUrl: publicUrl + path, repeat: 0.5 });
}, 180_000);
afterAll(async () => {
  await Promise.all(running.map(end));
  await Promise.all([hubspot.stop(), postgres.stop()]);
  rmSync(folder, { recursive: true });
}, 60_000);

const dealSchema = z.object({
  results: z.array(z.object({ id: z.string(), properties: z.record(z.string(), z.unknown()) })),
});
async function deals() {
  const names = 'renewal_tier,renewal_tier_machine,renewal_tier_override,renewal_health_revision';
  const url = `${hubspot.portal.url}/crm/objects/2026-09/deals?limit=100&properties=${names}`;
  const answer = await fetch(url, { headers: { authorization: `Bearer ${hubspot.portal.accessToken}` } });
  return dealSchema.parse(await answer.json()).results;
}
const until = async (what: string, isTrue: () => Promise<boolean>) => {
  for (let look = 0; look < 600; look++) {
    if (await isTrue()) return;
    await sleep(100);
  }
  throw new Error(`never: ${what}`);
};

it('a tier that somebody sets in HubSpot is the final tier there moments later, and our own writes come back as nothing', async () => {
  const deal = (await deals()).find(({ properties }) => properties.renewal_tier_machine === 'at_risk');
  if (deal === undefined) throw new Error('no renewal at risk');
  const set = { renewal_tier_override: 'commit', renewal_tier_override_reason: 'verbal_commitment' };
  await hubspot.control('POST', 'records/patch', { objectType: 'deals', id: deal.id, properties: set });
  const now = async () => (await deals()).find(({ id }) => id === deal.id)?.properties;
  await until('the final tier', async () => (await now())?.renewal_tier === 'commit');
  const revision = Number((await now())?.renewal_health_revision);
  expect(revision).toBe(Number(deal.properties.renewal_health_revision) + 1);
  expect((await now())?.renewal_tier_machine).toBe('at_risk');
  const metrics = async () => {
    const answer = await fetch(`${web}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } });
    return answer.text();
  };
  await until(
    'an empty inbox',
    async () => / 0$/m.exec(/^renewal_health_inbox_waiting.*$/m.exec(await metrics())?.[0] ?? '') !== null,
  );
  // the write of the tier was announced too
  expect(await metrics()).toMatch(/announcements_ignored_total\{reason="own_property"\} [1-9]/);
  await sleep(2000);
  expect(Number((await now())?.renewal_health_revision)).toBe(revision);
});

it('a worker that is asked to end ends well, and the other one goes on', async () => {
  const [, first] = running;
  if (first === undefined) throw new Error('no worker');
  running.splice(running.indexOf(first), 1);
  expect((await end(first)).code).toBe(0);
  const deal = (await deals()).find(
    ({ properties }) => properties.renewal_tier_override === null && properties.renewal_tier === 'at_risk',
  );
  if (deal === undefined) throw new Error('no further renewal at risk');
  const set = { renewal_tier_override: 'best_case', renewal_tier_override_reason: 'other' };
  await hubspot.control('POST', 'records/patch', { objectType: 'deals', id: deal.id, properties: set });
  await until(
    'its final tier',
    async () => (await deals()).find(({ id }) => id === deal.id)?.properties.renewal_tier === 'best_case',
  );
});
