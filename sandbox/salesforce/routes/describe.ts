import { unsupportedType } from '../http/api-error.ts';
import { type Route } from '../http/call.ts';
import { isLongText, type FieldDefinition, type FieldType } from '../org/field.ts';
import { keyPrefixes, objectNamed, objectNames, plurals, setupObjects, type ObjectName } from '../org/object-names.ts';
import { type Org } from '../org/org.ts';
import { childRelationships } from '../org/child-relationships.ts';
import { type RouteContext } from './route-context.ts';

/** describeGlobal, describe of one object, and its short form. */
export function describeRoutes({ org }: RouteContext): readonly Route[] {
  const named = (name = ''): ObjectName => {
    const object = objectNamed(name);
    if (object === null) throw unsupportedType(name);
    return object;
  };
  return [
    {
      method: 'GET',
      path: 'sobjects',
      handle: () => ({
        status: 200,
        body: { encoding: 'UTF-8', maxBatchSize: 200, sobjects: objectNames.map(summary) },
      }),
    },
    {
      method: 'GET',
      path: 'sobjects/{object}',
      handle: ({ params }) => ({
        status: 200,
        body: { objectDescribe: summary(named(params.object)), recentItems: [] },
      }),
    },
    {
      method: 'GET',
      path: 'sobjects/{object}/describe',
      handle: ({ params }) => ({ status: 200, body: describe(org, named(params.object)) }),
    },
  ];
}

function summary(name: ObjectName): object {
  const writable = !setupObjects.has(name);
  const url = `/services/data/v66.0/sobjects/${name}`;
  return {
    name,
    label: words(name),
    labelPlural: plurals[name],
    keyPrefix: keyPrefixes[name],
    custom: false,
    customSetting: false,
    activateable: false,
    createable: writable,
    updateable: writable,
    deletable: writable,
    undeletable: writable,
    mergeable: name === 'Account' || name === 'Contact' || name === 'Case',
    queryable: true,
    retrieveable: true,
    replicateable: true,
    searchable: writable,
    layoutable: writable,
    triggerable: writable,
    urls: { sobject: url, describe: `${url}/describe`, rowTemplate: `${url}/{ID}` },
  };
}

const words = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1 $2');

function describe(org: Org, name: ObjectName): object {
  return {
    ...summary(name),
    fields: org.schema.fields(name).map((field) => fieldDescription(org, name, field)),
    childRelationships: childRelationships
      .filter(({ parent }) => parent === name)
      .map(({ child, field, name: relationshipName }) => ({
        childSObject: child,
        field,
        relationshipName,
        cascadeDelete: child !== 'Task' && child !== 'Event' && child !== 'EmailMessage',
        deprecatedAndHidden: false,
        restrictedDelete: false,
      })),
    recordTypeInfos: recordTypeInfos(org, name),
  };
}

const soapTypes: Partial<Readonly<Record<FieldType, string>>> = {
  id: 'tns:ID',
  reference: 'tns:ID',
  boolean: 'xsd:boolean',
  double: 'xsd:double',
  currency: 'xsd:double',
  percent: 'xsd:double',
  int: 'xsd:int',
  date: 'xsd:date',
  datetime: 'xsd:dateTime',
};

function fieldDescription(org: Org, object: ObjectName, field: FieldDefinition): object {
  const long = isLongText(field);
  const isPicklist = field.type === 'picklist' || field.type === 'multipicklist';
  return {
    name: field.name,
    label: field.label,
    type: field.type,
    soapType: soapTypes[field.type] ?? 'xsd:string',
    length: field.length,
    byteLength: field.length * 3,
    precision: field.type === 'int' ? 0 : field.precision,
    digits: field.type === 'int' ? field.precision : 0,
    scale: field.scale,
    nillable: !field.required && field.type !== 'boolean' && field.type !== 'id',
    createable: field.createable,
    updateable: field.updateable,
    custom: field.custom,
    calculated: false,
    autoNumber: false,
    externalId: field.externalId,
    unique: field.externalId,
    idLookup: field.type === 'id' || field.externalId,
    nameField: field.name === 'Name',
    defaultedOnCreate: field.type === 'boolean' || field.name === 'OwnerId' || field.name === 'CurrencyIsoCode',
    restrictedPicklist: field.restricted,
    picklistValues: isPicklist ? optionsOf(org, object, field) : [],
    referenceTo: field.referenceTo,
    relationshipName: field.relationshipName,
    polymorphicForeignKey: field.referenceTo.length > 1,
    filterable: !long,
    sortable: !long && field.type !== 'multipicklist',
    groupable: !long && field.type !== 'double' && field.type !== 'currency' && field.type !== 'datetime',
    aggregatable: !long,
    htmlFormatted: false,
    encrypted: false,
    dependentPicklist: false,
    deprecatedAndHidden: false,
    inlineHelpText: null,
    defaultValue: null,
  };
}

function optionsOf(org: Org, object: ObjectName, field: FieldDefinition): readonly object[] {
  const isStage = object === 'Opportunity' && field.name === 'StageName';
  const options = isStage ? org.stages.map(({ name }) => ({ value: name, label: name })) : field.options;
  return options.map(({ value, label }) => ({ active: true, defaultValue: false, label, validFor: null, value }));
}

/** The master record type is there on every object, and the only one where the admin made none. */
function recordTypeInfos(org: Org, object: ObjectName): readonly object[] {
  const info = (recordTypeId: string, name: string, developerName: string, master: boolean): object => ({
    recordTypeId,
    name,
    developerName,
    master,
    active: true,
    available: true,
    defaultRecordTypeMapping: master,
  });
  const made = org
    .table('RecordType')
    .all()
    .filter((record) => record.SobjectType === object);
  return [
    ...made.map((record) => info(record.Id, String(record.Name), String(record.DeveloperName), false)),
    info('012000000000000AAA', 'Master', 'Master', true),
  ];
}
