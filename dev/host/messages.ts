import { z } from 'zod';

/** Message from a function's process over IPC: the port it listens on, or why its module failed to import. */
export const childMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), port: z.int(), importMs: z.number() }),
  z.object({ type: z.literal('failed') }),
]);

export type ChildMessage = z.infer<typeof childMessage>;
