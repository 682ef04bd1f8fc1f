import type { LocalFunction } from '../functions/function.ts';

export interface Route {
  /** As the template writes it: `GET /health`, `ANY /police/{proxy+}`, `$default`. */
  readonly key: string;
  readonly method: string;
  readonly path: string;
  readonly target: LocalFunction;
}

export interface Matched {
  readonly route: Route;
  readonly parameters: Readonly<Record<string, string>>;
}

function parametersOf(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const given = path.split('/');
  const found: Record<string, string> = {};
  for (const [i, part] of wanted.entries()) {
    const name = /^\{(.+?)(\+)?\}$/.exec(part);
    if (name?.[2]) {
      const rest = given.slice(i).join('/');
      return rest === '' ? undefined : { ...found, [name[1] ?? '']: rest };
    }
    const value = given[i];
    if (value === undefined) return undefined;
    if (name) found[name[1] ?? ''] = value;
    else if (value !== part) return undefined;
  }
  return wanted.length === given.length ? found : undefined;
}

// API Gateway's order: a full match before a greedy one before $default; a named method before ANY.
const rank = ({ method, path }: Route): number =>
  (path === '$default' ? 4 : path.includes('+}') ? 2 : 0) + (method === 'ANY' ? 1 : 0);

/** The route that serves a request. */
export function matchRoute(routes: readonly Route[], method: string, path: string): Matched | undefined {
  const found = routes.flatMap(route => {
    if (route.method !== 'ANY' && route.method !== method) return [];
    const parameters = route.path === '$default' ? {} : parametersOf(route.path, path);
    return parameters ? [{ route, parameters }] : [];
  });
  return found.sort((a, b) => rank(a.route) - rank(b.route))[0];
}
