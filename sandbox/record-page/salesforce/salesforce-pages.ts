import { readFile } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { z } from 'zod';
import { createBuiltComponents } from './built-components.ts';
import { type Choices, choicesOf } from './choices.ts';
import { createExampleOrg } from './example-org.ts';
import { isRefusal, objects, type Org, type OrgObject, type OrgRecord, type Refusal } from './org.ts';
import { fieldTexts, labelTexts } from './package-texts.ts';
import { listHtml, pageHtml, recordHtml } from './page-html.ts';
import { createRestOrg, type OrgAccess } from './rest-org.ts';
import { texts } from './texts.ts';

export interface SalesforcePagesOptions {
  /** The SFDX project with force-app/ and testing/records.json. */
  readonly project: string;
  /** The org; null shows the examples only. */
  readonly org: OrgAccess | null;
}

export interface SalesforceAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Uint8Array;
}
export interface SalesforceRequest {
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly body: () => Promise<string>;
}
/** Answers what lies below /salesforce. */
export type SalesforcePages = (request: SalesforceRequest) => Promise<SalesforceAnswer>;

const packages = join(import.meta.dirname, '../../../node_modules/@salesforce-ux');
const folders: Readonly<Record<string, string>> = {
  slds1: join(packages, 'design-system/assets'),
  slds2: join(packages, 'design-system-2/dist'),
};
const types: Readonly<Record<string, string>> = {
  css: 'text/css',
  js: 'text/javascript',
  woff2: 'font/woff2',
  woff: 'font/woff',
  svg: 'image/svg+xml',
};
const typeOf = (path: string): string => types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream';

/** Record pages of Salesforce with the real components: over a connected org, and over examples of every state. */
export function createSalesforcePages({ project, org }: SalesforcePagesOptions): SalesforcePages {
  const source = join(project, 'force-app/main/default');
  const built = createBuiltComponents(join(source, 'lwc'));
  const examples = createExampleOrg(join(project, 'testing/records.json'));
  const connected = org === null ? null : createRestOrg(org);
  const orgOf = async (object: OrgObject, id: string): Promise<Org> =>
    connected === null || (await examples.list(object)).some((example) => example.id === id) ? examples : connected;

  const record = /^\/salesforce\/lightning\/r\/(Account|Opportunity)\/([\w-]+)\/view$/;
  const data = /^\/salesforce\/records\/(Account|Opportunity)\/([\w-]+)$/;
  const asset = /^\/salesforce\/(slds1|slds2)\/(.+)$/;
  const file = /^\/salesforce\/built\/([\w.-]+)$/;

  return async ({ method, target, body }) => {
    const { pathname, searchParams } = new URL(target, 'http://page');
    const choices = choicesOf(searchParams);
    const page = record.exec(pathname);
    if (page !== null) return recordPage(await pageOf(page, orgOf), choices, source);
    const asked = data.exec(pathname);
    if (asked !== null) {
      const place = await pageOf(asked, orgOf);
      return method === 'PATCH' ? update(place, await body()) : read(place, searchParams);
    }
    const [, design = '', path = ''] = asset.exec(pathname) ?? [];
    if (design !== '') return readAsset(folders[design] ?? '', path);
    const [, name = ''] = file.exec(pathname) ?? [];
    if (name !== '') return fileAnswer(await built(name), name);
    if (pathname === '/salesforce/page.css')
      return fileAnswer(await readFile(join(import.meta.dirname, 'page.css')), pathname);
    if (pathname !== '/salesforce') return json(404, [{ errorCode: 'NOT_FOUND', message: 'No such address.' }]);
    return listPage(choices, examples, connected, source);
  };
}

interface Place {
  readonly object: OrgObject;
  readonly id: string;
  readonly org: Org;
}

async function pageOf([, name, id = '']: RegExpExecArray, orgOf: (o: OrgObject, id: string) => Promise<Org>) {
  const object = name === 'Opportunity' ? 'Opportunity' : 'Account';
  return { object, id, org: await orgOf(object, id) } satisfies Place;
}

const json = (status: number, value: unknown): SalesforceAnswer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(value),
});
const refuse = ({ status, errorCode, message }: Refusal): SalesforceAnswer => json(status, [{ errorCode, message }]);
const page = (body: string): SalesforceAnswer => ({ status: 200, type: 'text/html', body });

function fileAnswer(bytes: Buffer | null, name: string): SalesforceAnswer {
  if (bytes === null) return json(404, [{ errorCode: 'NOT_FOUND', message: 'No such file.' }]);
  return { status: 200, type: typeOf(name), body: bytes };
}

async function readAsset(folder: string, path: string): Promise<SalesforceAnswer> {
  const full = normalize(join(folder, decodeURIComponent(path)));
  const isInside = full.startsWith(`${folder}/`);
  return fileAnswer(isInside ? await readFile(full).catch(() => null) : null, path);
}

const fieldList = (query: URLSearchParams, name: string): readonly string[] =>
  (query.get(name) ?? '').split(',').filter((field) => /^\w+$/.test(field));

/** As the platform's data service answers: every optional field that the user may see, and nothing at all when a required one is hidden. */
async function read({ org, object, id }: Place, query: URLSearchParams): Promise<SalesforceAnswer> {
  const [required, optional] = [fieldList(query, 'fields'), fieldList(query, 'optional')];
  const found = await org.read(object, id, [...required, ...optional]);
  if (isRefusal(found)) return refuse(found);
  const hidden = required.find((name) => !(name in found.fields));
  if (hidden !== undefined) return refuse({ status: 403, errorCode: 'INSUFFICIENT_ACCESS', message: hidden });
  const fields = Object.entries(found.fields).filter(([name]) => required.includes(name) || optional.includes(name));
  const values = fields.map(([name, value]) => [name, { value, displayValue: null }] as const);
  return json(200, { apiName: object, id, fields: Object.fromEntries(values) });
}

/** What people fill in; everything else on the page is the product's to write. */
const inputs = z.strictObject({
  Renewal_Tier_Override__c: z.string().nullable().optional(),
  Renewal_Tier_Override_Reason__c: z.string().nullable().optional(),
  Renewal_Tier_Override_Until__c: z.string().nullable().optional(),
});

async function update({ org, object, id }: Place, body: string): Promise<SalesforceAnswer> {
  const values = inputs.safeParse(JSON.parse(body) as unknown);
  if (!values.success)
    return refuse({ status: 400, errorCode: 'INVALID_FIELD', message: z.prettifyError(values.error) });
  const given = Object.entries(values.data).map(([name, value]) => [name, value ?? null] as const);
  const refused = await org.update(object, id, Object.fromEntries(given));
  return refused === null ? json(200, {}) : refuse(refused);
}

/** What a record's details show beside the component, of both objects. */
const detailFields: Readonly<Record<OrgObject, readonly string[]>> = {
  Account: ['Score', 'Band', 'Change_30d', 'Trend', 'Coverage', 'Top_Risk', 'Next_Step', 'Drivers', 'Revision']
    .map((name) => `Renewal_Health_${name}__c`)
    .concat(['Renewal_Next_Date__c', 'Renewal_Tier__c', 'Renewal_Arr_At_Risk__c']),
  Opportunity: ['', '_Machine', '_Reason', '_Override', '_Override_Reason', '_Override_Until']
    .map((name) => `Renewal_Tier${name}__c`)
    .concat(['Renewal_Health_Score__c', 'Renewal_Health_Band__c']),
};

async function recordPage({ org, object, id }: Place, choices: Choices, source: string): Promise<SalesforceAnswer> {
  const found = await org.read(object, id, detailFields[object]);
  const record = isRefusal(found) ? { id, name: id, fields: {} } : found;
  const fields = await shownFields(source, object, record, choices);
  return page(
    pageHtml({
      ...{ choices, title: record.name },
      content: recordHtml({ object, id, title: record.name, fields }, texts[choices.lang]),
      settings: { ...(await settingsOf(choices, source)), object, recordId: id },
    }),
  );
}

const shownFields = (source: string, object: OrgObject, { fields }: OrgRecord, { lang }: Choices) =>
  Promise.all(
    detailFields[object]
      .filter((name) => name in fields)
      .map(async (name) => {
        const { label, options } = await fieldTexts(source, object, name, lang);
        const value = String(fields[name] ?? '');
        return { name, label, text: options?.find((option) => option.value === value)?.label ?? value };
      }),
  );

async function listPage(choices: Choices, examples: Org, connected: Org | null, source: string) {
  const words = texts[choices.lang];
  const names = { Account: words.accounts, Opportunity: words.opportunities };
  const listsOf = (org: Org, where: string) =>
    objects.map(async (object) => ({ heading: `${names[object]}: ${where}`, object, records: await org.list(object) }));
  const lists = await Promise.all([
    ...(connected === null ? [] : listsOf(connected, words.inOrg)),
    ...listsOf(examples, words.examples),
  ]);
  const content = listHtml(lists, choices, words);
  return page(pageHtml({ choices, title: 'Salesforce', content, settings: await settingsOf(choices, source) }));
}

/** What the platform tells a component: labels, language, time zone, device; and what it knows of the three fields of people. */
async function settingsOf({ lang, form }: Choices, source: string): Promise<Readonly<Record<string, unknown>>> {
  const names = Object.keys(inputs.shape);
  const fields = await Promise.all(
    names.map(async (name) => [name, await fieldTexts(source, 'Opportunity', name, lang)] as const),
  );
  return {
    labels: await labelTexts(source, lang),
    language: lang === 'de' ? 'de' : 'en-US',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    formFactor: form === 'small' ? 'Small' : 'Large',
    inputs: Object.fromEntries(fields),
  };
}
