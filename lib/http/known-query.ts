import { type RouteConfig, z } from '@hono/zod-openapi';
import type { MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Fault } from '../core/errors.ts';
import { invalidInput } from '../core/issue-faults.ts';
import type { HttpEnv } from './env.ts';

/** Vercel's own parameters, such as the one that passes a preview's protection, reach the function too. */
const OF_THE_PLATFORM = /^x-vercel-/;

function parametersOf({ request }: RouteConfig): string[] {
  const query: unknown = request?.query;
  return query instanceof z.ZodObject ? Object.keys(query.shape) : [];
}

/**
 * Refuses a parameter that a changing operation does not have: a misspelt `dry_run` would create what was only asked
 * about. Reading operations ignore such parameters.
 * @throws Refusal `invalid_input`.
 */
export function knownQuery(route: RouteConfig): MiddlewareHandler<HttpEnv> {
  const known = parametersOf(route);
  const remedy = known.length === 0 ? 'It has none.' : `It has ${known.join(', ')}.`;
  return createMiddleware<HttpEnv>((c, next) => {
    const names = new Set(new URL(c.req.url).searchParams.keys());
    const faults: Fault[] = [...names]
      .filter((name) => !known.includes(name) && !OF_THE_PLATFORM.test(name))
      .map((path) => {
        const message = `${c.req.method} ${c.req.path} has no parameter ${JSON.stringify(path)}. ${remedy}`;
        return { path, code: 'unknown_parameter', message };
      });
    if (faults.length > 0) throw invalidInput(faults);
    return next();
  });
}
