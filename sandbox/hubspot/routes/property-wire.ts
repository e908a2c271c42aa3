import { isoInstant } from '../portal/projection.ts';
import { type PropertyDefinition, type PropertyGroup } from '../portal/property-definition.ts';

/** Definitions as the properties API shows them. */
export function wireProperty(property: PropertyDefinition): object {
  const { readOnly, archivedAt, createdAt, updatedAt, options, ...shown } = property;
  const bySystem = property.hubspotDefined;
  return {
    ...shown,
    options: options.map((option) => ({ ...option })),
    createdAt: isoInstant(createdAt),
    updatedAt: isoInstant(updatedAt),
    archived: archivedAt !== null,
    ...(archivedAt === null ? {} : { archivedAt: isoInstant(archivedAt) }),
    modificationMetadata: {
      archivable: !bySystem,
      readOnlyDefinition: bySystem,
      readOnlyOptions: bySystem,
      readOnlyValue: readOnly,
    },
  };
}

export const wireGroup = (group: PropertyGroup): object => ({ ...group, archived: false });
