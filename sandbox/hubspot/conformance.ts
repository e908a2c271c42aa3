import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as AjvModule from 'ajv';
import type * as FormatsModule from 'ajv-formats';
import { z } from 'zod';
import { type Call, type Reply, type Route } from './http/call.ts';
import { errata } from './schemas/errata.ts';
import { routeSchemas, untypedRoutes, type RouteSchemas } from './schemas/route-schemas.ts';

/** Holds every body against the official client's own types, strictly: an unknown field is a violation on either side. */
export interface Conformance {
  request(route: Route, call: Call, violation: (what: string) => void): void;
  reply(route: Route, call: Call, reply: Reply, violation: (what: string) => void): void;
}

const model = z.looseObject({
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).default([]),
});
const modelsFile = z.object({ definitions: z.record(z.string(), z.looseObject({})) });

/** The generated models with the errata laid over them. Throws for an erratum of a model that is not there. */
export function correctedModels(): Record<string, unknown> {
  const file = join(import.meta.dirname, 'schemas/generated/models.json');
  const { definitions } = modelsFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  for (const { model: name, properties = {}, optional = [] } of errata) {
    const known = model.parse(definitions[name]);
    const required = known.required.filter((property) => !optional.includes(property));
    definitions[name] = { ...known, properties: { ...known.properties, ...properties }, required };
  }
  return definitions;
}

type Check = (name: string, body: unknown) => string | null;

/** Dev packages, loaded only here: the sandbox runs without them unless conformance is asked for. */
async function loadCheck(): Promise<Check> {
  const packages = ['ajv', 'ajv-formats'] as const;
  const [{ Ajv }, { default: formats }] = (await Promise.all(packages.map((name) => import(name)))) as [
    typeof AjvModule,
    typeof FormatsModule,
  ];
  const ajv = new Ajv({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema({ $id: 'models', definitions: correctedModels() });
  return (name, body) => {
    const list = name.endsWith('[]');
    const key = `models#/definitions/${list ? name.slice(0, -2) : name}`;
    const validate = ajv.getSchema(key);
    if (validate === undefined) throw new Error(`no schema ${name}`);
    for (const item of list && Array.isArray(body) ? body : [body]) {
      if (validate(item) === true) continue;
      return `${name}: ${ajv.errorsText(validate.errors, { dataVar: 'body' })}${extraFields(validate.errors ?? [])}`;
    }
    return null;
  };
}

const extraFields = (errors: readonly AjvModule.ErrorObject[]): string =>
  errors
    .map(({ params }) => z.object({ additionalProperty: z.string() }).safeParse(params).data?.additionalProperty)
    .filter(Boolean)
    .map((name) => ` (${name})`)
    .join('');

export async function loadConformance(): Promise<Conformance> {
  const check = await loadCheck();
  const report = (name: string, body: unknown, violation: (what: string) => void): void => {
    const wrong = check(name, body);
    if (wrong !== null) violation(wrong);
  };
  return {
    request(route, call, violation) {
      const schemas = schemasOf(route, violation);
      // forms and the routes without types have no model
      if (schemas === null || route.path.startsWith('oauth/')) return;
      if (schemas.request !== undefined) report(schemas.request, call.body, violation);
      else if (call.body !== undefined) violation(`${route.method} ${route.path} takes no body`);
    },
    reply(route, call, reply, violation) {
      if (reply.status >= 400)
        return report(
          route.path.startsWith('oauth/') ? 'oauth.ModelError' : 'objects.ModelError',
          reply.body,
          violation,
        );
      const schemas = schemasOf(route, violation);
      if (schemas === null) return;
      const name = replySchema(schemas, call, reply.status);
      if (name === undefined) violation(`status ${reply.status} is not documented`);
      else if (name !== null) report(name, reply.body, violation);
      else if (reply.body !== undefined) violation(`status ${reply.status} has no body`);
    },
  };
}

function schemasOf(route: Route, violation: (what: string) => void): RouteSchemas | null {
  const key = `${route.method} ${route.path}`;
  const known = routeSchemas[key];
  if (known !== undefined) return known;
  if (!untypedRoutes.includes(key)) violation(`${key} has no schema`);
  return null;
}

/** 2026-09 has one success code for full and partial success (200, also where older versions say 201), and errors in the body. */
function replySchema({ replies }: RouteSchemas, call: Call, status: number): string | null | undefined {
  if (call.version === '2026-09' && replies[207] !== undefined && (status === 200 || status === 201))
    return replies[207];
  return replies[status];
}
