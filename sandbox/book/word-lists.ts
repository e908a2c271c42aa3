/** Words divided by spaces. */
export function wordList(text: string): readonly string[] {
  return text.split(' ');
}

/** `native|latin`, or one word that is both. */
export function nativeAndLatin(entry: string): readonly [native: string, latin: string] {
  const [native = '', latin = native] = entry.split('|');
  return [native, latin];
}
