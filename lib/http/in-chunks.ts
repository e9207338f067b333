import { createMiddleware } from 'hono/factory';
import type { HttpEnv } from './env.ts';

const CHUNK = 64 * 1024;

/**
 * Streams long responses: Vercel rejects a buffered response above 4.5 MB but does not limit a streamed one.
 * Hono would send the text as a single chunk.
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
