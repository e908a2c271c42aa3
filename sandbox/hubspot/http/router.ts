import { objectTypeNamed } from '../portal/object-types.ts';
import { type Route, type Version } from './call.ts';

export interface Matched {
  readonly route: Route;
  readonly version: Version;
  readonly params: Readonly<Record<string, string>>;
  /** What the call log counts: the path with ids taken out and object types by their plural names. */
  readonly template: string;
}

export type Router = (method: string, path: string) => Matched | null;

const versions = new Set<string>(['v1', 'v3', 'v4', '2026-03', '2026-09'] satisfies Version[]);
const isVersion = (text: string | undefined): text is Version => text !== undefined && versions.has(text);
const isDated = (text: string | undefined): text is Version => isVersion(text) && text.startsWith('20');
/** These put the version behind the family; the CRM puts it before or behind the area. */
const versionSecond = new Set(['oauth', 'account-info', 'appinstalls']);
const typeParams = new Set(['{objectType}', '{fromObjectType}', '{toObjectType}']);

interface Pattern {
  readonly route: Route;
  readonly segments: readonly string[];
}

/** Finds routes whether the version stands before the area (/crm/v3/objects) or after it (/crm/objects/2026-09). */
export function createRouter(routes: readonly Route[]): Router {
  const patterns = new Map<string, Pattern[]>();
  for (const route of routes) {
    const segments = route.path.split('/');
    const key = `${route.method} ${segments.length}`;
    patterns.set(key, [...(patterns.get(key) ?? []), { route, segments }]);
  }
  // a literal segment wins over a parameter: `batch/read` is never taken for a record id
  for (const list of patterns.values()) list.sort((a, b) => parameters(a) - parameters(b));

  return (method, path) => {
    const parts = path.split('/').filter((part) => part !== '');
    const found = versioned(parts);
    if (found === null) return null;
    const candidates = patterns.get(`${method} ${found.rest.length}`) ?? [];
    for (const { route, segments } of candidates) {
      const params = match(segments, found.rest);
      if (params === null || !route.versions.includes(found.version)) continue;
      return { route, version: found.version, params, template: templateOf(method, parts, found, segments) };
    }
    return null;
  };
}

const parameters = ({ segments }: Pattern): number => segments.filter((segment) => segment.startsWith('{')).length;

interface Versioned {
  readonly version: Version;
  /** The path without `crm` and without its version. */
  readonly rest: readonly string[];
}

function versioned(parts: readonly string[]): Versioned | null {
  const [family, second, third] = parts;
  if (family === 'crm' && isVersion(second)) return { version: second, rest: parts.slice(2) };
  if (family === 'crm' && second !== undefined && isDated(third))
    return { version: third, rest: [second, ...parts.slice(3)] };
  if (family !== undefined && versionSecond.has(family) && isVersion(second))
    return { version: second, rest: [family, ...parts.slice(2)] };
  return null;
}

function match(segments: readonly string[], parts: readonly string[]): Record<string, string> | null {
  const params: Record<string, string> = {};
  for (const [at, segment] of segments.entries()) {
    const part = parts[at] ?? '';
    if (segment.startsWith('{')) params[segment.slice(1, -1)] = decoded(part);
    else if (segment !== part) return null;
  }
  return params;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function templateOf(
  method: string,
  parts: readonly string[],
  { rest }: Versioned,
  segments: readonly string[],
): string {
  const shown = segments.map((segment, at) => (typeParams.has(segment) ? pluralOf(rest[at] ?? '') : segment));
  const lead = parts.slice(0, parts.length - rest.length);
  // dated paths carry the version behind the area
  const dated = parts[0] === 'crm' && !isVersion(parts[1]);
  const path = dated
    ? ['crm', shown[0], parts[2], ...shown.slice(1)]
    : parts[0] === 'crm'
      ? [...lead, ...shown]
      : [parts[0], parts[1], ...shown.slice(1)];
  return `${method} /${path.join('/')}`;
}

const pluralOf = (name: string): string => objectTypeNamed(name) ?? name;
