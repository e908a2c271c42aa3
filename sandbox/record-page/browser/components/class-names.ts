/** Joins class names and leaves out what is false, null or undefined. */
export const classes = (...names: readonly (string | false | null | undefined)[]): string =>
  names.filter((name) => name !== false && name !== null && name !== undefined && name !== '').join(' ');

const short: Readonly<Record<string, string>> = {
  'extra-small': 'xs',
  small: 'sm',
  medium: 'md',
  large: 'lg',
  'extra-large': 'xl',
};

/** Sizes have two spellings in the SDK; classes have one. */
export const sized = (prefix: string, size: string | undefined, usual: string): string =>
  `${prefix}-${short[size ?? usual] ?? size ?? usual}`;
