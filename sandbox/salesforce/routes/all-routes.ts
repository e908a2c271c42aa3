import { type Route } from '../http/call.ts';
import { accountRoutes } from './account.ts';
import { collectionRoutes } from './collections.ts';
import { describeRoutes } from './describe.ts';
import { queryRoutes } from './query.ts';
import { type RouteContext } from './route-context.ts';
import { rowRoutes } from './sobject-rows.ts';

/** Everything below /services/data. */
export const apiRoutes = (context: RouteContext): readonly Route[] => [
  ...accountRoutes(context),
  ...describeRoutes(context),
  ...queryRoutes(context),
  ...rowRoutes(context),
  ...collectionRoutes(context),
];
