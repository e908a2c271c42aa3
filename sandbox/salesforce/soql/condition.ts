import {
  type Condition,
  type HavingClause,
  type ValueQueryCondition,
  type WhereClause,
} from '@jetstreamapp/soql-parser-js';
import { malformed } from '../http/api-error.ts';

/** One comparison of a WHERE or HAVING clause. */
export type Comparison = Exclude<Condition | ValueQueryCondition, { readonly openParen: number }>;

export type Expression =
  | { readonly is: 'comparison'; readonly comparison: Condition | ValueQueryCondition }
  | { readonly is: 'not'; readonly of: Expression }
  | { readonly is: 'and' | 'or'; readonly parts: readonly Expression[] };

type Token = '(' | ')' | 'AND' | 'OR' | 'NOT' | Condition | ValueQueryCondition;

/** The parser gives conditions as a flat list with counts of parentheses; this makes a tree of it. Mixing AND with OR without parentheses is an error, as on Salesforce. */
export function expressionOf(clause: WhereClause | HavingClause): Expression {
  const tokens = tokensOf(clause);
  const [expression, rest] = chain(tokens, 0);
  if (rest !== tokens.length) throw malformed('unexpected token: )');
  return expression;
}

function tokensOf(clause: WhereClause | HavingClause): Token[] {
  const tokens: Token[] = [];
  let current: WhereClause | HavingClause | null = clause;
  while (current !== null) {
    const { left } = current;
    const negation = 'operator' in current && current.operator === 'NOT';
    const { openParen = 0 } = left ?? {};
    for (let i = 0; i < openParen; i++) tokens.push('(');
    if (!negation && left !== null && !isNegation(left)) tokens.push(left);
    if (left !== null && 'closeParen' in left) for (let i = 0; i < (left.closeParen ?? 0); i++) tokens.push(')');
    if ('operator' in current) tokens.push(current.operator);
    current = 'right' in current ? current.right : null;
  }
  return tokens;
}

const isNegation = (condition: object): boolean => !('operator' in condition);

type Parsed = readonly [Expression, number];

function chain(tokens: readonly Token[], from: number): Parsed {
  const [first, after] = unary(tokens, from);
  const operator = tokens[after];
  if (operator !== 'AND' && operator !== 'OR') return [first, after];
  const parts = [first];
  let at = after;
  while (tokens[at] === operator) {
    const [next, rest] = unary(tokens, at + 1);
    parts.push(next);
    at = rest;
  }
  const other = tokens[at];
  if (other === 'AND' || other === 'OR') throw malformed(`unexpected token: ${other}`);
  return [{ is: operator === 'AND' ? 'and' : 'or', parts }, at];
}

function unary(tokens: readonly Token[], at: number): Parsed {
  const token = tokens[at];
  if (token === 'NOT') {
    const [of, rest] = unary(tokens, at + 1);
    return [{ is: 'not', of }, rest];
  }
  if (token === '(') {
    const [inner, rest] = chain(tokens, at + 1);
    if (tokens[rest] !== ')') throw malformed('expecting a right parentheses');
    return [inner, rest + 1];
  }
  if (token === undefined || typeof token === 'string') throw malformed(`unexpected token: ${token ?? '<EOF>'}`);
  return [{ is: 'comparison', comparison: token }, at + 1];
}
