import { type Route } from './call.ts';

export interface Matched {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
  /** What the call log counts: the path with ids taken out, such as `PATCH /composite/sobjects`. */
  readonly template: string;
}

export type Router = (method: string, path: string) => Matched | null;

interface Pattern {
  readonly route: Route;
  readonly segments: readonly string[];
}

const versioned = /^\/services\/data\/v\d{2}\.0(?=\/|$)/;

/** Routes below /services/data are the same in every version. */
export function createRouter(routes: readonly Route[]): Router {
  const patterns = routes.map((route): Pattern => ({ route, segments: route.path.split('/') }));
  // a literal segment wins over a parameter
  patterns.sort((a, b) => parameters(a) - parameters(b));
  return (method, path) => {
    const below = versioned.exec(path);
    const rest = below === null ? path : path.slice(below[0].length + 1);
    const parts = rest.replace(/\/$/, '').split('/');
    for (const { route, segments } of patterns) {
      if (route.method !== method || segments.length !== parts.length) continue;
      const params = match(segments, parts);
      if (params !== null) return { route, params, template: templateOf(method, route.path, params) };
    }
    return null;
  };
}

const parameters = ({ segments }: Pattern): number => segments.filter((segment) => segment.startsWith('{')).length;

function match(segments: readonly string[], parts: readonly string[]): Record<string, string> | null {
  const params: Record<string, string> = {};
  for (const [at, segment] of segments.entries()) {
    const part = parts[at] ?? '';
    if (segment.startsWith('{')) params[segment.slice(1, -1)] = decodeURIComponent(part);
    else if (segment !== part) return null;
  }
  return params;
}

function templateOf(method: string, path: string, { object }: Readonly<Record<string, string>>): string {
  const named = object === undefined ? path : path.replace('{object}', object);
  return `${method} ${named.startsWith('/') ? named : `/${named}`}`;
}
