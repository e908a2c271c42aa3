import { notFound } from '../http/api-problem.ts';
import { crmVersions, type Call, type Reply, type Route, type RouteContext } from '../http/call.ts';
import { objectTypeInfo } from '../portal/object-types.ts';
import { type Pipeline, type Stage } from '../portal/pipelines.ts';
import { isoInstant } from '../portal/projection.ts';
import { typeOf } from './object-call.ts';

/** Pipelines of deals and tickets, read only: the product never makes or changes one. */
export function pipelineRoutes(context: RouteContext): readonly Route[] {
  const common = {
    method: 'GET',
    versions: crmVersions,
    scopes: (call: Call) => objectTypeInfo[typeOf(call)].readScopes,
  } as const;
  const one = 'pipelines/{objectType}/{pipelineId}';
  return [
    {
      ...common,
      path: 'pipelines/{objectType}',
      handle: (call) => results(pipelinesOf(context, call).map(wirePipeline)),
    },
    { ...common, path: one, handle: (call) => ({ status: 200, body: wirePipeline(pipelineOf(context, call), 0) }) },
    { ...common, path: `${one}/stages`, handle: (call) => results(pipelineOf(context, call).stages.map(wireStage)) },
  ];
}

const results = (found: readonly object[]): Reply => ({ status: 200, body: { results: found } });

function pipelinesOf({ portal }: RouteContext, call: Call): readonly Pipeline[] {
  const type = typeOf(call);
  return type === 'deals' || type === 'tickets' ? portal.pipelines[type] : [];
}

function pipelineOf(context: RouteContext, call: Call): Pipeline {
  const found = pipelinesOf(context, call).find((pipeline) => pipeline.id === call.params.pipelineId);
  if (found === undefined) throw notFound(`Pipeline ${call.params.pipelineId ?? ''} does not exist`);
  return found;
}

/** Pipelines were set up long before any record. */
const setUp = {
  createdAt: isoInstant(Date.UTC(2021, 0, 4)),
  updatedAt: isoInstant(Date.UTC(2021, 0, 4)),
  archived: false,
};

const wirePipeline = (pipeline: Pipeline, displayOrder: number): object => ({
  ...setUp,
  id: pipeline.id,
  label: pipeline.label,
  displayOrder,
  stages: pipeline.stages.map(wireStage),
});

/** Metadata values are texts, numbers and truth values too. */
const wireStage = ({ id, label, isClosed, probability }: Stage, displayOrder: number): object => ({
  ...setUp,
  id,
  label,
  displayOrder,
  writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT',
  metadata:
    probability === null
      ? { ticketState: isClosed ? 'CLOSED' : 'OPEN' }
      : { isClosed: String(isClosed), probability: probability.toFixed(1) },
});
