import { join } from 'node:path';
import { z } from 'zod';
import type { HubSpotAppConfig } from '../config.ts';
import type { SandboxOrg } from './sandbox-process.ts';
import { announcedBy, finished, startProgram, stopProgram } from './sandbox-program.ts';

const root = join(import.meta.dirname, '..', '..');
const announcement = z.object({ url: z.url() });

/** The app as the sandbox portal knows it, and the address that its cards ask. */
export const sandboxApp = (clientSecret: string): HubSpotAppConfig => ({
  clientId: null,
  clientSecret,
  publicUrl: 'https://renewal-health.example.com',
  baseUrl: 'https://api.hubapi.com',
  appId: '3401122',
});

export interface RecordPageSetup {
  /** The sandbox portal's own. */
  readonly accessToken: string;
  readonly baseUrl: string;
  /** Where this process answers the cards. */
  readonly backend: string;
  readonly app: HubSpotAppConfig;
  /** The sandbox org, whose records the Salesforce pages show; null where only HubSpot is asked for. */
  readonly org: Pick<SandboxOrg, 'url' | 'oauth'> | null;
}

/** Builds the HubSpot app's cards and shows them on HubSpot-like records in an ordinary browser; ends with `stop`, or by itself when this process ends. */
export async function startRecordPage(folder: string, { accessToken, baseUrl, backend, app, org }: RecordPageSetup) {
  const bundles = join(folder, 'cards');
  await finished(startProgram(join(root, 'hubspot-app', 'build.ts'), [bundles]));
  const child = startProgram(join(root, 'sandbox', 'record-page', 'main.ts'), [
    ...['--bundles', bundles, '--project', join(root, 'hubspot-app'), '--hubspot', baseUrl, '--token', accessToken],
    ...['--backend', backend, '--client-secret', app.clientSecret, '--app-id', app.appId ?? ''],
    ...(org === null
      ? []
      : [
          '--salesforce',
          org.url,
          '--salesforce-client-id',
          org.oauth.clientId,
          '--salesforce-client-secret',
          org.oauth.clientSecret,
        ]),
  ]);
  const { url } = announcement.parse(JSON.parse(await announcedBy(child)));
  return { url, stop: () => stopProgram(child) };
}
