import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/**
 * Asks the compiler about changes that no test noticed: `npm test` checks types before it runs anything, so a change that does not compile is noticed too (a
 * `?.` that noUncheckedIndexedAccess demands, an empty text where only named ones are allowed). One file is changed in memory at a time.
 */
export function createTypeCheck(root) {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  let changed = { file: '', text: '', version: 0 };
  const service = ts.createLanguageService({
    ...ts.sys,
    getCompilationSettings: () => ({ ...options, incremental: false }),
    getScriptFileNames: () => (changed.file === '' ? [] : [changed.file]),
    getScriptVersion: (file) => (file === changed.file ? String(changed.version) : '0'),
    getScriptSnapshot: (file) =>
      ts.sys.fileExists(file)
        ? ts.ScriptSnapshot.fromString(file === changed.file ? changed.text : readFileSync(file, 'utf8'))
        : undefined,
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    useCaseSensitiveFileNames: () => true,
  });

  /** Whether `file` compiles with the text between two places (lines and columns from 1) replaced. Files that use it are not looked at. */
  return function compiles({ file, location, replacement }) {
    const path = join(root, file);
    const text = readFileSync(path, 'utf8');
    const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
    const at = ({ line, column }) => source.getPositionOfLineAndCharacter(line - 1, column - 1);
    const mutated = text.slice(0, at(location.start)) + replacement + text.slice(at(location.end));
    changed = { file: path, text: mutated, version: changed.version + 1 };
    return service.getSyntacticDiagnostics(path).length + service.getSemanticDiagnostics(path).length === 0;
  };
}
