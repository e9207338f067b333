import type { RouteConfig } from '@hono/zod-openapi';
import { problemResponse } from './problems.ts';

const UNREADABLE = {
  422: problemResponse('`invalid_input`: the URL is wrongly encoded, holds a NUL or is too long.'),
};
const TOO_LARGE = { 413: problemResponse('`body_too_large`') };

/** All answers of a route: its own, and those that the router gives for every route. */
export function everyAnswer({ method, responses }: RouteConfig): RouteConfig['responses'] {
  const mayHaveBody = method !== 'get';
  return { ...UNREADABLE, ...(mayHaveBody ? TOO_LARGE : {}), ...responses };
}
