// The functions of the soak: the real service with another analyzer, one process for the whole run. The parent
// gives the port and the engine's settings as arguments, and asks for memory or sets the weather by messages.
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { z } from 'zod';
import { createApp } from '../../lib/app.ts';
import { processConfig } from '../../lib/config.ts';
import type { Log } from '../../lib/core/log.ts';
import { keepHeapSmall } from '../../lib/core/memory.ts';
import { soakAnalyzer } from './analyzer.ts';
import { type FunctionsReport, orderSchema } from './process.ts';

const [port, given = '{}'] = process.argv.slice(2);
const engine = z.record(z.string(), z.number().or(z.record(z.string(), z.number()))).parse(JSON.parse(given));

/** How often each event was logged as a warning or an error. */
const warned: Record<string, number> = {};
const count = (event: string) => {
  warned[event] = (warned[event] ?? 0) + 1;
};
const log: Log = { info: () => {}, warn: count, error: count, with: () => log };

keepHeapSmall();
const loaded = processConfig();
const app = createApp(
  { ...loaded, config: { ...loaded.config, engine: { ...loaded.config.engine, ...engine } } },
  { log, products: [{ name: 'soak', create: () => ({ analyzer: soakAnalyzer() }) }] },
);

let away = false;
const HANDLERS: Record<string, (request: Request) => Promise<Response>> = {
  '/api/process': app.process,
  '/api/failed': app.failed,
  '/api/cron': app.cron,
};

async function serve(request: Request): Promise<Response> {
  if (away) return new Response('away', { status: 502 });
  const handler = HANDLERS[new URL(request.url).pathname] ?? app.jobs;
  return handler(request);
}

async function report(): Promise<FunctionsReport> {
  for (let i = 0; i < 2; i++) globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  return { rss, heapUsed, external, collected: globalThis.gc !== undefined, warned };
}

process.on('message', async (message) => {
  const order = orderSchema.parse(message);
  if (order.kind === 'weather') away = order.away;
  else process.send?.(await report());
});
process.on('disconnect', () => process.exit(0));
createServer(getRequestListener(serve)).listen(Number(port), '127.0.0.1', () => process.send?.('ready'));
