import { z } from 'zod';

/** What a function's process tells the host over IPC: where it listens, or that its module cannot be imported. */
export const childMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready'), port: z.int(), importMs: z.number() }),
  z.object({ type: z.literal('failed') }),
]);

export type ChildMessage = z.infer<typeof childMessage>;
