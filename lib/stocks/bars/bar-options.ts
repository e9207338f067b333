import { z } from '@hono/zod-openapi';
import { INTERVALS } from './intervals.ts';

const BARS = ['finished', 'latest'] as const;

/**
 * Options of a job about its bars. A default is left out of the parsed input, as from one who never named it: stored
 * requests from before these options compare equal.
 */
export const barOptions = {
  interval: z
    .enum(INTERVALS, 'interval must be "1d" or "1wk".')
    .optional()
    .transform((interval) => (interval === '1d' ? undefined : interval))
    .openapi('BarInterval', {
      type: 'string',
      enum: [...INTERVALS],
      description: 'Length of a bar, default 1d. Weeks are read over 10 years or more.',
    }),
  bar: z
    .enum(BARS, 'bar must be "finished" or "latest".')
    .optional()
    .transform((bar) => (bar === 'finished' ? undefined : bar))
    .openapi('RatedBar', {
      type: 'string',
      enum: [...BARS],
      description: 'The rated bar: the last finished one (default), or the latest as it stands.',
    }),
};

/** The options as given in a parsed input. */
export interface BarChoice {
  interval?: '1wk' | undefined;
  bar?: 'latest' | undefined;
}
