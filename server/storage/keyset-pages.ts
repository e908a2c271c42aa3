/** Reads page after page, each beginning after the last key of the one before: memory holds one page, and rows added meanwhile disturb nothing. */
export async function* keysetPages<Row, Key>(
  start: Key,
  size: number,
  keyOf: (row: Row) => Key,
  read: (after: Key, limit: number) => Promise<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  for (let after = start; ;) {
    const page = await read(after, size);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    if (page.length < size) return;
    after = keyOf(last);
  }
}
