import type { RouteConfig } from '@hono/zod-openapi';
import { problemResponse } from './problems.ts';

const UNREADABLE = {
  422: problemResponse('`invalid_input`: the URL is wrongly encoded, holds a NUL or is too long.'),
};
const TOO_LARGE = { 413: problemResponse('`body_too_large`') };

const MALFORMED = { 400: problemResponse('`malformed_json`') };
const NOT_JSON = { 415: problemResponse('`unsupported_media_type`') };

const contentOf = ({ request }: RouteConfig) => request?.body?.content;

const takesJson = (route: RouteConfig): boolean => contentOf(route)?.['application/json'] !== undefined;

/** Whether a body of JSON may come: also where none is taken, for it is read and refused all the same. */
export const mayHoldJson = (route: RouteConfig): boolean =>
  route.method !== 'get' && (contentOf(route) === undefined || takesJson(route));

/** All answers of a route: its own, and those that the router gives for every route of its form. */
export function everyAnswer(route: RouteConfig): RouteConfig['responses'] {
  return {
    ...UNREADABLE,
    ...(route.method === 'get' ? {} : TOO_LARGE),
    ...(mayHoldJson(route) ? MALFORMED : {}),
    ...(takesJson(route) ? NOT_JSON : {}),
    ...route.responses,
  };
}
