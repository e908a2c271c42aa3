import { z } from 'zod';
import { CrmError } from '../ports/crm.ts';
import { api } from './api.ts';
import type { HubSpotObject } from './object-types.ts';
import type { Transport } from './transport.ts';

const accountFacts = z.object({
  portalId: z.union([z.number(), z.string()]).transform(String),
  timeZone: z.string().refine(isTimeZone),
  companyCurrency: z.string().nullish(),
});
export interface PortalFacts {
  readonly portalId: string;
  /** IANA name. */
  readonly timeZone: string;
  /** ISO 4217. */
  readonly homeCurrency: string;
}

const propertyTypes = ['bool', 'date', 'datetime', 'enumeration', 'number', 'phone_number', 'string'] as const;
export type PropertyType = (typeof propertyTypes)[number];
const option = z.object({
  label: z.string().catch(''),
  value: z.string(),
  hidden: z.boolean().catch(false),
  displayOrder: z.number().catch(-1),
});
export const propertyDefinition = z.object({
  name: z.string(),
  label: z.string().catch(''),
  description: z.string().catch(''),
  groupName: z.string().catch(''),
  // HubSpot has types that this version does not know (object_coordinates, json): kept as text
  type: z.enum(propertyTypes).catch('string'),
  options: z.array(option).catch([]),
  hubspotDefined: z.boolean().catch(false),
  modificationMetadata: z.object({ readOnlyValue: z.boolean().catch(false) }).catch({ readOnlyValue: false }),
});
export type PropertyDefinition = z.infer<typeof propertyDefinition>;
export const propertyList = z.object({ results: z.array(propertyDefinition) });
export type PropertiesByName = ReadonlyMap<string, PropertyDefinition>;

/** What the account is and which properties it has: asked once and kept, because every read needs it and every call counts. */
export interface Portal {
  facts(): Promise<PortalFacts>;
  /** As soon as they are known, without a call. */
  knownFacts(): PortalFacts | null;
  properties(object: HubSpotObject): Promise<PropertiesByName>;
  /** Definitions that HubSpot just answered with, so that nobody has to ask for them. */
  learn(object: HubSpotObject, definitions: readonly PropertyDefinition[]): Promise<void>;
  /** The next question asks HubSpot again. */
  forget(): void;
}

export function createPortal(transport: Transport): Portal {
  const properties = new Map<HubSpotObject, Promise<PropertiesByName>>();
  let facts: Promise<PortalFacts> | null = null;
  let known: PortalFacts | null = null;
  return {
    facts: () => {
      facts ??= readFacts(transport).then(
        (found) => (known = found),
        (error: unknown) => {
          // a failure is not worth keeping: the next read may well succeed
          facts = null;
          throw error;
        },
      );
      return facts;
    },
    knownFacts: () => known,
    properties: (object) => {
      const asked = properties.get(object) ?? readProperties(transport, object);
      properties.set(object, asked);
      asked.catch(() => properties.delete(object));
      return asked;
    },
    learn: async (object, definitions) => {
      const before = (await properties.get(object)) ?? new Map<string, PropertyDefinition>();
      const added = definitions.map((definition) => [definition.name, definition] as const);
      properties.set(object, Promise.resolve(new Map([...before, ...added])));
    },
    forget: () => {
      properties.clear();
      facts = null;
    },
  };
}

async function readFacts(transport: Transport): Promise<PortalFacts> {
  const found = await transport.call({ kind: 'read', method: 'GET', path: api.account() }, accountFacts);
  // an account that never chose a currency works in US dollars
  return { portalId: found.portalId, timeZone: found.timeZone, homeCurrency: found.companyCurrency ?? 'USD' };
}

async function readProperties(transport: Transport, object: HubSpotObject): Promise<PropertiesByName> {
  const call = { kind: 'read', method: 'GET', path: api.properties(object) } as const;
  const { results } = await transport.call(call, propertyList);
  return new Map(results.map((property) => [property.name, property]));
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** The options of one property; none when the account has no such property, or does not show it. */
export async function readOptions(
  transport: Transport,
  object: HubSpotObject,
  name: string,
): Promise<readonly string[]> {
  try {
    const call = { kind: 'read', method: 'GET', path: api.property(object, name) } as const;
    const { options } = await transport.call(call, propertyDefinition);
    return options.filter(({ hidden }) => !hidden).map(({ value }) => value);
  } catch (error) {
    // an account that does not let us read tickets has no priorities to offer
    if (error instanceof CrmError && (error.kind === 'not_found' || error.code === 'missing_scope')) return [];
    throw error;
  }
}
