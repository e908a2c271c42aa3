/**
 * The backend's contracts as plain data: what the generated file holds in place of zod schemas, which weigh ten times as much as the largest card.
 * Types are derived from the same data, so that what is checked and what is compiled against cannot differ.
 */
export type Shape =
  | 'string'
  | 'number'
  | 'boolean'
  | { readonly oneOf: readonly string[] }
  | { readonly orNull: Shape }
  | { readonly listOf: Shape }
  | { readonly mapOf: Shape }
  | { readonly anyOf: readonly Shape[] }
  | { readonly fields: Readonly<Record<string, Shape>> };

/** The value that a shape describes. */
export type Of<S> = S extends 'string'
  ? string
  : S extends 'number'
    ? number
    : S extends 'boolean'
      ? boolean
      : S extends { readonly oneOf: readonly (infer Word)[] }
        ? Word
        : S extends { readonly orNull: infer Inner }
          ? Of<Inner> | null
          : S extends { readonly listOf: infer Item }
            ? readonly Of<Item>[]
            : S extends { readonly mapOf: infer Item }
              ? Readonly<Record<string, Of<Item>>>
              : S extends { readonly anyOf: readonly (infer Option)[] }
                ? Of<Option>
                : S extends { readonly fields: infer Fields }
                  ? { readonly [K in keyof Fields]: Of<Fields[K]> }
                  : never;

/** Says whether a value that came over the network is what the contract promises. */
export type Contract<T> = (value: unknown) => value is T;
export type Promised<C> = C extends Contract<infer T> ? T : never;

/** Every field of the shape must be there, each of its kind. Unknown fields pass: a backend that is newer than the uploaded card adds some. */
export function contract<const S extends Shape>(shape: S): Contract<Of<S>> {
  return (value): value is Of<S> => matches(shape, value);
}

function matches(shape: Shape, value: unknown): boolean {
  if (typeof shape === 'string') return typeof value === shape;
  if ('oneOf' in shape) return typeof value === 'string' && shape.oneOf.includes(value);
  if ('orNull' in shape) return value === null || matches(shape.orNull, value);
  if ('anyOf' in shape) return shape.anyOf.some((option) => matches(option, value));
  if ('listOf' in shape) return Array.isArray(value) && value.every((item) => matches(shape.listOf, item));
  if (!isObject(value)) return false;
  if ('mapOf' in shape) return Object.values(value).every((item) => matches(shape.mapOf, item));
  return Object.entries(shape.fields).every(([name, field]) => matches(field, value[name]));
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
