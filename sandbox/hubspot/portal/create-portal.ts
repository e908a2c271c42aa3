import { applyMutation } from './apply-mutation.ts';
import { createLinks } from './links.ts';
import { type Mutation } from './mutation.ts';
import { objectTypes } from './object-types.ts';
import { pipelinesOf } from './pipelines.ts';
import { customProperties, portalProfiles, type PortalKind } from './portal-kind.ts';
import { type Portal } from './portal.ts';
import { createPropertyCatalog } from './property-catalog.ts';
import { optionList } from './property-definition.ts';
import { createRecordTable } from './record-table.ts';
import { createSearchIndex } from './search-index.ts';

/** An empty portal with its standard and custom properties; `createdAt` in milliseconds dates them. */
export function createPortal(kind: PortalKind, createdAt: number): Portal {
  const tables = new Map(objectTypes.map((type) => [type, createRecordTable()]));
  const listeners: ((mutation: Mutation) => void)[] = [];
  let lastId = 61_000_000_000;
  const portal: Portal = {
    kind,
    profile: portalProfiles[kind],
    catalog: createPropertyCatalog(createdAt),
    links: createLinks(),
    pipelines: pipelinesOf(kind),
    owners: [],
    lists: new Map(),
    index: createSearchIndex(),
    table(type) {
      const table = tables.get(type);
      if (table === undefined) throw new Error(`no table for ${type}`);
      return table;
    },
    nextId: () => String((lastId += 1_013)),
    commit(mutation) {
      if (mutation.op === 'create') lastId = Math.max(lastId, Number(mutation.id));
      if (mutation.op === 'merge') lastId = Math.max(lastId, Number(mutation.into));
      applyMutation(portal, mutation);
      for (const listener of listeners) listener(mutation);
    },
    onCommit: (listener) => void listeners.push(listener),
  };
  for (const [type, definition] of customProperties(kind))
    portal.catalog.put(type, { ...definition, createdAt, updatedAt: createdAt });
  offerMeetingTypes(portal);
  return portal;
}

/** Meeting types are the admin's own list: an enumeration with exactly these options. */
function offerMeetingTypes({ catalog, profile }: Portal): void {
  const property = catalog.find('meetings', 'hs_activity_type');
  if (property === null) return;
  const options = optionList(Object.fromEntries(profile.meetingTypes.map((name) => [name, name])));
  catalog.put('meetings', { ...property, options, externalOptions: false });
}
