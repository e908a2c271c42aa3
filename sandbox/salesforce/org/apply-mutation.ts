import { type Scalar } from './field.ts';
import { childRelationships } from './child-relationships.ts';
import { instantOf } from './instant.ts';
import { derivedValues } from './derived-values.ts';
import { type ObjectName } from './object-names.ts';
import { type Mutation, type Values } from './mutation.ts';
import { type Org } from './org.ts';
import { type SalesforceRecord } from './record-table.ts';

/** Carries a change out, as it stands in the journal: what Salesforce derives from it (stamps, stage flags, children) is worked out here. */
export function applyMutation(org: Org, mutation: Mutation): void {
  const { object, id } = mutation;
  if (mutation.op === 'create') return create(org, mutation, mutation.values);
  const record = org.table(object).find(id);
  if (record === null) return;
  switch (mutation.op) {
    case 'update':
      assign(org, object, record, mutation.values, mutation);
      return;
    case 'delete':
      return remove(org, object, record, mutation);
    case 'undelete':
      assign(org, object, record, { IsDeleted: false }, mutation);
      return;
    case 'purge':
      org.table(object).purge(id);
      return;
    case 'merge':
      for (const loser of mutation.losers) absorb(org, object, record, loser, mutation);
      // the master is written too: its stamp moves
      stamp(org, record, mutation);
  }
}

function create(org: Org, mutation: Mutation, values: Values): void {
  const { object, id, at, by } = mutation;
  const user = org.actors[by];
  const record: SalesforceRecord = {
    Id: id,
    IsDeleted: false,
    CreatedDate: instantOf(at),
    CreatedById: user,
    LastModifiedDate: instantOf(at),
    LastModifiedById: user,
    SystemModstamp: instantOf(at),
    ...defaults(org, object, user),
  };
  org.table(object).add(record);
  assign(org, object, record, values, mutation);
}

/** What Salesforce fills in for a record that came without it. */
function defaults(org: Org, object: ObjectName, user: string): Record<string, Scalar> {
  const has = (field: string): boolean => org.schema.anyField(object, field) !== null;
  return {
    ...(has('OwnerId') ? { OwnerId: user } : {}),
    ...(has('CurrencyIsoCode') ? { CurrencyIsoCode: org.profile.corporateCurrency } : {}),
  };
}

function assign(org: Org, object: ObjectName, record: SalesforceRecord, values: Values, mutation: Mutation): void {
  const stageChanged = values.StageName !== undefined && values.StageName !== record.StageName;
  Object.assign(record, values, derivedValues(org, object, { ...record, ...values }, values, instantOf(mutation.at)));
  if (object === 'Opportunity' && stageChanged) record.LastStageChangeDate = instantOf(mutation.at);
  stamp(org, record, mutation);
}

function stamp(org: Org, record: SalesforceRecord, { at, by }: Mutation): void {
  record.LastModifiedDate = instantOf(at);
  record.LastModifiedById = org.actors[by];
  record.SystemModstamp = instantOf(at);
}

/** A deleted account takes its contacts, opportunities, cases and contracts along, an opportunity its contact roles. */
function remove(org: Org, object: ObjectName, record: SalesforceRecord, mutation: Mutation): void {
  assign(org, object, record, { IsDeleted: true }, mutation);
  for (const { parent, child, field } of childRelationships) {
    if (parent !== object || !cascades.has(child)) continue;
    for (const found of org.table(child).all())
      if (found[field] === record.Id && found.IsDeleted !== true) remove(org, child, found, mutation);
  }
}

const cascades: ReadonlySet<ObjectName> = new Set([
  'Contact',
  'Opportunity',
  'Contract',
  'Asset',
  'Case',
  'AccountContactRelation',
  'OpportunityContactRole',
  'EventRelation',
]);

function absorb(org: Org, object: ObjectName, master: SalesforceRecord, loserId: string, mutation: Mutation): void {
  const loser = org.table(object).find(loserId);
  if (loser === null) return;
  for (const { parent, child, field } of childRelationships) {
    if (parent !== object) continue;
    for (const found of org.table(child).all())
      if (found[field] === loserId) assign(org, child, found, { [field]: master.Id }, mutation);
  }
  assign(org, object, loser, { IsDeleted: true, MasterRecordId: master.Id }, mutation);
}
