import { z } from 'zod';

const PHASES = ['filesystem', 'miss', 'error'] as const;

/**
 * A route of the Build Output API, limited to what `vercel build` writes for this project; anything else is rejected
 * (https://vercel.com/docs/build-output-api/configuration#routes).
 */
export const routeSchema = z.union([
  z.strictObject({ handle: z.enum(PHASES) }),
  z.strictObject({
    src: z.string(),
    dest: z
      .string()
      .refine((dest) => dest.startsWith('/') && !dest.includes('?'), 'is no plain path of this deployment')
      .optional(),
    headers: z.record(z.string(), z.string()).optional(),
    /** Only adds headers; later routes decide. */
    continue: z.boolean().optional(),
    /** Matches only if `dest` exists. */
    check: z.boolean().optional(),
    status: z.int().optional(),
  }),
]);

export type Route = z.infer<typeof routeSchema>;
type Rule = Exclude<Route, { handle: string }> & { pattern: RegExp };

export interface Resolution<T> {
  /** What serves the request; undefined if `status` is set. */
  target: T | undefined;
  status: number;
  /** Headers added by the routes passed. */
  headers: Record<string, string>;
}

export type Router = <T>(path: string, find: (path: string) => T | undefined) => Resolution<T>;

/** Applies routes in Vercel's order: before the file system, the path itself, rewrites, misses, then errors' pages. */
export function createRouter(routes: Route[]): Router {
  const { start, filesystem, miss, error } = byPhase(routes);
  return (path, find) => {
    const headers: Record<string, string> = {};
    const first = follow(start, path, find, headers);
    if (first) return first;
    const found = find(path);
    if (found !== undefined) return { target: found, status: 200, headers };
    const last = follow([...filesystem, ...miss], path, find, headers);
    const { status } = last ?? { status: 404 };
    if (last?.target !== undefined || status < 400) return last ?? { target: undefined, status, headers };
    const pages = error.filter((rule) => (rule.status ?? status) === status);
    return { target: follow(pages, path, find, headers)?.target, status, headers };
  };
}

function byPhase(routes: Route[]): Record<'start' | (typeof PHASES)[number], Rule[]> {
  const rules: ReturnType<typeof byPhase> = { start: [], filesystem: [], miss: [], error: [] };
  let phase: keyof typeof rules = 'start';
  for (const route of routes) {
    if ('handle' in route) phase = route.handle;
    else rules[phase].push({ ...route, pattern: new RegExp(route.src) });
  }
  return rules;
}

function follow<T>(
  rules: Rule[],
  path: string,
  find: (path: string) => T | undefined,
  headers: Record<string, string>,
): Resolution<T> | undefined {
  for (const rule of rules) {
    const match = rule.pattern.exec(path);
    if (!match) continue;
    Object.assign(headers, rule.headers);
    if (rule.continue) continue;
    if (rule.dest === undefined) return { target: undefined, status: rule.status ?? 404, headers };
    const target = find(rule.dest.replace(/\$(\d+)/g, (_, group) => match[Number(group)] ?? ''));
    if (target !== undefined) return { target, status: 200, headers };
    if (!rule.check) return { target: undefined, status: 404, headers };
  }
  return undefined;
}
