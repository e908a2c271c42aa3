import { renewalParam } from './params.ts';
import { type MakeRoute, ok } from './route.ts';

export const readRenewal: MakeRoute = (door) => ({
  method: 'get',
  path: '/renewals/:id/health',
  handle: async ({ connection, params, locale }) =>
    ok(await door.readAccountHealth(connection, { renewal: renewalParam.parse(params).id }, locale)),
});
