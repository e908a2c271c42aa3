import { z } from 'zod';
import { notFound } from '../http/api-problem.ts';
import { type PropertyDefinition } from '../portal/property-definition.ts';
import { typeNamed } from '../routes/object-call.ts';
import { type ControlActions, type ControlParts } from './control-parts.ts';

const named = z.strictObject({ objectType: z.string(), name: z.string() });
const renameBody = z.strictObject({ objectType: z.string(), from: z.string(), to: z.string() });
const changeBody = named.extend({ removeOptions: z.array(z.string()).default([]), readOnly: z.boolean().optional() });

/** Changing properties as an admin would. HubSpot itself renames only labels; `rename` stands for deleting one and making another of the same values. */
export function schemaControls(parts: ControlParts): ControlActions {
  const { portal, clock } = parts;
  const put = (objectType: string, definition: PropertyDefinition): void =>
    portal.commit({ op: 'put-property', type: typeNamed(objectType), definition, at: clock.now(), by: 'user' });
  return {
    'POST properties/delete': ({ body }) => {
      const { objectType, name } = named.parse(body);
      put(objectType, { ...propertyNamed(parts, objectType, name), archivedAt: clock.now() });
    },
    'POST properties/rename': ({ body }) => {
      const { objectType, from, to } = renameBody.parse(body);
      propertyNamed(parts, objectType, from);
      portal.commit({ op: 'rename-property', type: typeNamed(objectType), from, to, at: clock.now(), by: 'user' });
    },
    'POST properties/change': ({ body }) => {
      const { objectType, name, removeOptions, readOnly } = changeBody.parse(body);
      const known = propertyNamed(parts, objectType, name);
      const options = known.options.filter((option) => !removeOptions.includes(option.value));
      put(objectType, { ...known, options, readOnly: readOnly ?? known.readOnly });
    },
  };
}

function propertyNamed({ portal }: ControlParts, objectType: string, name: string): PropertyDefinition {
  const known = portal.catalog.find(typeNamed(objectType), name);
  if (known === null) throw notFound(`no property ${name}`);
  return known;
}
