import { type FieldDefinition, type Scalar } from '../org/field.ts';
import { objectNamed, objectOfId, type ObjectName } from '../org/object-names.ts';
import { type Org } from '../org/org.ts';
import { type SalesforceRecord } from '../org/record-table.ts';
import { ApiError } from '../http/api-error.ts';

/** A field as seen from the record that the query starts at: its own, or that of a parent ("Owner.Name"). */
export interface FieldPath {
  readonly field: FieldDefinition;
  /** Relationship names on the way, in Salesforce's own spelling; none for a field of the record itself. */
  readonly relations: readonly string[];
  readonly valueOf: (record: SalesforceRecord) => Scalar;
}

const advice = 'Please reference your WSDL or the describe call for the appropriate names.';

/** Throws INVALID_FIELD in Salesforce's words when a step does not exist or cannot be seen. `soql` is shown in the message. */
export function resolvePath(org: Org, object: ObjectName, path: string, soql: string): FieldPath {
  const steps = path.split('.');
  // an alias or the object's own name may lead: "Account.Name" in a query on Account
  if (
    steps.length > 1 &&
    steps[0]?.toLowerCase() === object.toLowerCase() &&
    org.schema.relation(object, steps[0]) === null
  )
    steps.shift();
  const name = steps.pop() ?? '';
  let current: readonly ObjectName[] = [object];
  const relations: FieldDefinition[] = [];
  for (const step of steps) {
    const relation = found(current, (candidate) => org.schema.relation(candidate, step));
    if (relation === null)
      throw noSuch(
        soql,
        step,
        `Didn't understand relationship '${step}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. ${advice}`,
      );
    relations.push(relation);
    current = relation.referenceTo.flatMap((target) => objectNamed(target) ?? []);
  }
  const field = found(current, (candidate) => org.schema.field(candidate, name));
  if (field === null)
    throw noSuch(
      soql,
      name,
      `No such column '${name}' on entity '${current[0] ?? object}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. ${advice}`,
    );
  return {
    field,
    relations: relations.map(({ relationshipName }) => relationshipName ?? ''),
    valueOf: reader(org, relations, field.name),
  };
}

function found<T>(objects: readonly ObjectName[], look: (object: ObjectName) => T | null): T | null {
  for (const object of objects) {
    const hit = look(object);
    if (hit !== null) return hit;
  }
  return null;
}

function reader(org: Org, relations: readonly FieldDefinition[], name: string): FieldPath['valueOf'] {
  if (relations.length === 0) return (record) => record[name] ?? null;
  return (record) => {
    let current: SalesforceRecord | null = record;
    for (const { name: reference } of relations) {
      const id: Scalar | undefined = current?.[reference];
      current = typeof id === 'string' ? parentOf(org, id) : null;
    }
    return current?.[name] ?? null;
  };
}

/** The record behind a reference, whichever object it belongs to. */
export function parentOf(org: Org, id: string): SalesforceRecord | null {
  const object = objectOfId(id);
  return object === null ? null : org.table(object).find(id);
}

function noSuch(soql: string, token: string, message: string): ApiError {
  const at = Math.max(0, soql.search(new RegExp(`\\b${token.replace(/\W/g, '.')}\\b`)));
  const near = soql.slice(Math.max(0, at - 20), at + token.length + 30);
  return new ApiError(
    400,
    'INVALID_FIELD',
    `\n${near}\n${' '.repeat(Math.min(20, at))}^\nERROR at Row:1:Column:${at + 1}\n${message}`,
  );
}
