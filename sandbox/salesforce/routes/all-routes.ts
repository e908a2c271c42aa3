import { type BulkPace } from '../bulk/bulk-jobs.ts';
import { ingestRoutes } from '../bulk/ingest-routes.ts';
import { queryJobRoutes } from '../bulk/query-job-routes.ts';
import { type Route } from '../http/call.ts';
import { accountRoutes } from './account.ts';
import { type Router } from '../http/router.ts';
import { collectionRoutes } from './collections.ts';
import { compositeRoute } from './composite.ts';
import { describeRoutes } from './describe.ts';
import { queryRoutes } from './query.ts';
import { type RouteContext } from './route-context.ts';
import { rowRoutes } from './sobject-rows.ts';

/** Everything below /services/data. */
export const apiRoutes = (context: RouteContext, pace: BulkPace, router: () => Router): readonly Route[] => [
  ...accountRoutes(context),
  ...describeRoutes(context),
  ...queryRoutes(context),
  ...rowRoutes(context),
  ...collectionRoutes(context),
  compositeRoute(router),
  ...ingestRoutes(context, pace),
  ...queryJobRoutes(context, pace),
];
