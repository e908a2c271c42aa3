import type { Connection, FieldMapping } from '../../accounts/connection.ts';
import type { CrmDescription, CrmField } from '../../ports/crm.ts';
import type { Stores } from '../../ports/stores.ts';
import { type ActionResult, alreadyDone, done, refused } from './action-result.ts';

export interface NewMapping {
  /** CRM field by target (account.seats, renewal.arr, contact.role); null = none. A target that is not named keeps its field. */
  readonly fields: Readonly<Record<string, string | null>>;
  readonly pipelineIds: readonly string[];
}

/**
 * Changes which CRM field means what, as far as the portal has those fields. What was read by the old mapping is read anew by the next sync. Safe to repeat.
 */
export const createSaveMapping =
  ({ stores }: { readonly stores: Pick<Stores, 'connections' | 'portals'> }) =>
  async (connection: Connection, { fields, pipelineIds }: NewMapping): Promise<ActionResult> => {
    const portal = await stores.portals.get(connection.id);
    if (portal === null) return refused('not_connected');
    if (!isKnown(portal, fields, pipelineIds)) return refused('field_unknown');
    const wanted = (mapping: FieldMapping) => withRule(withFields(mapping, fields), pipelineIds);
    if (JSON.stringify(wanted(connection.mapping)) === JSON.stringify(connection.mapping)) return alreadyDone;
    await stores.connections.change(connection.id, ({ mapping }) => ({ mapping: wanted(mapping) }));
    return done;
  };

type Target = readonly [object: 'account' | 'renewal' | 'contact', part: string];
/** A map: an object also answers to `constructor`, and these names come from outside. */
const targets: ReadonlyMap<string, Target> = new Map(
  Object.entries<Target>({
    'account.externalKey': ['account', 'externalKey'],
    'account.acv': ['account', 'acv'],
    'account.seats': ['account', 'seats'],
    'account.contractStart': ['account', 'contractStart'],
    'account.contractEnd': ['account', 'contractEnd'],
    'renewal.renewalDate': ['renewal', 'renewalDate'],
    'renewal.arr': ['renewal', 'arr'],
    'contact.role': ['contact', 'role'],
  }),
);

function isKnown({ fields, pipelines }: CrmDescription, wanted: NewMapping['fields'], ids: readonly string[]): boolean {
  const has = (all: readonly CrmField[], name: string | null) =>
    name === null || all.some((field) => field.name === name);
  return (
    ids.every((id) => pipelines.some((pipeline) => pipeline.id === id)) &&
    Object.entries(wanted).every(([target, name]) => {
      const [object] = targets.get(target) ?? [];
      return object !== undefined && has(fields[object], name);
    })
  );
}

function withFields(mapping: FieldMapping, wanted: NewMapping['fields']): FieldMapping {
  const of = (object: 'account' | 'renewal' | 'contact') =>
    Object.fromEntries(
      Object.entries(wanted).flatMap(([target, name]) => {
        const [on, part = ''] = targets.get(target) ?? [];
        return on === object ? [[part, name]] : [];
      }),
    );
  return {
    ...mapping,
    account: { ...mapping.account, ...of('account') },
    renewal: { ...mapping.renewal, ...of('renewal') },
    contact: { ...mapping.contact, ...of('contact') },
  };
}

/** Fields of the rule stay: the page offers pipelines only. */
const withRule = (mapping: FieldMapping, pipelineIds: readonly string[]): FieldMapping => ({
  ...mapping,
  renewal: { ...mapping.renewal, rule: { ...mapping.renewal.rule, pipelineIds } },
});
