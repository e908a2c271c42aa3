import { type Route } from '../http/call.ts';
import { type RouteContext } from './route-context.ts';

/** What a client looks at before it starts: versions, resources, limits. */
export function accountRoutes({ limits, org }: RouteContext): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/services/data',
      anonymous: true,
      handle: () => ({ status: 200, body: versions }),
    },
    {
      method: 'GET',
      path: '',
      handle: ({ path, origin }) => {
        const base = path.replace(/\/$/, '');
        const names = ['sobjects', 'query', 'queryAll', 'limits', 'composite', 'jobs'];
        const resources = Object.fromEntries(names.map((name) => [name, `${base}/${name}`]));
        return { status: 200, body: { ...resources, identity: `${origin}/id/${org.id}/${org.actors.api}` } };
      },
    },
    {
      method: 'GET',
      path: 'limits',
      handle: () => {
        const full = (Max: number): object => ({ Max, Remaining: Max });
        return {
          status: 200,
          body: {
            DailyApiRequests: { Max: limits.max, Remaining: Math.max(0, limits.max - limits.used()) },
            DailyBulkApiBatches: full(15_000),
            DailyBulkV2QueryJobs: full(10_000),
            DailyBulkV2QueryFileStorageMB: full(976_562),
            DataStorageMB: full(10_240),
          },
        };
      },
    },
  ];
}

const versions = [
  { label: "Spring '26", url: '/services/data/v66.0', version: '66.0' },
  { label: "Summer '26", url: '/services/data/v67.0', version: '67.0' },
  { label: "Winter '27", url: '/services/data/v68.0', version: '68.0' },
];
