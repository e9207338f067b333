import { z } from 'zod';
import { MESSAGE_VERSION, parseBody } from '../../engine/messages.ts';

/**
 * What a schedule sends: the analysis of what its owner watches by then. `version` is that of the schedule's row,
 * `input` what a stock analysis may be asked with, its symbols apart.
 */
const schema = z.strictObject({
  v: z.literal(MESSAGE_VERSION),
  type: z.literal('watchlist'),
  owner: z.string(),
  schedule: z.string(),
  version: z.number(),
  input: z.record(z.string(), z.unknown()),
});
export type WatchlistMessage = z.infer<typeof schema>;

/** Null when the body is not what a schedule of ours sends. */
export function parseWatchlistMessage(body: string): WatchlistMessage | null {
  return parseBody(schema, body);
}
