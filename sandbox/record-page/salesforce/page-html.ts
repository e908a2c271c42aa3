import { type Choices } from './choices.ts';
import { type Html, jsonScript, markup } from './markup.ts';
import { type FieldValue, type OrgObject, type OrgRecord } from './org.ts';
import { texts, type Texts } from './texts.ts';

/** What every page has in common. */
export interface PageFrame {
  readonly choices: Choices;
  readonly title: string;
  readonly content: Html;
  /** For the script of the page. */
  readonly settings: Readonly<Record<string, unknown>>;
}

const sheets: Readonly<Record<Choices['design'], string>> = {
  slds1: '/salesforce/slds1/styles/salesforce-lightning-design-system.min.css',
  slds2: '/salesforce/slds2/css/bundled/slds2.cosmos.css',
};

const withChoices = (path: string, choices: Choices): string =>
  `${path}?${new URLSearchParams({ ...choices }).toString()}`;

const recordPath = (object: OrgObject, id: string, choices: Choices): string =>
  withChoices(`/salesforce/lightning/r/${object}/${encodeURIComponent(id)}/view`, choices);

export function pageHtml({ choices, title, content, settings }: PageFrame): string {
  const { lang, mode, form, design } = choices;
  const words = texts[lang];
  return markup`<!doctype html>
<html lang="${lang}" class="${mode} ${form} ${design}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="${sheets[design]}"><link rel="stylesheet" href="/salesforce/page.css"></head>
<body class="slds-scope"><a class="page-skip" href="#content">${words.skip}</a>${header(choices, words)}
<main id="content" class="page-content">${content}</main><footer class="page-notice">${words.notice}</footer>
${jsonScript('page-settings', settings)}<script type="module" src="/salesforce/built/page.js"></script></body></html>`
    .text;
}

const header = (choices: Choices, words: Texts): Html => markup`<header class="page-top">
<nav aria-label="${words.navigation}"><a href="${withChoices('/salesforce', choices)}">Salesforce</a> <a href="/">${words.hubspot}</a></nav>
<div class="page-switches">
${choice('lang', words.language, choices.lang, { en: 'English', de: 'Deutsch' })}
${choice('design', words.design, choices.design, { slds1: 'SLDS 1', slds2: 'SLDS 2' })}
${choices.design === 'slds1' ? '' : choice('mode', words.mode, choices.mode, { light: words.light, dark: words.dark })}
${choice('form', words.form, choices.form, { large: words.large, small: words.small })}
</div></header>`;

const choice = (name: string, label: string, chosen: string, options: Readonly<Record<string, string>>): Html =>
  markup`<select data-switch name="${name}" aria-label="${label}">${Object.entries(options).map(([value, text]) =>
    value === chosen
      ? markup`<option value="${value}" selected>${text}</option>`
      : markup`<option value="${value}">${text}</option>`,
  )}</select>`;

/** One field beside the component, as the org labels and shows it. */
export interface ShownField {
  readonly name: string;
  readonly label: string;
  readonly text: string;
}

export interface RecordContent {
  readonly object: OrgObject;
  readonly id: string;
  readonly title: string;
  readonly fields: readonly ShownField[];
}

/** A record page: the component in the main region, the written fields beside it. */
export const recordHtml = ({ object, id, title, fields }: RecordContent, words: Texts): Html =>
  markup`<h1 class="page-title"><span class="page-kind">${object}</span> ${title}</h1>
<div class="page-record"><div id="component" data-object="${object}" data-id="${id}"><p class="page-panel">${words.compiling}</p></div>
<aside class="page-panel" aria-label="${words.fields}"><h2>${words.fields}</h2><dl>${fields.map(({ name, label, text }) => fieldRow(name, label, text === '' ? words.empty : text))}</dl></aside></div>`;

const fieldRow = (name: string, label: string, text: string): Html =>
  markup`<div><dt>${label}</dt><dd data-field="${name}">${text}</dd></div>`;

export interface ListedRecords {
  readonly heading: string;
  readonly object: OrgObject;
  readonly records: readonly OrgRecord[];
}

export const listHtml = (lists: readonly ListedRecords[], choices: Choices, words: Texts): Html =>
  markup`<h1 class="page-title">${words.records}</h1>${lists.map(
    ({ heading, object, records }) =>
      markup`<section class="page-panel"><h2>${heading}</h2>${records.length === 0 ? words.none : table(object, records, choices, words)}</section>`,
  )}`;

const shown = (value: FieldValue | undefined): string => String(value ?? '');

const table = (object: OrgObject, records: readonly OrgRecord[], choices: Choices, words: Texts): Html =>
  markup`<table><thead><tr><th scope="col">${words.name}</th><th scope="col">${words.score}</th><th scope="col">${words.tier}</th></tr></thead>
<tbody>${records.map(
    ({ id, name, fields }) =>
      markup`<tr><th scope="row"><a href="${recordPath(object, id, choices)}">${name}</a></th><td>${shown(fields.Renewal_Health_Score__c)}</td><td>${tierOf(fields.Renewal_Tier__c, words)}</td></tr>`,
  )}</tbody></table>`;

function tierOf(code: FieldValue | undefined, { tiers }: Texts): string {
  const known: Readonly<Record<string, string>> = tiers;
  return typeof code === 'string' ? (known[code] ?? code) : '';
}
