import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, it } from '@jest/globals';
import ts from 'typescript';

const root = join(import.meta.dirname, '../..');
const length = 50_000;
const budgetMs = 50;

interface Found {
  readonly place: string;
  readonly expression: RegExp;
}

/** Every regular expression literal below a folder, with file and line. */
function literalsIn(folder: string): readonly Found[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => literalsOf(join(root, folder, name)));
}

function literalsOf(path: string): readonly Found[] {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ESNext, true);
  const found: Found[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
      const expression = new RegExp(node.text.slice(1, end), node.text.slice(end + 1));
      found.push({ place: `${relative(root, path)}:${line} ${node.text}`, expression });
    }
    node.forEachChild(visit);
  };
  visit(source);
  return found;
}

const classes: Readonly<Record<string, string>> = { d: '0', s: ' ', w: 'a', S: 'a', D: 'a', W: '-', n: '\n', t: '\t' };

/** Characters that the expression itself speaks of, and one that it may not know. */
function alphabetOf({ source }: RegExp): readonly string[] {
  const escapes = /\\u\{?([0-9a-fA-F]{4,5})\}?|\\p\{[^}]*\}|\\(.)|([^\\])/gu;
  const letters = [...source.matchAll(escapes)].map(([whole, hex, escaped, plain]) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (escaped !== undefined) return classes[escaped] ?? escaped;
    return plain ?? (whole.startsWith('\\p{Cc') ? '\u0001' : 'é');
  });
  return [...new Set(['a', '0', ' ', ...letters])].slice(0, 10);
}

/** Runs of one letter and of two in turn, alone and spoilt at their beginning or end: what makes nested and overlapping repetitions try every split. */
function* adversaries(alphabet: readonly string[], size: number): Generator<string> {
  for (const one of alphabet) {
    const run = one.repeat(size);
    yield* [run, `${run}\0`, `\0${run}`];
    for (const two of alphabet) {
      if (two === one) continue;
      yield* [`${two}${run}\0`, `${(one + two).repeat(size / 2)}\0`];
    }
  }
}

/** The fastest of three runs: a busy machine is slow once, an expression that backtracks always. */
function slowness(expression: RegExp, text: string): number {
  const took = () => {
    const began = performance.now();
    text.replace(expression, '');
    return performance.now() - began;
  };
  const first = took();
  return first > budgetMs && first < 20 * budgetMs ? Math.min(first, took(), took()) : first;
}

/**
 * The first text that takes too long. Short texts come first: an expression that is exponential shows it on 24 letters and would never come back from more,
 * one that is quadratic shows it in a second on 20,000 already.
 */
function slowText(expression: RegExp): string | null {
  const alphabet = alphabetOf(expression);
  for (const size of [24, length]) {
    for (const text of adversaries(alphabet, size)) {
      const ms = slowness(expression, text);
      if (ms > budgetMs)
        return `${Math.round(ms)} ms for ${text.length} characters: ${JSON.stringify(text.slice(0, 4))}...`;
    }
  }
  return null;
}

const literals = [...literalsIn('src'), ...literalsIn('server')];

it('T14 finds every kind of runaway expression that is planted', () => {
  const planted = [/^(a+)+$/, /(a|a)*b/, /(\w+\s?)*$/, /\/+$/, /[^@]+@[^@]+\.com/];
  for (const expression of planted) {
    expect([expression, slowText(expression)]).not.toEqual([expression, null]);
  }
});

it('T14 no regular expression of the product takes more than 50 ms for 50,000 characters made against it', () => {
  expect(literals.length).toBeGreaterThan(50);
  const slow = literals.flatMap(({ place, expression }) => {
    const text = slowText(expression);
    return text === null ? [] : [`${place} takes ${text}`];
  });
  expect(slow).toEqual([]);
});
