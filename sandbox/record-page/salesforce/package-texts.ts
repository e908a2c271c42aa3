import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type OrgObject } from './org.ts';
import { type Language } from './texts.ts';

/** Label name → text as the org shows it. `folder` is force-app/main/default. Read at every page, so that an edit is seen after a reload. */
export async function labelTexts(folder: string, language: Language): Promise<Readonly<Record<string, string>>> {
  const english = pairs(await read(folder, 'labels/CustomLabels.labels-meta.xml'), 'labels', 'fullName', 'value');
  if (language === 'en') return Object.fromEntries(english);
  const german = await read(folder, 'translations/de.translation-meta.xml');
  return Object.fromEntries([...english, ...pairs(german, 'customLabels', 'name', 'label')]);
}

export interface FieldTexts {
  readonly label: string;
  /** Null: no picklist. */
  readonly options: readonly { readonly value: string; readonly label: string }[] | null;
}

/** Label and choices of a field, as the org shows them. */
export async function fieldTexts(
  folder: string,
  object: OrgObject,
  name: string,
  language: Language,
): Promise<FieldTexts> {
  const field = await read(folder, `objects/${object}/fields/${name}.field-meta.xml`);
  const values = pairs(field, 'value', 'fullName', 'label');
  const german = language === 'de' ? await read(folder, germanPath(object, name)) : '';
  const translated = new Map(pairs(german, 'picklistValues', 'masterLabel', 'translation'));
  return {
    label: german === '' ? outerLabel(field) : outerLabel(german),
    options:
      values.length === 0 ? null : values.map(([value, label]) => ({ value, label: translated.get(label) ?? label })),
  };
}

const germanPath = (object: OrgObject, name: string): string =>
  `objectTranslations/${object}-de/${name}.fieldTranslation-meta.xml`;
const read = (folder: string, path: string): Promise<string> => readFile(join(folder, path), 'utf8');

/** The field's own label: four spaces deep, where those of its values are deeper. */
const outerLabel = (xml: string): string => plain(/^ {4}<label>([^]*?)<\/label>/m.exec(xml)?.[1] ?? '');

/** Flat elements of texts only, which is all that is looked for here: no reader of XML at large is needed. */
function pairs(xml: string, element: string, key: string, value: string): readonly (readonly [string, string])[] {
  const blocks = xml.match(new RegExp(`<${element}>\\s*<[^]*?</${element}>`, 'g')) ?? [];
  return blocks.map((block) => [inside(block, key), inside(block, value)]);
}

const inside = (block: string, tag: string): string =>
  plain(new RegExp(`<${tag}>([^]*?)</${tag}>`).exec(block)?.[1] ?? '');

const plain = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
