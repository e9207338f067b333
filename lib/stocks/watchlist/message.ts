import { z } from 'zod';
import { MESSAGE_VERSION, parseBody } from '../../engine/messages.ts';

/**
 * Body of a schedule's message. `version` is that of the schedule's row, `input` the options of a stock analysis
 * without symbols. With a callback URL it is of version 2, which code that knows none leaves for later.
 */
const schema = z.strictObject({
  v: z.literal([MESSAGE_VERSION, 2]),
  type: z.literal('watchlist'),
  owner: z.string(),
  schedule: z.string(),
  version: z.number(),
  input: z.record(z.string(), z.unknown()),
  callback_url: z.string().optional(),
});
export type WatchlistMessage = z.infer<typeof schema>;

/** Null if the body is not a schedule's message. */
export function parseWatchlistMessage(body: string): WatchlistMessage | null {
  return parseBody(schema, body);
}
