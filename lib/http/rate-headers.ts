import { type Rate, WINDOW_SECONDS } from '../access/rate.ts';

/** Of every answer to a key whose owner's requests are limited: draft-ietf-httpapi-ratelimit-headers. */
export function rateHeaders({ limit, remaining, resetMs }: Rate): Record<string, string> {
  return {
    'RateLimit-Policy': `"default";q=${limit};w=${WINDOW_SECONDS}`,
    RateLimit: `"default";r=${remaining};t=${Math.ceil(resetMs / 1_000)}`,
  };
}
