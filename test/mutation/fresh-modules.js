import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import vm from 'node:vm';

/**
 * Loads the project's own modules anew each time, in this process: what a module keeps (compiled curves, parsed scorecards) must not pass from one change of
 * the code to the next. Text is read and stripped of its types once, packages are loaded once.
 */
export function createFreshModules(standIns) {
  const scripts = new Map();
  const packages = new Map();

  const scriptOf = (file) => {
    const known = scripts.get(file);
    if (known !== undefined) return known;
    const source = readFileSync(file, 'utf8');
    const script = { code: file.endsWith('.ts') ? stripTypeScriptTypes(source) : source, cachedData: undefined };
    scripts.set(file, script);
    return script;
  };

  const packageOf = async (name) => {
    const known = packages.get(name);
    if (known !== undefined) return known;
    const real = await import(standIns[name] ?? name);
    const names = Object.keys(real);
    const module = new vm.SyntheticModule(names, () => {
      for (const each of names) module.setExport(each, real[each]);
    });
    packages.set(name, module);
    return module;
  };

  /** Runs a file and all it imports; resolves when its top level has been evaluated. */
  return async function load(...files) {
    const loaded = new Map();
    const moduleOf = (file) => {
      const known = loaded.get(file);
      if (known !== undefined) return known;
      const script = scriptOf(file);
      const { code, cachedData } = script;
      const initializeImportMeta = (meta) =>
        Object.assign(meta, { url: pathToFileURL(file).href, dirname: dirname(file) });
      const module = new vm.SourceTextModule(code, { identifier: file, cachedData, initializeImportMeta });
      script.cachedData ??= module.createCachedData();
      loaded.set(file, module);
      return module;
    };
    const link = (specifier, { identifier }) =>
      specifier.startsWith('.') ? moduleOf(join(dirname(identifier), specifier)) : packageOf(specifier);
    for (const file of files) {
      const module = moduleOf(resolve(file));
      await module.link(link);
      await module.evaluate();
    }
  };
}
