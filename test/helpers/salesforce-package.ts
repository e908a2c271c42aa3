import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { elementsAt, parseMetadata, textsAt, type Element } from './salesforce-metadata.ts';

export const bridge = join(import.meta.dirname, '../../salesforce-lwc-bridge');
export const source = join(bridge, 'force-app/main/default');

export interface PackageFile {
  /** From the folder of the package's source, such as reports/Renewal_Health/Top_Risks.report-meta.xml. */
  readonly path: string;
  /** Top_Risks. */
  readonly name: string;
  readonly text: string;
  readonly element: Element;
}

export const readText = (path: string): string => readFileSync(join(bridge, path), 'utf8');

export function packageFiles(pattern: string): readonly PackageFile[] {
  return globSync(pattern, { cwd: source })
    .toSorted()
    .map((path) => {
      const text = readFileSync(join(source, path), 'utf8');
      return { path, name: basename(path).split('.')[0] ?? '', text, element: parseMetadata(text).element };
    });
}

/** The one file of a pattern. */
export function packageFile(pattern: string): Element {
  const [file, ...more] = packageFiles(pattern);
  if (file === undefined || more.length > 0) throw new Error(`not exactly one file ${pattern}`);
  return file.element;
}

export interface PackageField {
  /** Account.Renewal_Tier__c */
  readonly id: string;
  readonly type: string;
  readonly label: string;
  /** Most characters of a text; null for other types. */
  readonly length: number | null;
  /** Digits in all and behind the point; null for other types than numbers. */
  readonly digits: readonly [number, number] | null;
  readonly restricted: boolean;
  /** Picklist code → English label. */
  readonly values: ReadonlyMap<string, string>;
}

export function packageFields(): ReadonlyMap<string, PackageField> {
  const fields = packageFiles('objects/*/fields/*').map(({ path, element }) => {
    const id = `${basename(dirname(dirname(path)))}.${one(element, 'fullName')}`;
    const values = elementsAt(element, 'valueSet', 'valueSetDefinition', 'value');
    const length = textsAt(element, 'length')[0];
    const precision = textsAt(element, 'precision')[0];
    return {
      id,
      type: one(element, 'type'),
      label: one(element, 'label'),
      length: length === undefined ? null : Number(length),
      digits: precision === undefined ? null : ([Number(precision), Number(one(element, 'scale'))] as const),
      restricted: textsAt(element, 'valueSet', 'restricted')[0] === 'true',
      values: new Map(values.map((value) => [one(value, 'fullName'), one(value, 'label')])),
    };
  });
  return new Map(fields.map((field) => [field.id, field]));
}

export const one = (element: Element, ...path: readonly string[]): string => {
  const [text, ...more] = textsAt(element, ...path);
  if (text === undefined || more.length > 0) throw new Error(`not exactly one ${path.join('/')}`);
  return text;
};

/** Members of a manifest by type. */
export function manifestMembers(name: string): ReadonlyMap<string, readonly string[]> {
  const { element } = parseMetadata(readText(`manifest/${name}.xml`));
  return new Map(elementsAt(element, 'types').map((type) => [one(type, 'name'), textsAt(type, 'members')]));
}
