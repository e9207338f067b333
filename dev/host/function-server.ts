// The process of one function: imports its module and serves it on a free loopback port. argv: path of the module.
// Ends when its parent is gone, for whatever reason.
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';
import { getRequestListener } from '@hono/node-server';
import { failure } from './failures.ts';
import { type ChildMessage, PING } from './messages.ts';
import { type WebHandler, webHandler } from './web-handler.ts';

process.on('disconnect', () => process.exit());
// Ctrl-C is sent to the whole process group; the host decides when its functions end.
process.on('SIGINT', () => {});

function tell(message: ChildMessage, then?: () => void): void {
  process.send?.(message, () => then?.());
}

async function answer(handler: WebHandler, request: Request): Promise<Response> {
  try {
    return await handler(request);
  } catch (error) {
    console.error(error);
    const { status, headers, body } = failure(
      'FUNCTION_INVOCATION_FAILED',
      request.headers.get('x-vercel-id') ?? '',
    );
    return new Response(body, { status, headers });
  }
}

function serve(handler: WebHandler, importMs: number): void {
  const server = createServer(
    { keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0 },
    getRequestListener((request) => answer(handler, request)),
  );
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address !== null && typeof address === 'object')
      tell({ type: 'ready', port: address.port, importMs });
  });
}

process.on('message', (message) => {
  if (message === PING) tell({ type: 'pong' });
});

const file = process.argv[2];
if (file === undefined) throw new Error('Usage: function-server.ts <module>');
const started = performance.now();
try {
  const module: object = await import(pathToFileURL(file).href);
  serve(webHandler(module), performance.now() - started);
} catch (error) {
  console.error(error);
  tell({ type: 'failed' }, () => process.exit(1));
}
