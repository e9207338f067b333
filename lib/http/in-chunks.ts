import { createMiddleware } from 'hono/factory';
import type { HttpEnv } from './env.ts';

const CHUNK = 64 * 1024;

/**
 * For routes whose answers may be long: Vercel fails a buffered answer above 4.5 MB, a streamed one has no such limit.
 * Hono sends a text as one chunk; this sends it in many.
 */
export const inChunks = createMiddleware<HttpEnv>(async (c, next) => {
  await next();
  const { body } = c.res;
  if (!body) return;
  const chunks = new TransformStream<Uint8Array, Uint8Array>({
    transform(bytes, controller) {
      for (let at = 0; at < bytes.length; at += CHUNK) controller.enqueue(bytes.subarray(at, at + CHUNK));
    },
  });
  c.res = new Response(body.pipeThrough(chunks), c.res);
});
