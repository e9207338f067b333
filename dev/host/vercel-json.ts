import { existsSync, readFileSync } from 'node:fs';
import { getTransformedRoutes } from '@vercel/routing-utils';
import { z } from 'zod';
import { type Route, routeSchema } from './routes.ts';

const unsupported = z.undefined({ error: 'is not supported by dev/host' }).optional();

/** The supported part of vercel.json. Unsupported settings that affect routing are rejected. */
const vercelJson = z.looseObject({
  outputDirectory: z.string().default('dist'),
  functions: z
    .record(
      z.string(),
      z.looseObject({ maxDuration: z.union([z.int().positive(), z.literal('max')]).optional() }),
    )
    .default({}),
  rewrites: z.array(z.strictObject({ source: z.string(), destination: z.string() })).default([]),
  headers: z
    .array(
      z.strictObject({
        source: z.string(),
        headers: z.array(z.strictObject({ key: z.string(), value: z.string() })),
      }),
    )
    .default([]),
  redirects: unsupported,
  routes: unsupported,
  cleanUrls: unsupported,
  trailingSlash: unsupported,
});

export type VercelJson = z.infer<typeof vercelJson>;

/** Reads the settings of `root`; defaults if there is no vercel.json. @throws ZodError, SyntaxError */
export function readVercelJson(path: string): VercelJson {
  return vercelJson.parse(existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {});
}

/** What `vercel build` adds, whether the page is there or not. */
const NOT_FOUND_PAGE = [{ handle: 'error' }, { status: 404, src: '^(?!/api).*$', dest: '/404.html' }];

/**
 * The routes `vercel build` generates from these settings. Named parameters are rejected: Vercel appends them to the
 * query that the function sees.
 */
export function routesOf({ headers, rewrites }: Pick<VercelJson, 'headers' | 'rewrites'>): Route[] {
  const named = [...headers, ...rewrites].find(({ source }) => /[{}]|(?<!\?):/.test(source));
  if (named) throw refused(`${named.source} has a named part`);
  const { routes, error } = getTransformedRoutes({ headers, rewrites });
  if (error) throw refused(error.message);
  return z
    .array(routeSchema)
    .parse([...(routes ?? []), { src: '^/api(/.*)?$', status: 404 }, ...NOT_FOUND_PAGE]);
}

function refused(why: string): Error {
  return new Error(`vercel.json: ${why}; use (.*) in its sources.`);
}
