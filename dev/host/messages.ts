import { z } from 'zod';

/** Message to a function's process over IPC, which answers it with `pong`. */
export const PING = 'ping';

/**
 * Message from a function's process over IPC: the port it listens on, that its module failed to import, or that it is
 * alive.
 */
export const childMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('pong') }),
  z.object({ type: z.literal('ready'), port: z.int(), importMs: z.number() }),
  z.object({ type: z.literal('failed') }),
]);

export type ChildMessage = z.infer<typeof childMessage>;
