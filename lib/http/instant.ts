import { z } from '@hono/zod-openapi';

/** ISO 8601 time in UTC. */
export const instantSchema = z.iso.datetime();
