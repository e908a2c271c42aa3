import { listenOnLoopback, type Listening } from '../server/listen-on-loopback.ts';
import { isOwnPage } from '../server/own-page.ts';
import { createSalesforcePages, type SalesforcePagesOptions } from './salesforce-pages.ts';
import { serveSalesforce } from './serve-salesforce.ts';

/** Serves the Salesforce pages alone, on loopback; port 0 takes a free one. Throws when the port is taken or the project has no records. */
export function startSalesforcePages(options: SalesforcePagesOptions & { readonly port: number }): Promise<Listening> {
  const pages = createSalesforcePages(options);
  return listenOnLoopback(options.port, async (request, response) => {
    if (!isOwnPage(request)) response.writeHead(403).end();
    else if (request.url === '/') response.writeHead(302, { location: '/salesforce' }).end();
    else await serveSalesforce(pages, request, response);
  });
}
