import { execFile } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ESLint } from 'eslint';
import { elementsAt, metadataFaults, textsAt } from '../helpers/salesforce-metadata.ts';
import {
  bridge,
  manifestMembers,
  one,
  packageFile,
  packageFiles,
  readText,
  source,
} from '../helpers/salesforce-package.ts';

const root = join(import.meta.dirname, '../..');

/** Salesforce's library runs in a process of its own, as in its command line: it wires itself into the modules that it loads. */
async function runNode(...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, maxBuffer: 1e8 });
  return stdout;
}

async function inTemporaryFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'salesforce-package-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const bundles = globSync('lwc/*/', { cwd: source }).map((path) => `LightningComponentBundle:${path.split('/')[1]}`);
const named = (type: string, names: string) => names.split(' ').map((name) => `${type}:${name}`);
const expected = [
  ...bundles,
  ...named('CompactLayout', 'Account.Renewal_Health Opportunity.Renewal_Health'),
  ...named('CustomLabels', 'CustomLabels'),
  ...named('CustomObjectTranslation', 'Account-de Opportunity-de'),
  ...named('Dashboard', 'Renewal_Health/Renewal_Health'),
  ...named('DashboardFolder', 'Renewal_Health'),
  ...named('FlexiPage', 'Renewal_Health_Account Renewal_Health_Opportunity'),
  ...named('ListView', 'Account.Accounts_Ready_To_Expand Account.Accounts_With_ARR_At_Risk'),
  ...named('ListView', 'Opportunity.Renewals_At_Risk Opportunity.Renewals_Best_Case Opportunity.Renewals_Commit'),
  ...named('PermissionSet', 'Renewal_Health_Forecaster Renewal_Health_Integration Renewal_Health_Reader'),
  ...named('Report', 'Renewal_Health/ARR_at_Risk_by_Month Renewal_Health/Falling_Accounts Renewal_Health/Top_Risks'),
  ...named('Report', 'Renewal_Health/Health_Bands_by_Industry Renewal_Health/Override_beside_Calculated'),
  ...named('Report', 'Renewal_Health/Renewal_Tiers_by_Owner'),
  ...named('ReportFolder', 'Renewal_Health'),
  ...named('ReportType', 'Accounts_with_Renewal_Health Renewals_with_Health'),
  ...named('Translations', 'de'),
];
const accountFields = `Renewal_Arr_At_Risk__c Renewal_Health_Band__c Renewal_Health_Business__c Renewal_Health_Change_30d__c
  Renewal_Health_Change_Reason__c Renewal_Health_Coverage__c Renewal_Health_Detail__c Renewal_Health_Drivers__c Renewal_Health_Expansion__c
  Renewal_Health_Next_Step__c Renewal_Health_Product__c Renewal_Health_Relationship__c Renewal_Health_Revision__c Renewal_Health_Score__c
  Renewal_Health_Scorecard__c Renewal_Health_Scored_At__c Renewal_Health_Support__c Renewal_Health_Top_Risk__c Renewal_Health_Trend__c
  Renewal_Next_Date__c Renewal_Tier__c`;
const opportunityFields = `Renewal_Health_Band__c Renewal_Health_Detail__c Renewal_Health_Revision__c Renewal_Health_Score__c
  Renewal_Probability__c Renewal_Tier_Changed_At__c Renewal_Tier_Machine__c Renewal_Tier_Override_Reason__c
  Renewal_Tier_Override_Until__c Renewal_Tier_Override__c Renewal_Tier_Reason__c Renewal_Tier__c`;
const fields = [
  ...accountFields.split(/\s+/).map((name) => `CustomField:Account.${name}`),
  ...opportunityFields.split(/\s+/).map((name) => `CustomField:Opportunity.${name}`),
];

describe('Salesforce package, as the Salesforce command line converts it', () => {
  it('has exactly these components, and sends an org no test', async () => {
    const [components, sent] = await inTemporaryFolder(async (folder) => {
      const printed = await runNode('test/helpers/convert-salesforce.js', bridge, folder);
      return [JSON.parse(printed) as string[], globSync('**/*', { cwd: folder })];
    });
    expect(components).toEqual([...expected, ...fields].toSorted());
    expect(sent.filter((path) => /__tests__|__mocks__|\.test\.|config\.js/.test(path))).toEqual([]);
  });

  it('has manifests that name every component (node salesforce-lwc-bridge/write-manifests.ts writes them)', async () => {
    await inTemporaryFolder(async (folder) => {
      await runNode('salesforce-lwc-bridge/write-manifests.ts', folder);
      for (const name of globSync('*.xml', { cwd: folder }))
        expect(readText(`manifest/${name}`)).toBe(readFileSync(join(folder, name), 'utf8'));
    });
    const steps = ['core', 'german', 'lists', 'pages', 'reports'].flatMap((step) => [...manifestMembers(step)]);
    expect(new Map(steps)).toEqual(manifestMembers('package'));
  });

  it('can be removed again, all but the translations, which go with what they translate', () => {
    const removed = manifestMembers('remove');
    for (const [type, members] of manifestMembers('package'))
      if (type === 'CustomLabels') expect(removed.get('CustomLabel')?.length).toBeGreaterThan(0);
      else if (!type.includes('Translation')) expect(removed.get(type)).toEqual(members);
  });
});

describe("Salesforce package and Salesforce's metadata schema", () => {
  const band = packageFiles('objects/Account/fields/Renewal_Health_Band__c.*')[0]?.text ?? '';

  it('agree on every element and every value of a list', () => {
    const files = packageFiles('**/*-meta.xml');
    expect(files.length).toBeGreaterThan(80);
    expect(files.flatMap(({ path, text }) => metadataFaults(text).map((fault) => `${path}: ${fault}`))).toEqual([]);
  });

  it.each([
    ['a value that is no boolean', '<restricted>true', '<restricted>yes', /restricted: yes is no boolean/],
    ['a value outside its list', '<type>Picklist', '<type>Choice', /type: Choice is no FieldType/],
    ['an unknown element', '<required>false</required>', '<needed>false</needed>', /needed is unknown/],
    ['a missing element', '<sorted>false</sorted>', '', /sorted is missing/],
    ['a repeated element', '<type>', '<type>Text</type><type>', /type is repeated/],
    ['an element inside a text', '<label>Health band', '<label><b/>', /label: {2}is no string/],
    ['a tag that is not closed', '</valueSet>', '', /Expected closing tag/],
    ['a type that does not exist', /CustomField\b/g, 'OwnField', /no type OwnField/],
  ])('is checked against %s', (_what, found, planted, fault) => {
    expect(metadataFaults(band)).toEqual([]);
    expect(metadataFaults(band.replace(found, planted)).join('\n')).toMatch(fault);
  });

  it.each(['fields/*', 'compactLayouts/*', 'listViews/*'])('keeps the lengths an org allows: %s', (folder) => {
    for (const { element } of packageFiles(`objects/*/${folder}`)) {
      expect(one(element, 'label').length).toBeLessThanOrEqual(40);
      expect((textsAt(element, 'inlineHelpText')[0] ?? '').length).toBeLessThanOrEqual(255);
      expect((textsAt(element, 'description')[0] ?? '').length).toBeLessThanOrEqual(255);
    }
  });
});

describe('what an org refuses although its schema allows it', () => {
  it('is no report that shows a column it groups by, or that has too long a description', () => {
    for (const { element } of packageFiles('reports/*/*.report-meta.xml')) {
      const groupings = ['groupingsDown', 'groupingsAcross'].flatMap((name) => textsAt(element, name, 'field'));
      const shown = textsAt(element, 'columns', 'field');
      expect(shown.filter((column) => groupings.includes(column))).toEqual([]);
      expect(one(element, 'description').length).toBeLessThanOrEqual(255);
    }
  });

  it('is no chart of a dashboard without an order and an axis', () => {
    const dashboard = packageFile('dashboards/*/*');
    const components = elementsAt(dashboard, 'dashboardGridLayout', 'dashboardGridComponents', 'dashboardComponent');
    const charts = components.filter((component) => /Bar|Column/.test(one(component, 'componentType')));
    expect(charts).toHaveLength(5);
    for (const chart of charts) expect([one(chart, 'sortBy'), one(chart, 'chartAxisRange')]).toContain('Auto');
  });

  it('is no dashboard that shows everyone what one person may see', () => {
    const dashboard = packageFile('dashboards/*/*');
    expect(one(dashboard, 'dashboardType')).toBe('LoggedInUser');
    expect(textsAt(dashboard, 'runningUser')).toEqual([]);
  });
});

describe('lint of Lightning components', () => {
  const eslint = new ESLint({ cwd: root });
  const rulesOn = async (file: string, text: string) => {
    const [result] = await eslint.lintText(text, { filePath: join(source, 'lwc/planted', file) });
    return result?.messages.map(({ ruleId }) => ruleId);
  };
  it.each([
    ['planted.js', 'export const a = (node) => { node.innerHTML = ""; };', '@lwc/lwc/no-inner-html'],
    ['planted.js', 'export const a = () => document.querySelector("a");', '@lwc/lwc/no-document-query'],
    ['planted.css', '.a { color: #ff0000; }', '@salesforce-ux/slds/no-hardcoded-values-slds2'],
    ['planted.css', '.a { color: var(--lwc-colorTextDefault); }', '@salesforce-ux/slds/lwc-token-to-slds-hook'],
    [
      'planted.html',
      '<template><p class="slds-button--brand"></p></template>',
      '@salesforce-ux/slds/enforce-bem-usage',
    ],
  ])('catches a fault in %s', async (file, text, rule) => {
    expect(await rulesOn(file, text)).toContain(rule);
  });
});
