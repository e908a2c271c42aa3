import { z } from 'zod';
import { CrmError, type ProvisionReport } from '../ports/crm.ts';
import { api } from './api.ts';
import { compareProperties, type Comparison, type PropertyPatch, withOrder } from './compare-properties.ts';
import { type Portal, type PropertyDefinition, propertyDefinition } from './portal.ts';
import { properties, propertyGroup, type WrittenProperty } from './properties.ts';
import type { Transport } from './transport.ts';

type WrittenObject = 'companies' | 'deals';
const objects: readonly WrittenObject[] = ['companies', 'deals'];
const objectTypeIds: Readonly<Record<WrittenObject, string>> = { companies: '0-2', deals: '0-3' };

/**
 * Makes the portal have our group and properties. Only adds: nothing of anybody else is changed, and a second run changes nothing and, after `describe()`,
 * makes no call. Everything is checked before anything is created.
 */
export async function provision(transport: Transport, portal: Portal, dryRun: boolean): Promise<ProvisionReport> {
  const plans = await Promise.all(objects.map(async (object) => ({ object, ...(await plan(portal, object)) })));
  await refuseBeyondLimit(transport, plans);
  if (!dryRun) for (const each of plans) await carryOut(transport, portal, each.object, each);
  return {
    created: plans.flatMap(({ object, missing }) => missing.map(({ name }) => `${object}.${name}`)),
    updated: plans.flatMap(({ object, drifted }) => drifted.map(({ name }) => `${object}.${name}`)),
    unchanged: plans.reduce((sum, { unchanged }) => sum + unchanged, 0),
  };
}

const plan = async (portal: Portal, object: WrittenObject): Promise<Comparison> =>
  compareProperties(object, properties[object], await portal.properties(object));

async function carryOut(transport: Transport, portal: Portal, object: WrittenObject, plan: Comparison): Promise<void> {
  if (plan.missing.length > 0 && !plan.groupExists) await createGroup(transport, object);
  if (plan.missing.length > 0) await portal.learn(object, await createProperties(transport, object, plan.missing));
  for (const { name, patch } of plan.drifted) {
    await portal.learn(object, [await patchProperty(transport, object, name, patch)]);
  }
}

const ignored = z.unknown();

async function createGroup(transport: Transport, object: WrittenObject): Promise<void> {
  const body = { ...propertyGroup, displayOrder: -1 };
  try {
    await transport.call({ kind: 'write', method: 'POST', path: api.propertyGroups(object), body }, ignored);
  } catch (error) {
    // an empty group of ours is there already: the property lists do not show it
    if (!(error instanceof CrmError && error.kind === 'conflict')) throw error;
  }
}

const createdBatch = z.object({
  results: z.array(propertyDefinition),
  errors: z.array(z.object({ message: z.string().catch('') })).catch([]),
});

/** An archived property of the same name needs nothing else: creating it again brings it back. */
async function createProperties(
  transport: Transport,
  object: WrittenObject,
  missing: readonly WrittenProperty[],
): Promise<readonly PropertyDefinition[]> {
  const body = { inputs: missing.map(toDefinition) };
  const path = api.batchCreateProperties(object);
  const { results, errors } = await transport.call({ kind: 'write', method: 'POST', path, body }, createdBatch);
  const created = new Set(results.map(({ name }) => name));
  const lacking = missing.find(({ name }) => !created.has(name));
  if (lacking === undefined) return results;
  const details = { object, property: lacking.name, reason: (errors[0]?.message ?? '').slice(0, 300) };
  throw new CrmError('invalid', 'refused_by_crm', { details });
}

function toDefinition({ name, label, description, type, fieldType, options }: WrittenProperty) {
  const list = options.length === 0 ? {} : { options: withOrder(options) };
  return { name, label, description, groupName: propertyGroup.name, type, fieldType, ...list };
}

function patchProperty(
  transport: Transport,
  object: WrittenObject,
  name: string,
  patch: PropertyPatch,
): Promise<PropertyDefinition> {
  const path = api.property(object, name);
  return transport.call({ kind: 'write', method: 'PATCH', path, body: patch }, propertyDefinition);
}

const limits = z.object({
  byObjectType: z.array(z.object({ objectTypeId: z.string(), limit: z.number(), usage: z.number() })),
});

/** Free accounts have room for ten custom properties on an object: said before half of ours are created. */
async function refuseBeyondLimit(
  transport: Transport,
  plans: readonly (Comparison & { readonly object: WrittenObject })[],
): Promise<void> {
  if (plans.every(({ missing }) => missing.length === 0)) return;
  const { byObjectType } = await transport.call({ kind: 'read', method: 'GET', path: api.propertyLimits() }, limits);
  for (const { object, missing } of plans) {
    const found = byObjectType.find(({ objectTypeId }) => objectTypeId === objectTypeIds[object]);
    if (found === undefined || found.usage + missing.length <= found.limit) continue;
    const details = { object, limit: found.limit, used: found.usage, needed: missing.length };
    throw new CrmError('invalid', 'property_limit_reached', { details });
  }
}
