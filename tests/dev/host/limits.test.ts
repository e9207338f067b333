import { execFile } from 'node:child_process';
import { request as httpRequest } from 'node:http';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { eventually, isAlive, running } from './project.ts';

const LIMIT = 4.5 * 1024 * 1024;

const FILES = {
  'api/measure.ts': `let calls = 0;
    export const GET = () => Response.json({ calls });
    export async function POST(request) {
      calls += 1;
      return Response.json({ bytes: (await request.arrayBuffer()).byteLength });
    }`,
  'api/big.ts': `export function GET(request) {
      const bytes = Number(new URL(request.url).searchParams.get('bytes'));
      return new Response('x'.repeat(bytes));
    }`,
  'api/stream.ts': `export function GET() {
      let sent = 0;
      const stream = new ReadableStream({
        async pull(controller) {
          await new Promise((resolve) => setTimeout(resolve, sent === 0 ? 0 : 40));
          controller.enqueue(new Uint8Array(1024 * 1024));
          if (++sent === 6) controller.close();
        },
      });
      return new Response(stream, { headers: { 'content-type': 'text/csv' } });
    }`,
  'api/slow.ts': `export const GET = () => new Promise(() => {});
    export const POST = () => Response.json({ pid: process.pid });
    export const PUT = () => new Response(new ReadableStream({ start: (c) => c.enqueue(new Uint8Array(10)) }));`,
  'vercel.json': JSON.stringify({ functions: { 'api/slow.ts': { maxDuration: 1 } } }),
};

function chunks(count: number): ReadableStream<Uint8Array> {
  let left = count;
  return new ReadableStream({
    pull(controller) {
      if (left-- > 0) controller.enqueue(new Uint8Array(1024 * 1024));
      else controller.close();
    },
  });
}

test('a body above 4.5 MB is refused before the function is called, whether its length is declared or not', async () => {
  await using host = await running(FILES);
  const url = `${host.url}/api/measure`;
  const declared = await fetch(url, { method: 'POST', body: new Uint8Array(LIMIT + 1) });
  expect([declared.status, declared.headers.get('x-vercel-error')]).toEqual([
    413,
    'FUNCTION_PAYLOAD_TOO_LARGE',
  ]);
  const streamed = await fetch(url, { method: 'POST', body: chunks(6), duplex: 'half' });
  expect([streamed.status, await streamed.text()]).toEqual([
    413,
    expect.stringMatching(/FUNCTION_PAYLOAD_TOO_LARGE/),
  ]);
  expect(await (await fetch(url)).json()).toEqual({ calls: 0 });
});

test('a body of 4.5 MB reaches the function whole', async () => {
  await using host = await running(FILES);
  const send = async (body: Uint8Array | ReadableStream) =>
    (await fetch(`${host.url}/api/measure`, { method: 'POST', body, duplex: 'half' })).json();
  expect(await send(new Uint8Array(LIMIT))).toEqual({ bytes: LIMIT });
  expect(await send(chunks(4))).toEqual({ bytes: 4 * 1024 * 1024 });
  expect(await send(new Uint8Array(0))).toEqual({ bytes: 0 });
});

test('a buffered response above 4.5 MB fails, one of 4.5 MB does not', async () => {
  await using host = await running(FILES);
  const large = await fetch(`${host.url}/api/big?bytes=${LIMIT + 1}`);
  expect([large.status, large.headers.get('x-vercel-error')]).toEqual([
    500,
    'FUNCTION_RESPONSE_PAYLOAD_TOO_LARGE',
  ]);
  const fits = await fetch(`${host.url}/api/big?bytes=${LIMIT}`);
  expect([fits.status, (await fits.arrayBuffer()).byteLength]).toEqual([200, LIMIT]);
});

test('a streamed response has no limit and arrives as it is made', async () => {
  await using host = await running(FILES);
  const response = await fetch(`${host.url}/api/stream`);
  expect(response.headers.get('content-length')).toBeNull();
  const arrivals: number[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    arrivals.push(performance.now());
    bytes += chunk.length;
  }
  expect(bytes).toBe(6 * 1024 * 1024);
  expect((arrivals.at(-1) ?? 0) - (arrivals[0] ?? 0)).toBeGreaterThan(150);
});

test('a function that outlives its maxDuration is 504 and its process is killed', async () => {
  await using host = await running(FILES);
  const url = `${host.url}/api/slow`;
  const first = await (await fetch(url, { method: 'POST' })).json();
  const started = performance.now();
  const answer = await fetch(url);
  expect([answer.status, answer.headers.get('x-vercel-error')]).toEqual([504, 'FUNCTION_INVOCATION_TIMEOUT']);
  expect(performance.now() - started).toBeGreaterThan(950);
  expect(await (await fetch(url, { method: 'POST' })).json()).not.toEqual(first);
});

test('a stream that outlives maxDuration is cut, so that the client does not take it for whole', async () => {
  await using host = await running(FILES);
  const answer = await fetch(`${host.url}/api/slow`, { method: 'PUT' });
  expect(answer.status).toBe(200);
  const [pid = 0] = host.pids('slow');
  await expect(answer.arrayBuffer()).rejects.toThrow();
  await eventually(() => !isAlive(pid));
});

test('a client that expects 100-continue is told to go on, or why not', async () => {
  await using host = await running(FILES);
  const curl = async (bytes: number) => {
    const script = `head -c ${bytes} /dev/zero | curl -s -o /dev/null -w '%{http_code} %{size_upload}' \
      -H 'Expect: 100-continue' -H 'content-type: text/plain' --data-binary @- ${host.url}/api/measure`;
    return (await promisify(execFile)('sh', ['-c', script])).stdout;
  };
  expect(await curl(2_000_000)).toBe('200 2000000');
  expect(await curl(LIMIT + 1)).toBe('413 0');
});

test('a client that leaves aborts the request of the function', async () => {
  await using host = await running({
    'api/wait.ts': `export const GET = (request) => new Promise(() => {
      console.log('waiting');
      request.signal.addEventListener('abort', () => console.log('aborted'));
    });`,
  });
  const request = httpRequest(`${host.url}/api/wait`).end();
  request.on('error', () => {});
  await eventually(() => host.lines.includes('[wait] waiting'));
  request.destroy();
  await eventually(() => host.lines.includes('[wait] aborted'));
});
