import { accountParam } from './params.ts';
import { type MakeRoute, ok } from './route.ts';

export const readAccount: MakeRoute = (door) => ({
  method: 'get',
  path: '/accounts/:id/health',
  handle: async ({ connection, params, locale }) =>
    ok(await door.readAccountHealth(connection, { account: accountParam.parse(params).id }, locale)),
});
