import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Route } from './routes.ts';

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

/** The routes `vercel build` generates from these settings. */
export function routesOf(config: VercelJson): Route[] {
  return [
    ...config.headers.map(({ source, headers }) => ({
      src: sourcePattern(source),
      headers: Object.fromEntries(headers.map(({ key, value }) => [key, value])),
      continue: true,
    })),
    { handle: 'filesystem' },
    ...config.rewrites.map(({ source, destination }) => ({
      src: sourcePattern(source),
      dest: destination,
      check: true,
    })),
    { src: '^/api(/.*)?$', status: 404 },
  ];
}

/** A group, with at most one level of nested lookaheads, including a slash before and a question mark after it. */
const GROUP = /(\/?)(\((?:[^()]|\(\?[^()]*\))*\))(\??)/g;

/**
 * Converts a vercel.json source (path-to-regexp) to a regular expression. Named parameters are rejected: Vercel
 * appends them to the query that the function sees.
 */
export function sourcePattern(source: string): string {
  let pattern = '';
  let end = 0;
  for (const match of source.matchAll(GROUP)) {
    const [whole, slash, group, optional] = match;
    pattern += literal(source.slice(end, match.index), source);
    pattern += slash ? `(?:/${group})${optional}` : `${group}${optional}`;
    end = match.index + whole.length;
  }
  return `^${pattern}${literal(source.slice(end), source)}$`;
}

function literal(text: string, source: string): string {
  if (/[:*+?(){}]/.test(text)) {
    throw new Error(`vercel.json: use (.*) in the source ${source}; other patterns are not supported here.`);
  }
  return text.replace(/[.\\^$|[\]]/g, '\\$&');
}
