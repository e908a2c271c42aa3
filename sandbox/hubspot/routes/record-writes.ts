import { z } from 'zod';
import { type ApiProblem, invalid } from '../http/api-problem.ts';
import { type Call, type Requirement, type RouteContext } from '../http/call.ts';
import { type ObjectType } from '../portal/object-types.ts';
import { type Portal } from '../portal/portal.ts';
import { type StoredRecord } from '../portal/record-table.ts';
import { checkProperties, type PropertyProblem } from '../portal/write-rules.ts';

/** The rules of every write of records: values, required properties, unique values. */
export const writtenProperties = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
type Written = z.infer<typeof writtenProperties>;

/** Values are strings on this API; others are tolerated and noted. */
function asStrings(call: Call, written: Written): Record<string, string> {
  const strings: Record<string, string> = {};
  for (const [name, value] of Object.entries(written)) {
    if (typeof value !== 'string') call.violation(`property ${name} is not a string`);
    strings[name] = value === null ? '' : String(value);
  }
  return strings;
}

/** The checked values of each write; one bad value anywhere refuses the whole request, as HubSpot does. */
export function checkedValues(
  { portal }: RouteContext,
  call: Call,
  type: ObjectType,
  writes: readonly Written[],
): readonly Readonly<Record<string, string>>[] {
  const problems: PropertyProblem[] = [];
  const values = writes.map((written) => {
    const checked = checkProperties(portal, type, asStrings(call, written));
    problems.push(...checked.problems);
    return checked.values;
  });
  if (problems.length > 0) throw invalidProperties(portal, problems);
  return values;
}

function invalidProperties(portal: Portal, problems: readonly PropertyProblem[]): ApiProblem {
  const { portalId } = portal.profile;
  const listed = problems.map(({ name, code, message }) => ({
    isValid: false,
    message,
    error: code,
    name,
    localizedErrorMessage: message,
    portalId,
  }));
  return invalid(`Property values were not valid: ${JSON.stringify(listed)}`, {
    errors: problems.map(({ name, code, message }) => ({ message, code, context: { propertyName: [name] } })),
  });
}

/** The admin's rule that this write would break, since 2026-09 only; null lets it pass. */
export function brokenRequirement(
  context: RouteContext,
  call: Call,
  type: ObjectType,
  record: StoredRecord,
  values: Readonly<Record<string, string>>,
): Requirement | null {
  if (call.version !== '2026-09') return null;
  const column = (name: string): number | null => context.portal.table(type).columnIfKnown(name);
  const isEmpty = ({ property }: Requirement): boolean => {
    const at = column(property);
    return (values[property] ?? (at === null ? null : record.values[at]) ?? '') === '';
  };
  return (
    context.requirements.find((rule) => rule.objectType === type && rule.id === record.id && isEmpty(rule)) ?? null
  );
}

export const requirementProblem = ({ property }: Requirement): ApiProblem =>
  invalid(`Required properties are missing: ${property}`, {
    errors: [
      { message: `${property} is required`, code: 'REQUIRED_PROPERTY_MISSING', context: { propertyName: [property] } },
    ],
  });

/** The live record that already has one of the unique values. */
export function conflicting(
  { portal }: RouteContext,
  type: ObjectType,
  values: Readonly<Record<string, string>>,
): StoredRecord | null {
  const unique = Object.keys(values).filter(
    (name) => portal.catalog.find(type, name)?.hasUniqueValue === true && values[name] !== '',
  );
  for (const name of unique) {
    const found = findByValue(portal, type, name, values[name] ?? '');
    if (found !== null) return found;
  }
  return null;
}

/** By record id, or by a property whose values are unique; archived records are not found. */
export function findRecord(
  { portal }: RouteContext,
  type: ObjectType,
  id: string,
  idProperty: string | undefined,
): StoredRecord | null {
  if (idProperty !== undefined && idProperty !== 'hs_object_id') {
    if (portal.catalog.find(type, idProperty)?.hasUniqueValue !== true)
      throw invalid(`${idProperty} is not a unique property`);
    return findByValue(portal, type, idProperty, id);
  }
  const record = portal.table(type).find(id);
  return record?.archivedAt === null ? record : null;
}

function findByValue(portal: Portal, type: ObjectType, name: string, value: string): StoredRecord | null {
  const column = portal.table(type).columnIfKnown(name);
  if (column === null) return null;
  const wanted = value.toLowerCase();
  return (
    portal
      .table(type)
      .all()
      .find((record) => record.archivedAt === null && record.values[column]?.toLowerCase() === wanted) ?? null
  );
}
