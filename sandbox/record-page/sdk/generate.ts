import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type * as TypeScript from 'typescript';

/**
 * node sandbox/record-page/sdk/generate.ts [--check]: every component of @hubspot/ui-extensions with the props its types allow, into
 * generated/component-props.json. To be run again when the SDK's version changes; `--check` only compares and ends with 1 when the file is out of date.
 */
// dev package, loaded by name: nothing that the sandbox runs may import it
const packageName = 'typescript';
const { default: ts } = (await import(packageName)) as { default: typeof TypeScript };
const require = createRequire(import.meta.url);
const sdk = join(dirname(require.resolve('@hubspot/ui-extensions')), 'shared.synced');
const components = join(sdk, 'remoteComponents.synced.d.ts');
const typeFiles = ['components', 'pages/components'].map((folder) => join(sdk, 'types', folder, 'index.synced.d.ts'));

const program = ts.createProgram([components, ...typeFiles], {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  noEmit: true,
});
const checker = program.getTypeChecker();

type Allowed = Record<string, (string | number | boolean)[] | null>;

function exportsOf(file: string): readonly TypeScript.Symbol[] {
  const source = program.getSourceFile(file);
  const module = source === undefined ? undefined : checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${file} is not a module: has the SDK moved its types?`);
  return checker.getExportsOfModule(module);
}

const propTypes = new Map(
  typeFiles.flatMap(exportsOf).map((symbol) => [symbol.name, checker.getDeclaredTypeOfSymbol(symbol)]),
);

/** The literal values of a type; null when it takes more than literals. */
function literals(type: TypeScript.Type): (string | number | boolean)[] | null {
  const parts = (type.isUnion() ? type.types : [type]).filter((part) => !(part.flags & ts.TypeFlags.Undefined));
  const values = parts.map((part) => {
    if (part.isStringLiteral() || part.isNumberLiteral()) return part.value;
    return part.flags & ts.TypeFlags.BooleanLiteral ? checker.typeToString(part) === 'true' : null;
  });
  return values.length === 0 || values.includes(null) ? null : values.filter((value) => value !== null);
}

/** Paginated tables, sorted headers and the like are unions: a prop may come from any member, with any member's values. */
function allowedBy(type: TypeScript.Type): Allowed {
  const allowed: Allowed = {};
  for (const member of type.isUnion() ? type.types : [type])
    for (const prop of member.getProperties()) {
      if (prop.name === 'children' || prop.name === 'testId') continue;
      const values = literals(checker.getTypeOfSymbol(prop));
      const known = allowed[prop.name];
      allowed[prop.name] =
        known === null || values === null ? null : [...new Set([...(known ?? []), ...values])].sort();
    }
  return Object.fromEntries(Object.entries(allowed).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Names under which components cross to the host, from the registrations in the SDK's own code: they differ from the exports for parts such as Dropdown.ButtonItem. */
function remoteNames(): readonly string[] {
  const code = readFileSync(components.replace('.d.ts', '.js'), 'utf8');
  return [...code.matchAll(/createAndRegisterRemote(?:Compound)?ReactComponent\('(\w+)'/g)].map(
    ([, name]) => name ?? '',
  );
}

const exported = new Map(exportsOf(components).map((symbol) => [symbol.name, checker.getTypeOfSymbol(symbol)]));

/** Parts of compound components, whose types stand under another name than the component crosses with. */
const partTypes: Readonly<Record<string, string>> = {
  PageHeaderPrimaryAction: 'PageHeaderPrimaryActionProps',
  PageHeaderSecondaryActions: 'PageHeaderSecondaryActionsProps',
  PageBreadcrumbsPageLink: 'PageLinkProps',
};

function propsOf(name: string): TypeScript.Type {
  const found = exported.get(name)?.aliasTypeArguments?.[0] ?? propTypes.get(partTypes[name] ?? `${name}Props`);
  if (found === undefined) throw new Error(`No type holds the props of ${name}: has the SDK renamed it?`);
  return found;
}

const names = [...new Set(remoteNames())].sort();
const lines = names.map((name) => `${JSON.stringify(name)}: ${JSON.stringify(allowedBy(propsOf(name)))}`);
const output = `{\n${lines.join(',\n')}\n}\n`;
const file = join(import.meta.dirname, 'generated', 'component-props.json');
if (!process.argv.includes('--check')) writeFileSync(file, output);
else if (readFileSync(file, 'utf8') !== output) {
  console.error('generated/component-props.json does not fit the installed SDK: run generate.ts');
  process.exitCode = 1;
}
