import { type Document, isMap, isScalar, isSeq, type LineCounter, type Node, type Pair, visit } from 'yaml';
import type * as z from 'zod';

/** One thing wrong with a scorecard file, where it stands and in what way. */
export type ScorecardError = {
  readonly file: string;
  /** 1-based. Of a missing key: the line of what lacks it. */
  readonly line: number;
  /** Dotted path such as measures.nps.weight; empty for the file as a whole. */
  readonly key: string;
} & ScorecardProblem;

export type ScorecardProblem =
  | { readonly code: 'not_yaml'; readonly text: string }
  | {
      readonly code:
        'unknown_key' | 'missing' | 'not_ascending' | 'nothing_weighs' | 'not_a_name' | 'alias' | 'unknown_base';
    }
  | { readonly code: 'wrong_type'; readonly expected: string }
  | { readonly code: 'too_small'; readonly minimum: number }
  | { readonly code: 'too_big'; readonly maximum: number }
  | { readonly code: 'not_one_of'; readonly allowed: readonly string[] }
  | { readonly code: 'out_of_order'; readonly above: string };

type Path = readonly PropertyKey[];

/** Errors of the YAML itself: bad syntax, a key twice. */
export const yamlErrors = (document: Document, lines: LineCounter, file: string): readonly ScorecardError[] =>
  document.errors.map(({ message, pos }) => ({
    file,
    line: lines.linePos(pos[0]).line,
    key: '',
    code: 'not_yaml',
    text: message.split('\n')[0] ?? message,
  }));

/** Aliases are refused: a scorecard needs none, and a few lines of them can grow to gigabytes. */
export function aliasErrors(document: Document, lines: LineCounter, file: string): readonly ScorecardError[] {
  const errors: ScorecardError[] = [];
  visit(document, {
    Alias: (_, { range }) => {
      errors.push({ file, line: lines.linePos(range?.[0] ?? 0).line, key: '', code: 'alias' });
    },
  });
  return errors;
}

/** Errors of what the file says, one for each unknown key and each wrong value, in the order of their lines. */
export function contentErrors(
  issues: readonly z.core.$ZodIssue[],
  { document, lines, file, whole }: SourceFile,
): readonly ScorecardError[] {
  const errors = issues.flatMap((issue) =>
    problemsOf(issue, whole).map(({ path, problem }) => ({
      file,
      line: lineOf(document, lines, path),
      key: path.map(String).join('.'),
      ...problem,
    })),
  );
  return errors.sort((a, b) => a.line - b.line);
}

interface SourceFile {
  readonly document: Document;
  readonly lines: LineCounter;
  readonly file: string;
  /** What the file says, laid over what it extends. */
  readonly whole: unknown;
}

/** A sentence for a terminal: file, line, key and what is wrong. */
export function scorecardErrorText(error: ScorecardError): string {
  const where = `${error.file}:${error.line}: `;
  return where + (error.key === '' ? '' : `${error.key} `) + problemText(error);
}

interface Found {
  readonly path: Path;
  readonly problem: ScorecardProblem;
}

function problemsOf(issue: z.core.$ZodIssue, whole: unknown): readonly Found[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => ({ path: [...path, key], problem: { code: 'unknown_key' } }));
  const isThere = path.length === 0 || valueAt(whole, path) !== undefined;
  return [{ path, problem: isThere ? problemOf(issue) : { code: 'missing' } }];
}

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (inside, key) => (typeof inside === 'object' && inside !== null ? Reflect.get(inside, key) : undefined),
    value,
  );

function problemOf(issue: z.core.$ZodIssue): ScorecardProblem {
  switch (issue.code) {
    case 'too_small':
      return { code: 'too_small', minimum: Number(issue.minimum) };
    case 'too_big':
      return { code: 'too_big', maximum: Number(issue.maximum) };
    case 'invalid_value':
      return { code: 'not_one_of', allowed: issue.values.map(String) };
    case 'invalid_format':
      return { code: 'not_a_name' };
    case 'invalid_type':
      // A measure that scores by levels has no curve: the key does not belong there.
      return issue.expected === 'undefined'
        ? { code: 'unknown_key' }
        : { code: 'wrong_type', expected: issue.expected };
    case 'custom':
      return ruleOf(issue.params ?? {});
    default:
      return { code: 'wrong_type', expected: 'another value' };
  }
}

function ruleOf({ rule, above }: Readonly<Record<string, unknown>>): ScorecardProblem {
  if (rule === 'not_ascending') return { code: 'not_ascending' };
  return { code: 'out_of_order', above: String(above) };
}

/** The line of the deepest part of the path that is in the file. */
function lineOf(document: Document, lines: LineCounter, path: Path): number {
  let offset = 0;
  let node: unknown = document.contents;
  for (const step of path) {
    const next = stepInto(node, step);
    if (next === null) break;
    offset = next.offset;
    node = next.node;
  }
  return lines.linePos(offset).line;
}

function stepInto(node: unknown, step: PropertyKey): { readonly offset: number; readonly node: unknown } | null {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === step) as
      Pair<Node, Node | null> | undefined;
    return pair === undefined ? null : { offset: pair.key.range?.[0] ?? 0, node: pair.value };
  }
  if (!isSeq(node) || typeof step !== 'number') return null;
  const item = node.items[step] as Node | undefined;
  return item === undefined ? null : { offset: item.range?.[0] ?? 0, node: item };
}

function problemText(problem: ScorecardProblem): string {
  switch (problem.code) {
    case 'not_yaml':
      return problem.text;
    case 'unknown_key':
      return 'is not a key that belongs here';
    case 'missing':
      return 'is missing';
    case 'not_ascending':
      return 'must have a greater raw value than the point before it';
    case 'nothing_weighs':
      return 'must give at least one measure a weight above 0';
    case 'not_a_name':
      return 'must be lower-case letters, digits, dots and hyphens';
    case 'unknown_base':
      return 'must name the version of the scorecard that is extended';
    case 'alias':
      return 'refers to another place by *, which a scorecard must not do';
    case 'wrong_type':
      return `must be of type ${problem.expected}`;
    case 'too_small':
      return `must be at least ${problem.minimum}`;
    case 'too_big':
      return `must be at most ${problem.maximum}`;
    case 'not_one_of':
      return `must be one of ${problem.allowed.join(', ')}`;
    case 'out_of_order':
      return `must not be above ${problem.above}`;
  }
}
