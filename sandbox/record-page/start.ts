import { createSalesforcePages, type SalesforcePagesOptions } from './salesforce/salesforce-pages.ts';
import { buildPage } from './server/build-page.ts';
import { createCrmDoor } from './server/crm-door.ts';
import { readHubSpotApp } from './server/extensions.ts';
import { createHubSpotFetch } from './server/hubspot-fetch.ts';
import { readSetup } from './server/read-setup.ts';
import { listenOnLoopback, type Listening } from './server/listen-on-loopback.ts';
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
  readonly salesforce: SalesforcePagesOptions;
}

/** Starts the page on loopback. Throws when the port is taken, the project is malformed or the CRM does not answer. */
export async function startRecordPage(options: RecordPageOptions): Promise<Listening> {
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
  const salesforce = createSalesforcePages(options.salesforce);
  const parts: PageParts = { files, setup, crm, hubspotFetch, extensions: app.extensions, salesforce };
  return listenOnLoopback(options.port, (request, response) => servePage(parts, request, response));
}
