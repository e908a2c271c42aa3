import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { buildPage } from './server/build-page.ts';
import { createCrmDoor } from './server/crm-door.ts';
import { readHubSpotApp } from './server/extensions.ts';
import { createHubSpotFetch } from './server/hubspot-fetch.ts';
import { readSetup } from './server/read-setup.ts';
import { servePage, type PageParts } from './server/serve-page.ts';
import { signRequest } from './server/sign-request.ts';

export interface RecordPageOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Folder of the HubSpot project, with hsproject.json. */
  readonly project: string;
  /** Folder with the built cards. */
  readonly bundles: string;
  /** Which hsprofile file gives the project's variables where the build did not note them. */
  readonly profile: string | null;
  /** Base address and access token of HubSpot's API. */
  readonly hubspot: string;
  readonly token: string;
  /** Where the app's backend listens; the permitted https address leads there. */
  readonly backend: string;
  readonly clientSecret: string;
  readonly appId: number;
}

export interface RecordPage {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Starts the page on loopback. Throws when the port is taken, the project is malformed or the CRM does not answer. */
export async function startRecordPage(options: RecordPageOptions): Promise<RecordPage> {
  const app = readHubSpotApp(options.project, options.bundles, options.profile);
  const crm = createCrmDoor(options.hubspot, options.token);
  const [setup, files] = await Promise.all([readSetup(crm, app, options.appId), buildPage()]);
  const hubspotFetch = createHubSpotFetch({
    portalId: setup.portalId,
    appId: options.appId,
    permitted: app.permitted,
    backend: options.backend,
    sign: (method, uri, body) => signRequest(options.clientSecret, method, uri, body, Date.now()),
  });
  return listen(options.port, { files, setup, crm, hubspotFetch, extensions: app.extensions });
}

async function listen(port: number, parts: PageParts): Promise<RecordPage> {
  const server = createServer((request, response) => {
    servePage(parts, request, response).catch((error: unknown) => {
      console.error(error);
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
