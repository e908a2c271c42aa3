import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element of a metadata file: its text, or its child elements by name. */
export interface Element {
  readonly text: string;
  readonly children: ReadonlyMap<string, readonly Element[]>;
}

interface Property {
  readonly type: string;
  readonly many: boolean;
  readonly required: boolean;
}
interface Schema {
  readonly types: ReadonlyMap<string, ReadonlyMap<string, Property>>;
  readonly choices: ReadonlyMap<string, ReadonlySet<string>>;
}

const declarations = join(import.meta.dirname, '../../node_modules/@salesforce/types/lib/metadata.d.ts');
const schema = readSchema(readFileSync(declarations, 'utf8'));

/** Salesforce publishes its metadata WSDL as TypeScript, generated line by line: one property a line, one list of values a line. */
function readSchema(text: string): Schema {
  const types = new Map<string, ReadonlyMap<string, Property>>();
  for (const [, name = '', body = ''] of text.matchAll(/^export type (\w+) = [^{;']*\{\n([\s\S]*?)^\};/gm))
    types.set(name, new Map([...body.matchAll(/^ {4}(\w+)(\??): (\w+)(\[\])?;/gm)].map(toProperty)));
  for (const [, name = '', original = ''] of text.matchAll(/^export type (\w+) = (\w+);/gm))
    types.set(name, types.get(original) ?? new Map<string, Property>());
  const choices = [...text.matchAll(/^export type (\w+) = ('.*');$/gm)].map(
    ([, name = '', values = '']) => [name, new Set(values.slice(1, -1).split("' | '"))] as const,
  );
  return { types, choices: new Map(choices) };
}

function toProperty([, name = '', optional = '', type = '', many]: RegExpMatchArray): readonly [string, Property] {
  return [name, { type, many: many !== undefined, required: optional === '' && many === undefined }];
}

const parser = new XMLParser({ parseTagValue: false, isArray: () => true });

/** The root element of a metadata file and its type. Throws on text that is not XML. */
export function parseMetadata(text: string): { readonly type: string; readonly element: Element } {
  const verdict = XMLValidator.validate(text);
  if (verdict !== true) throw new Error(`${verdict.err.msg} (line ${verdict.err.line})`);
  const document = toElement(parser.parse(text)).children;
  const type = [...document.keys()].find((name) => name !== '?xml') ?? '';
  return { type, element: document.get(type)?.[0] ?? toElement('') };
}

function toElement(parsed: unknown): Element {
  if (typeof parsed !== 'object' || parsed === null) return { text: String(parsed), children: new Map() };
  const children = Object.entries(parsed).map(([name, list]) => [name, (list as unknown[]).map(toElement)] as const);
  return { text: '', children: new Map(children) };
}

/** The texts at a path of element names, in the order of the file. */
export const textsAt = (element: Element, ...path: readonly string[]): readonly string[] =>
  elementsAt(element, ...path).map(({ text }) => text);

export const elementsAt = (element: Element, ...path: readonly string[]): readonly Element[] =>
  path.reduce<readonly Element[]>(
    (elements, name) => elements.flatMap(({ children }) => children.get(name) ?? []),
    [element],
  );

/** What Salesforce's schema has against the content of a metadata file: unknown, missing and repeated elements, and values of the wrong kind. */
export function metadataFaults(text: string): readonly string[] {
  try {
    const { type, element } = parseMetadata(text);
    return faultsOf(type, element, type);
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

function faultsOf(type: string, element: Element, path: string): readonly string[] {
  const choices = schema.choices.get(type);
  if (choices !== undefined) return choices.has(element.text) ? [] : [`${path}: ${element.text} is no ${type}`];
  const properties = schema.types.get(type);
  if (properties === undefined) return scalarFaults(type, element, path);
  const missing = [...properties].filter(([name, { required }]) => required && !element.children.has(name));
  return [
    ...missing.map(([name]) => `${path}: ${name} is missing`),
    ...[...element.children].flatMap(([name, list]) => childFaults(properties, name, list, path)),
  ];
}

function childFaults(
  properties: ReadonlyMap<string, Property>,
  name: string,
  list: readonly Element[],
  path: string,
): readonly string[] {
  // The schema calls the settings of a component's targets a string; they are elements with attributes.
  if (name === 'targetConfigs') return [];
  const property = name === 'fullName' ? { type: 'string', many: false } : properties.get(name);
  if (property === undefined) return [`${path}: ${name} is unknown`];
  const repeated = list.length > 1 && !property.many ? [`${path}: ${name} is repeated`] : [];
  return [...repeated, ...list.flatMap((child) => faultsOf(property.type, child, `${path}/${name}`))];
}

const scalars: Readonly<Record<string, RegExp>> = {
  string: /^/,
  boolean: /^(true|false)$/,
  number: /^-?\d+(\.\d+)?$/,
};

function scalarFaults(type: string, element: Element, path: string): readonly string[] {
  const form = scalars[type];
  if (form === undefined) return [`${path}: the schema has no type ${type}`];
  return element.children.size === 0 && form.test(element.text) ? [] : [`${path}: ${element.text} is no ${type}`];
}
