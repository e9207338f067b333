import type { IncomingMessage } from 'node:http';

/** Vercel's limit for request bodies and buffered responses: 4.5 MB. */
export const PAYLOAD_LIMIT = 4.5 * 1024 * 1024;

/** The declared Content-Length, if any. */
export function declaredLength(message: IncomingMessage): number | undefined {
  const length = message.headers['content-length'];
  return length === undefined ? undefined : Number(length);
}

/**
 * Reads the whole body, as Vercel does before calling a function. Above the limit the rest is read and discarded, so
 * that the client receives the error.
 */
export function readBody(request: IncomingMessage): Promise<Buffer | 'too_large'> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const refuse = () => {
      request.removeAllListeners('data');
      request.resume();
      chunks.length = 0;
      resolve('too_large');
    };
    request.once('error', reject);
    request.once('end', () => resolve(Buffer.concat(chunks)));
    if ((declaredLength(request) ?? 0) > PAYLOAD_LIMIT) return refuse();
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > PAYLOAD_LIMIT) refuse();
      else chunks.push(chunk);
    });
  });
}
