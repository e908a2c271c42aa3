import type { Request } from 'express';

/** The pattern of a request's route, once it was found: a path holds record ids, and every scanner's guess would be a route of its own. */
export function routeOf(request: Request): string {
  const { route } = request as { readonly route?: { readonly path?: unknown } };
  return typeof route?.path === 'string' ? `${request.baseUrl}${route.path}` : 'unmatched';
}
