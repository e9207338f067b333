import type { HttpContext } from '../context.ts';
import type { Endpoint } from '../endpoint.ts';
import { keyEndpoints } from './keys.ts';
import { limitEndpoints } from './limits.ts';
import { shareEndpoints } from './shares.ts';

/** Routes for keys, limits and links. */
export const accessEndpoints = (context: HttpContext): Endpoint[] => [
  ...keyEndpoints(context),
  ...limitEndpoints(context),
  ...shareEndpoints(context),
];
