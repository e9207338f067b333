import { z } from '@hono/zod-openapi';

/** An instant on the wire: ISO 8601, in UTC. */
export const instantSchema = z.iso.datetime();
