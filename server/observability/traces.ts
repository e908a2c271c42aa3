import { types } from 'node:util';

/** Where an unforeseen error came from: class names, codes and frames of it and its causes. Messages are left out: they quote values, tokens among them. */
export function tracesOf(error: unknown): readonly string[] {
  if (!types.isNativeError(error)) return [];
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [kindOf(error), ...frames, ...tracesOf(error.cause)];
}

/** "TypeError", "Error ENOENT": words only, whatever somebody set as a name. */
export const kindOf = (error: unknown): string =>
  [textOf(error, 'name') || 'Error', textOf(error, 'code')].filter((word) => /^\w+$/.test(word)).join(' ');

export function textOf(error: unknown, name: string): string {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
