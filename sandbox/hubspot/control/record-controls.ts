import { z } from 'zod';
import { invalid, notFound } from '../http/api-problem.ts';
import { type ObjectType } from '../portal/object-types.ts';
import { pairTypes } from '../portal/association-types.ts';
import { type StoredRecord } from '../portal/record-table.ts';
import { checkProperties } from '../portal/write-rules.ts';
import { typeNamed } from '../routes/object-call.ts';
import { type ControlActions, type ControlParts } from './control-parts.ts';

const properties = z.record(z.string(), z.string());
const target = z.strictObject({ objectType: z.string(), id: z.string() });
const patchBody = target.extend({ properties });
const createBody = z.strictObject({ objectType: z.string(), properties });
const mergeBody = z.strictObject({ objectType: z.string(), primary: z.string(), other: z.string() });
const linkBody = z.strictObject({ from: target, to: target, primary: z.boolean().default(false) });

/** Changing records as a person in the CRM would. */
export function recordControls(parts: ControlParts): ControlActions {
  const { portal, clock } = parts;
  const stamp = () => ({ at: clock.now(), by: 'user' as const });
  return {
    'POST records/create': ({ body }) => {
      const given = createBody.parse(body);
      const type = typeNamed(given.objectType);
      const id = portal.nextId();
      portal.commit({ op: 'create', type, id, properties: accepted(parts, type, given.properties), ...stamp() });
      return { id };
    },
    'POST records/patch': ({ body }) => {
      const given = patchBody.parse(body);
      const { type, record } = recordAt(parts, given);
      portal.commit({
        op: 'update',
        type,
        id: record.id,
        properties: accepted(parts, type, given.properties),
        ...stamp(),
      });
      return { id: record.id };
    },
    'POST records/archive': ({ body }) => {
      const { type, record } = recordAt(parts, target.parse(body));
      portal.commit({ op: 'archive', type, id: record.id, ...stamp() });
    },
    'POST records/restore': ({ body }) => {
      const { type, record } = recordAt(parts, target.parse(body));
      portal.commit({ op: 'restore', type, id: record.id, ...stamp() });
    },
    'POST records/merge': ({ body }) => {
      const given = mergeBody.parse(body);
      const { type, record } = recordAt(parts, { objectType: given.objectType, id: given.primary });
      const other = recordAt(parts, { objectType: given.objectType, id: given.other }).record;
      const into = type === 'companies' || type === 'deals' ? portal.nextId() : record.id;
      portal.commit({ op: 'merge', type, id: record.id, other: other.id, into, ...stamp() });
      return { id: into };
    },
    'POST records/associate': ({ body }) => link(parts, body, 'link'),
    'POST records/dissociate': ({ body }) => link(parts, body, 'unlink'),
  };
}

interface Found {
  readonly type: ObjectType;
  readonly record: StoredRecord;
}

function recordAt({ portal }: ControlParts, { objectType, id }: z.infer<typeof target>): Found {
  const type = typeNamed(objectType);
  const record = portal.table(type).find(id);
  if (record === null) throw notFound(`no ${type} ${id}`);
  return { type, record };
}

function accepted(
  { portal }: ControlParts,
  type: ObjectType,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const { values, problems } = checkProperties(portal, type, given);
  if (problems.length > 0) throw invalid(problems.map((problem) => problem.message).join('; '));
  return values;
}

/** Neither record's modification date moves, as on HubSpot. */
function link(parts: ControlParts, body: unknown, op: 'link' | 'unlink'): void {
  const { from, to, primary } = linkBody.parse(body);
  const [left, right] = [recordAt(parts, from), recordAt(parts, to)];
  const pair = pairTypes(left.type, right.type);
  if (pair === null) throw invalid(`HubSpot links no ${left.type} to ${right.type}`);
  const types = primary && pair.primary !== null ? [pair.standard, pair.primary] : [pair.standard];
  const { portal, clock } = parts;
  portal.commit({
    op,
    type: left.type,
    id: left.record.id,
    toType: right.type,
    toId: right.record.id,
    types,
    at: clock.now(),
    by: 'user',
  });
}
