import { applyMutation } from './apply-mutation.ts';
import { keyPrefixes, objectNames } from './object-names.ts';
import { type Mutation } from './mutation.ts';
import { orgProfiles, type OrgKind } from './org-kind.ts';
import { type Org } from './org.ts';
import { createRecordTable } from './record-table.ts';
import { salesforceId } from './salesforce-id.ts';
import { createSchema } from './schema.ts';
import { stagesOf } from './stages.ts';

export function createOrg(kind: OrgKind): Org {
  const tables = new Map(objectNames.map((name) => [name, createRecordTable()]));
  const listeners: ((mutation: Mutation) => void)[] = [];
  const profile = orgProfiles[kind];
  const org: Org = {
    kind,
    profile,
    id: salesforceId(keyPrefixes.Organization, profile.number),
    schema: createSchema(kind),
    stages: stagesOf(kind),
    actors: { api: salesforceId(keyPrefixes.User, 1), user: salesforceId(keyPrefixes.User, 2) },
    table(object) {
      const table = tables.get(object);
      if (table === undefined) throw new Error(`no object ${object}`);
      return table;
    },
    live(object, id) {
      const record = org.table(object).find(id);
      return record === null || record.IsDeleted === true ? null : record;
    },
    nextId: (object) => salesforceId(keyPrefixes[object], org.table(object).made + 1),
    commit(mutation) {
      applyMutation(org, mutation);
      for (const listener of listeners) listener(mutation);
    },
    onCommit: (listener) => void listeners.push(listener),
  };
  return org;
}
