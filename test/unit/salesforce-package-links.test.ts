import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFields as sandboxFields } from '../../sandbox/salesforce/org/package-fields.ts';
import { forecastTiers, overrideReasons } from '../../src/accounts/account.ts';
import { healthBands } from '../../src/accounts/health.ts';
import { bandLabels, gateLabels, measureLabels, overrideReasonLabels } from '../../src/hubspot/property-labels.ts';
import { tierLabels, trendLabels } from '../../src/hubspot/property-labels.ts';
import { forecast } from '../../src/messages/de/forecast.ts';
import { gates } from '../../src/messages/de/gates.ts';
import { measures } from '../../src/messages/de/measures.ts';
import { apiName, writtenFields, type WrittenField } from '../../src/salesforce/written-fields.ts';
import { elementsAt, textsAt, type Element } from '../helpers/salesforce-metadata.ts';
import {
  manifestMembers,
  one,
  packageFields,
  packageFile,
  packageFiles,
  readText,
  source,
  type PackageField,
} from '../helpers/salesforce-package.ts';

const fields = packageFields();
const field = (id: string): PackageField => {
  const found = fields.get(id);
  if (found === undefined) throw new Error(`the package has no field ${id}`);
  return found;
};
const isOurs = (name: string): boolean => name.endsWith('__c');
/** Whether every name of ours among these is a field of the object. */
const expectFields = (object: string, names: readonly string[]) => {
  for (const name of names.filter(isOurs)) expect(fields.has(`${object}.${name}`) ? '' : `${object}.${name}`).toBe('');
};
const objectOf = (path: string): string => path.split('/')[1] ?? '';
const ofServer = (['Account', 'Opportunity'] as const).flatMap((object) =>
  writtenFields[object].map((written) => ({ id: `${object}.${apiName(written.name)}`, written })),
);

describe('fields of the package and the server', () => {
  it('are the same: what the server writes or reads exists, and nothing else', () => {
    expect([...fields.keys()].toSorted()).toEqual(ofServer.map(({ id }) => id).toSorted());
  });

  it('hold what the server writes, in type and length', () => {
    for (const { id, written } of ofServer) expect(`${id}: ${misfit(field(id), written)}`).toBe(`${id}: none`);
  });

  const types: Readonly<Record<WrittenField['type'], readonly string[]>> = {
    string: ['Text', 'LongTextArea', 'Picklist'],
    number: ['Number'],
    enumeration: ['Picklist'],
    bool: ['Checkbox'],
    date: ['Date'],
    datetime: ['DateTime'],
  };
  function misfit({ type, length, restricted, values }: PackageField, written: WrittenField): string {
    if (!types[written.type].includes(type)) return `a ${written.type} in a ${type}`;
    if (length !== null && length < written.length) return `${written.length} characters in ${length}`;
    if (restricted && String([...(written.codes ?? [])]) !== String([...values.keys()])) return 'other codes';
    return 'none';
  }

  const inSandbox: Readonly<Record<string, string>> = {
    ...{ Text: 'string', LongTextArea: 'textarea', Picklist: 'picklist', Number: 'double', Checkbox: 'boolean' },
    ...{ Date: 'date', DateTime: 'datetime' },
  };
  const asSandboxRow = ({ label, type, length, digits, values, restricted }: PackageField) => [
    ...[label, inSandbox[type]],
    ...(length === null ? [] : [{ length }]),
    ...(digits === null ? [] : [{ precision: digits[0], scale: digits[1] }]),
    ...(values.size === 0 ? [] : [{ options: [...values.keys()], ...(restricted ? { restricted } : {}) }]),
  ];

  it('are those of the sandbox org', () => {
    const rows = Object.entries(sandboxFields).flatMap(([object, list]) =>
      list.map(([name, ...row]) => [`${object}.${name}`, row] as const),
    );
    expect(Object.fromEntries(rows)).toEqual(
      Object.fromEntries([...fields].map(([id, packaged]) => [id, asSandboxRow(packaged)])),
    );
  });

  it('hold a code of any scorecard: the list of top risks knows all of today and refuses none', () => {
    const { restricted, values } = field('Account.Renewal_Health_Top_Risk__c');
    expect(restricted).toBe(false);
    expect(Object.fromEntries(values)).toEqual({ ...gateLabels, ...measureLabels });
  });

  it.each([
    ['Account.Renewal_Health_Band__c', healthBands, bandLabels],
    ['Opportunity.Renewal_Health_Band__c', healthBands, bandLabels],
    ['Account.Renewal_Health_Trend__c', ['rising', 'steady', 'falling'], trendLabels],
    ['Account.Renewal_Tier__c', forecastTiers, tierLabels],
    ['Opportunity.Renewal_Tier__c', forecastTiers, tierLabels],
    ['Opportunity.Renewal_Tier_Machine__c', forecastTiers, tierLabels],
    ['Opportunity.Renewal_Tier_Override__c', forecastTiers, tierLabels],
    ['Opportunity.Renewal_Tier_Override_Reason__c', overrideReasons, overrideReasonLabels],
  ])('%s has the codes and words of the product', (id, codes, labels) => {
    expect([...field(id).values.keys()]).toEqual([...codes]);
    expect(Object.fromEntries(field(id).values)).toEqual(labels);
    expect(field(id).restricted).toBe(true);
  });
});

describe('German', () => {
  const translations = new Map(
    packageFiles('objectTranslations/*/*.fieldTranslation-meta.xml').map(({ path, name, element }) => [
      `${objectOf(path).replace(/-de$/, '')}.${name}`,
      element,
    ]),
  );
  const words: Readonly<Record<string, string>> = {
    ...{ ...forecast.bands, ...forecast.trends, ...forecast.tiers, ...forecast.overrideReasons },
    ...{ ...gates.names, ...measures.names },
  };
  const translated = (element: Element): ReadonlyMap<string, string> =>
    new Map(elementsAt(element, 'picklistValues').map((v) => [one(v, 'masterLabel'), one(v, 'translation')]));

  it('has label and help of every field, short enough for an org', () => {
    expect([...translations.keys()].toSorted()).toEqual([...fields.keys()].toSorted());
    for (const [id, element] of translations) {
      expect(`${id.split('.')[1]}`).toBe(one(element, 'name'));
      expect(one(element, 'label').length).toBeLessThanOrEqual(40);
      expect(one(element, 'help').length).toBeLessThanOrEqual(255);
    }
  });

  it('says each value of a list in the words of the cards', () => {
    for (const [id, { values }] of fields) {
      const german = [...values].map(([code, label]) => [label, words[code]] as const);
      expect([id, ...translated(translations.get(id)!)]).toEqual([id, ...german]);
    }
  });

  it('has every custom label and every report type', () => {
    const labels = packageFile('labels/*');
    const german = packageFile('translations/*');
    expect(textsAt(german, 'customLabels', 'name').toSorted()).toEqual(
      textsAt(labels, 'labels', 'fullName').toSorted(),
    );
    for (const { name, element } of packageFiles('reportTypes/*')) {
      const translations = elementsAt(german, 'reportTypes').filter((type) => one(type, 'name') === name);
      expect(translations.flatMap((type) => textsAt(type, 'label'))).toHaveLength(1);
      expect(translations.flatMap((type) => textsAt(type, 'sections', 'name'))).toEqual(
        textsAt(element, 'sections', 'masterLabel'),
      );
    }
  });
});

describe('permission sets', () => {
  const permissions = (name: string, kind: 'readable' | 'editable') => {
    const set = packageFile(`permissionsets/${name}.*`);
    const granted = elementsAt(set, 'fieldPermissions').filter((entry) => one(entry, kind) === 'true');
    return granted.map((entry) => one(entry, 'field')).toSorted();
  };

  it('let readers read everything and change nothing', () => {
    expect(permissions('Renewal_Health_Reader', 'readable')).toEqual([...fields.keys()].toSorted());
    expect(permissions('Renewal_Health_Reader', 'editable')).toEqual([]);
  });

  it('let forecasters change the inputs of people and nothing else, and the integration every field', () => {
    const inputs = ofServer.filter(({ written }) => written.input).map(({ id }) => id);
    expect(permissions('Renewal_Health_Forecaster', 'editable')).toEqual(inputs.toSorted());
    expect(permissions('Renewal_Health_Forecaster', 'readable')).toEqual(inputs.toSorted());
    expect(permissions('Renewal_Health_Integration', 'editable')).toEqual([...fields.keys()].toSorted());
  });

  it('let nobody create or delete records, or pass over sharing when writing', () => {
    for (const { element } of packageFiles('permissionsets/*'))
      for (const permission of ['allowCreate', 'allowDelete', 'modifyAllRecords'])
        expect(textsAt(element, 'objectPermissions', permission).filter((value) => value !== 'false')).toEqual([]);
  });
});

describe('lists, reports and pages', () => {
  it('show and filter by fields and values that exist', () => {
    for (const { path, element } of packageFiles('objects/*/listViews/*')) {
      const object = objectOf(path);
      expectFields(object, [...textsAt(element, 'columns'), ...textsAt(element, 'filters', 'field')]);
      for (const filter of elementsAt(element, 'filters')) {
        const values = fields.get(`${object}.${one(filter, 'field')}`)?.values;
        if (values !== undefined && values.size > 0) expect([...values.keys()]).toContain(one(filter, 'value'));
      }
    }
    for (const { path, element } of packageFiles('objects/*/compactLayouts/*'))
      expectFields(objectOf(path), textsAt(element, 'fields'));
  });

  const columnsOf = new Map(
    packageFiles('reportTypes/*').map(({ name, element }) => [
      `${name}__c`,
      elementsAt(element, 'sections', 'columns').map((column) => `${one(column, 'table')}$${one(column, 'field')}`),
    ]),
  );
  const reportColumns = (element: Element) => [
    ...textsAt(element, 'columns', 'field'),
    ...textsAt(element, 'groupingsDown', 'field'),
    ...textsAt(element, 'groupingsAcross', 'field'),
  ];
  const reports = new Map(
    packageFiles('reports/*/*').map(({ path, element }) => [
      path.replace(/^reports\/|\.report-meta\.xml$/g, ''),
      element,
    ]),
  );

  it('report on every field that says something to people, and on no other', () => {
    for (const columns of columnsOf.values())
      for (const column of columns) {
        const [object = '', name = ''] = column.split('$');
        expectFields(object, [name]);
      }
    const offered = new Set([...columnsOf.values()].flat().map((column) => column.replace('$', '.')));
    const left = [...fields.keys()].filter((id) => !offered.has(id)).map((id) => id.split('.')[1]);
    expect(new Set(left)).toEqual(new Set(['Renewal_Health_Revision__c', 'Renewal_Health_Detail__c']));
  });

  it('use columns of their report type only', () => {
    expect(reports.size).toBe(6);
    for (const element of reports.values()) {
      const used = [...reportColumns(element), ...textsAt(element, 'filter', 'criteriaItems', 'column')];
      const known = columnsOf.get(one(element, 'reportType')) ?? [];
      expect([...used, ...textsAt(element, 'sortColumn')].filter((column) => !known.includes(column))).toEqual([]);
    }
  });

  it('put on the dashboard what its reports show, group and sum', () => {
    const dashboard = packageFile('dashboards/*/*');
    const parts = elementsAt(dashboard, 'dashboardGridLayout', 'dashboardGridComponents', 'dashboardComponent');
    expect(new Set(parts.map((part) => one(part, 'report')))).toEqual(new Set(reports.keys()));
    for (const part of parts) {
      const report = reports.get(one(part, 'report'))!;
      const groupings = ['groupingsDown', 'groupingsAcross'].flatMap((name) => textsAt(report, name, 'field'));
      expect(textsAt(part, 'groupingColumn').filter((column) => !groupings.includes(column))).toEqual([]);
      const summed = elementsAt(report, 'columns').filter((column) => textsAt(column, 'aggregateTypes')[0] === 'Sum');
      const sums = ['RowCount', ...summed.map((column) => one(column, 'field'))];
      expect(textsAt(part, 'chartSummary', 'column').filter((column) => !sums.includes(column))).toEqual([]);
      // a table names its columns with a dot, where the report has a dollar
      const table = textsAt(part, 'flexComponentProperties', 'flexTableColumn', 'reportColumn');
      expect(table.filter((column) => !reportColumns(report).includes(column.replace('.', '$')))).toEqual([]);
    }
  });

  it('place components made for that page, and facets that exist', () => {
    for (const { element } of packageFiles('flexipages/*')) {
      const components = elementsAt(element, 'flexiPageRegions', 'itemInstances', 'componentInstance');
      const own = components.map((component) => one(component, 'componentName')).filter((name) => !name.includes(':'));
      expect(own).toHaveLength(1);
      const bundle = packageFile(`lwc/${own[0]}/*.js-meta.xml`);
      expect(textsAt(bundle, 'isExposed')).toEqual(['true']);
      expect(textsAt(bundle, 'targets', 'target')).toContain('lightning__RecordPage');
      expect(textsAt(bundle, 'targetConfigs', 'targetConfig', 'objects', 'object')).toContain(
        one(element, 'sobjectType'),
      );
      const properties = components.flatMap((component) => elementsAt(component, 'componentInstanceProperties'));
      const facets = properties.filter((property) => /^(body|tabs)$/.test(one(property, 'name')));
      const regions = textsAt(element, 'flexiPageRegions', 'name');
      expect(facets.map((facet) => one(facet, 'value')).filter((name) => !regions.includes(name))).toEqual([]);
    }
  });
});

describe('Lightning components', () => {
  const code = globSync('lwc/**/*.js', { cwd: source })
    .filter((path) => !path.includes('__tests__'))
    .map((path) => readFileSync(join(source, path), 'utf8'))
    .join('\n');
  const imported = (pattern: RegExp) => [...new Set([...code.matchAll(pattern)].map(([, name]) => name))].toSorted();

  it('read fields that exist', () => {
    const read = imported(/@salesforce\/schema\/(\w+\.\w+)/g);
    expect(read.length).toBeGreaterThan(20);
    expect(read.filter((id) => !fields.has(id ?? ''))).toEqual([]);
  });

  it('use every custom label, and no other', () => {
    const labels = packageFile('labels/*');
    expect(imported(/@salesforce\/label\/c\.(\w+)/g)).toEqual(textsAt(labels, 'labels', 'fullName').toSorted());
  });

  it('are built for the API version of the project', () => {
    const { sourceApiVersion } = JSON.parse(readText('sfdx-project.json')) as { sourceApiVersion: string };
    const versions = packageFiles('lwc/*/*.js-meta.xml').map(({ element }) => one(element, 'apiVersion'));
    expect(new Set(versions)).toEqual(new Set([sourceApiVersion]));
    expect(manifestMembers('package').get('LightningComponentBundle')).toHaveLength(versions.length);
  });
});
