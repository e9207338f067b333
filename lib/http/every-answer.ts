import type { RouteConfig } from '@hono/zod-openapi';
import { problemResponse } from './problems.ts';

const UNREADABLE = {
  422: problemResponse('`invalid_input`: the URL is wrongly encoded, holds a NUL or is too long.'),
};
const TOO_LARGE = { 413: problemResponse('`body_too_large`') };

const NOT_JSON = {
  400: problemResponse('`malformed_json`'),
  415: problemResponse('`unsupported_media_type`'),
};

/** All answers of a route: its own, and those that the router gives for every route of its form. */
export function everyAnswer({ method, request, responses }: RouteConfig): RouteConfig['responses'] {
  const takesJson = request?.body?.content['application/json'] !== undefined;
  return {
    ...UNREADABLE,
    ...(method === 'get' ? {} : TOO_LARGE),
    ...(takesJson ? NOT_JSON : {}),
    ...responses,
  };
}
