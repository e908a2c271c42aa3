import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type * as Generator from 'ts-json-schema-generator';
import { z } from 'zod';
import { modelSources } from './model-sources.ts';

/**
 * node sandbox/hubspot/schemas/generate.ts: JSON Schemas of the official client's own types, strict (no unknown property), into
 * generated/models.json. To be run again when the client's version changes; takes about a minute.
 */
const require = createRequire(import.meta.url);

const definition = z.looseObject({
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
});
type Definition = z.infer<typeof definition>;

// the generator is a dev package: nothing that the sandbox runs may import it
const generatorPackage = 'ts-json-schema-generator';
const { createGenerator } = (await import(generatorPackage)) as typeof Generator;
const clientFolder = dirname(require.resolve('@hubspot/api-client/package.json'));

const attribute = z.object({ name: z.string(), baseName: z.string() });

/** Wire name by TypeScript name, for those that differ (`_from` is `from`, `accessToken` is `access_token`). */
function wireNames(models: Record<string, unknown>, name: string): ReadonlyMap<string, string> {
  const found = z
    .custom<{ attributeTypeMap: unknown }>((value) => typeof value === 'function' && 'attributeTypeMap' in value)
    .safeParse(models[name]);
  const attributes = found.success ? z.array(attribute).parse(found.data.attributeTypeMap) : [];
  return new Map(attributes.map(({ name: own, baseName }) => [own, baseName]));
}

function onTheWire(schema: Definition, names: ReadonlyMap<string, string>): Definition {
  const rename = (name: string): string => names.get(name) ?? name;
  const { properties, required } = schema;
  return {
    ...schema,
    ...(properties === undefined
      ? {}
      : { properties: Object.fromEntries(Object.entries(properties).map(([name, value]) => [rename(name), value])) }),
    ...(required === undefined ? {} : { required: required.map(rename) }),
  };
}

function definitionsOf(module: string, folder: string, roots: readonly string[]): Record<string, unknown> {
  const all = join(clientFolder, 'lib/codegen', folder, 'models/all');
  const generator = createGenerator({
    path: `${all}.d.ts`,
    tsconfig: join(import.meta.dirname, '../../../tsconfig.json'),
    skipTypeCheck: true,
    topRef: true,
    encodeRefs: false,
    jsDoc: 'none',
  });
  const models = z.record(z.string(), z.unknown()).parse({ ...(require(all) as object) });
  const found: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(generator.createSchema([...roots]).definitions ?? {})) {
    found[`${module}.${name}`] = onTheWire(definition.parse(schema), wireNames(models, name));
  }
  // references stay inside their module
  const text = JSON.stringify(found).replaceAll('"#/definitions/', `"#/definitions/${module}.`);
  return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
}

const definitions = Object.assign(
  {},
  ...Object.entries(modelSources).map(([module, { folder, roots }]) => definitionsOf(module, folder, roots)),
) as object;
writeFileSync(join(import.meta.dirname, 'generated/models.json'), `${JSON.stringify({ definitions })}\n`);
