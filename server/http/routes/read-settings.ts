import { type MakeRoute, ok, refuse } from './route.ts';

export const readSettings: MakeRoute = (door) => ({
  method: 'get',
  path: '/settings',
  handle: async ({ connection, locale }) => {
    const settings = await door.readSettings(connection, locale);
    return settings === null ? refuse(locale, 'not_connected') : ok(settings);
  },
});
