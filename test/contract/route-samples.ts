import type { Express } from 'express';

/** A request that a route takes. */
export interface Sample {
  /** Who is let in: HubSpot by its signature over identity or delivery, a browser, an operator by a token, anybody. */
  readonly door: 'identity' | 'delivery' | 'browser' | 'operator' | 'open';
  readonly path: string;
  /** JSON; absent where the route takes none. */
  readonly body?: object;
}

const delivery = [
  {
    ...{ eventId: 1, portalId: 1, appId: 4242, occurredAt: 1_781_000_000_000, objectId: 900, objectTypeId: '0-3' },
    ...{ subscriptionType: 'object.propertyChange', propertyName: 'closedate' },
  },
];
const read = (path: string): Sample => ({ door: 'identity', path });
const action = (path: string, body: object): Sample => ({ door: 'identity', path, body });
const open = (path: string): Sample => ({ door: 'open', path });
const page = (path: string): Sample => ({ door: 'browser', path });

/** One for every route of the server, by method and pattern. */
export const samples: Readonly<Record<string, Sample>> = {
  'GET /hubspot/accounts/:id/health': read('/hubspot/accounts/100/health'),
  'POST /hubspot/accounts/:id/score': action('/hubspot/accounts/100/score', {}),
  'POST /hubspot/accounts/:id/tasks': action('/hubspot/accounts/100/tasks', { key: '100:cadence:watch:2026-W25' }),
  'GET /hubspot/renewals/:id/health': read('/hubspot/renewals/900/health'),
  'POST /hubspot/renewals/:id/override': action('/hubspot/renewals/900/override', {
    ...{ tier: null, reason: null, until: null },
  }),
  'GET /hubspot/book': read('/hubspot/book'),
  'POST /hubspot/segments': action('/hubspot/segments', {}),
  'GET /hubspot/settings': read('/hubspot/settings'),
  'POST /hubspot/settings/mapping': action('/hubspot/settings/mapping', { fields: {}, pipelineIds: ['p1'] }),
  'POST /hubspot/settings/preferences': action('/hubspot/settings/preferences', { showNames: false, locale: 'en' }),
  'POST /hubspot/dry-run': action('/hubspot/dry-run', {}),
  'POST /hubspot/sync': action('/hubspot/sync', {}),
  'POST /hubspot/runs/:id/undo': action('/hubspot/runs/1/undo', {}),
  'POST /hubspot/resume': action('/hubspot/resume', {}),
  'POST /hubspot/disconnect': action('/hubspot/disconnect', {}),
  'POST /webhooks/hubspot': { door: 'delivery', path: '/webhooks/hubspot', body: delivery },
  'GET /install/': page('/install'),
  'GET /install/hubspot': page('/install/hubspot'),
  'GET /install/hubspot/callback': page('/install/hubspot/callback'),
  'GET /install/salesforce': page('/install/salesforce'),
  'GET /install/salesforce/callback': page('/install/salesforce/callback'),
  'GET /metrics': { door: 'operator', path: '/metrics' },
  'GET /healthz': open('/healthz'),
  'GET /readyz': open('/readyz'),
  'GET /.well-known/security.txt': open('/.well-known/security.txt'),
};
export const sampleOf = (route: string): Sample => {
  const sample = samples[route];
  if (sample === undefined) throw new Error(`${route} has no sample`);
  return sample;
};
export const samplesOf = (...doors: readonly Sample['door'][]): readonly Sample[] =>
  Object.values(samples).filter(({ door }) => doors.includes(door));

type Layers = Express['router']['stack'];

/** Method and pattern of every route of an app, asked of its routers. */
export const routesOf = (app: Express): readonly string[] => routesIn(app.router.stack, '');

const routesIn = (layers: Layers, below: string): readonly string[] =>
  layers.flatMap((layer) => {
    const { route, handle } = layer;
    if (route !== undefined) return route.stack.map(({ method }) => `${method.toUpperCase()} ${below}${route.path}`);
    // a router is a function with layers of its own; where it is mounted, Express keeps outside its types
    return 'stack' in handle ? routesIn(handle.stack as Layers, below + String(Reflect.get(layer, 'rawPath'))) : [];
  });

/** Throws where a route has no sample or a sample no route: every test of the doors goes by the samples, and none may be forgotten. */
export function expectSamplesOf(app: Express): void {
  const routes = routesOf(app);
  const wrong = [
    ...routes.filter((route) => !Object.hasOwn(samples, route)),
    ...Object.keys(samples).filter((route) => !routes.includes(route)),
  ];
  if (wrong.length > 0) throw new Error(`Routes without a sample, or samples without a route: ${wrong.join(', ')}`);
}
