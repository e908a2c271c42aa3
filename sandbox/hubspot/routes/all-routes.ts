import { type Route, type RouteContext } from '../http/call.ts';
import { type Tokens } from '../http/tokens.ts';
import { accountRoutes } from './account.ts';
import { batchAssociationRoutes } from './batch-associations.ts';
import { batchPropertyRoutes } from './batch-properties.ts';
import { batchWriteRoutes } from './batch-write-records.ts';
import { listRoutes } from './lists.ts';
import { oauthRoutes } from './oauth.ts';
import { ownerRoutes } from './owners.ts';
import { pipelineRoutes } from './pipelines.ts';
import { propertyRoutes } from './properties.ts';
import { propertyGroupRoutes } from './property-groups.ts';
import { readRoutes } from './read-records.ts';
import { recordAssociationRoutes } from './record-associations.ts';
import { searchRoutes } from './search-records.ts';
import { writeRoutes } from './write-records.ts';

/** The whole API that the sandbox speaks; any other path is answered as HubSpot answers a path it does not have. */
export const allRoutes = (context: RouteContext, tokens: Tokens): readonly Route[] => [
  ...readRoutes(context),
  ...searchRoutes(context),
  ...batchWriteRoutes(context),
  ...writeRoutes(context),
  ...batchAssociationRoutes(context),
  ...recordAssociationRoutes(context),
  ...batchPropertyRoutes(context),
  ...propertyRoutes(context),
  ...propertyGroupRoutes(context),
  ...pipelineRoutes(context),
  ...ownerRoutes(context),
  ...accountRoutes(context),
  ...listRoutes(context),
  ...oauthRoutes(context, tokens),
];
