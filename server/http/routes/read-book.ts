import { z } from 'zod';
import { type MakeRoute, ok, refuse } from './route.ts';

/** Empty and absent filters are off. */
const filter = z
  .string()
  .max(100)
  .optional()
  .transform((value) => (value === undefined || value === '' ? null : value));
const filters = z.object({ owner: filter, segment: filter, tier: filter, band: filter, milestone: filter });

export const readBook: MakeRoute = (door) => ({
  method: 'get',
  path: '/book',
  handle: async ({ connection, query, locale }) => {
    const book = await door.readRenewalBook(connection, filters.parse(query), locale);
    return book === null ? refuse(locale, 'not_connected') : ok(book);
  },
});
