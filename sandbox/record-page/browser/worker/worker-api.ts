import {
  type AssociationsRequest,
  type CardContext,
  type FormatOptions,
  type HostApi,
  type Outcome,
  type PageLocation,
  type Properties,
  type SearchRequest,
} from './protocol.ts';
import { retain } from '@remote-ui/rpc';

export interface WorkerApiParts {
  readonly host: HostApi;
  readonly context: CardContext;
  readonly actions: Readonly<Record<string, (...args: unknown[]) => Promise<unknown>>>;
  readonly useLocation: () => PageLocation;
}

/** The SDK reads a Response by its `json()`; `cleanup` is a function and could not cross a real one. */
const wire = <T>(value: T) => ({ json: () => Promise.resolve(value) });

/** The globals that @hubspot/ui-extensions reads (its worker-globals type), each answered by the host. */
export function createWorkerApi({ host, context, actions, useLocation }: WorkerApiParts) {
  const outcome = async <T>(answer: Promise<Outcome<T>>) => wire(await answer);
  return {
    hsFetch: (url: string | URL, options: Record<string, unknown> = {}) => cardFetch(host, String(url), options),
    serverless: () => Promise.reject(new Error('This app has no serverless functions.')),
    hsWorkerAPI: {
      useExtensionContext: () => context,
      useExtensionActions: () => actions,
      useExtensionApi: () => ({ context, actions }),
      useAppPageLocation: useLocation,
      fetchCrmProperties: async (names: string[], onUpdate: (values: Properties) => void, options?: FormatOptions) => {
        const { stop, ...answer } = await host.properties(names, onUpdate, options ?? {});
        // held beyond this call: React asks for it when the card goes
        retain(stop);
        return wire({ ...answer, cleanup: () => void stop() });
      },
      fetchAssociations: (request: AssociationsRequest, options?: FormatOptions) =>
        outcome(host.associations(request, options ?? {})),
      fetchCrmSearch: (request: SearchRequest, options?: FormatOptions) => outcome(host.search(request, options ?? {})),
      fetchHubSpotApi: () => Promise.reject(new Error('The experimental API client is not part of this page.')),
      formatCrmProperties: async (request: { propertiesList: Properties[]; objectType: string } & FormatOptions) =>
        wire(await host.formatProperties(request.propertiesList, request.objectType, request)),
    },
  };
}

async function cardFetch(host: HostApi, url: string, options: Record<string, unknown>): Promise<Response> {
  const { status, contentType, body } = await host.fetch(url, options);
  // these statuses may carry no body, and the constructor throws when given one
  return new Response([204, 205, 304].includes(status) ? null : body, {
    status,
    headers: { 'content-type': contentType },
  });
}
