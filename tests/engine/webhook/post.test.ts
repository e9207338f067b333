import { once } from 'node:events';
import { createServer as createTlsServer } from 'node:https';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { NoReply, post } from '../../../lib/engine/webhook/post.ts';
import { SELF_SIGNED } from './self-signed.ts';

let server: Server | undefined;
afterEach(() => {
  server?.close();
  server = undefined;
});

async function listening(made: Server): Promise<number> {
  server = made;
  made.listen(0, '127.0.0.1');
  await once(made, 'listening');
  const address = made.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

const to = (url: string, timeoutMs = 2_000) =>
  post({
    url: new URL(url),
    headers: {},
    body: '{"ü":1}',
    timeoutMs,
    allowLocal: true,
    resolve: async () => ['127.0.0.1'],
  });

describe('a delivery', () => {
  test('reads no more than a little of an endless answer', async () => {
    const closed = Promise.withResolvers<Socket>();
    const port = await listening(
      createServer((connection) => {
        connection.on('error', () => {});
        connection.on('close', () => closed.resolve(connection));
        connection.once('data', () => {
          connection.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
          const more = () =>
            !connection.destroyed && connection.write(`800\r\n${'x'.repeat(2_048)}\r\n`, more);
          more();
        });
      }),
    );
    expect(await to(`http://hooks.example.com:${port}/`)).toMatchObject({ status: 200 });
    expect((await closed.promise).bytesWritten).toBeLessThan(16 * 1_024 * 1_024);
  });

  test('has its answer with the status, however the body drags on', async () => {
    const port = await listening(
      createServer((connection) => {
        connection.on('error', () => {});
        connection.once('data', () => connection.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nx'));
      }),
    );
    expect(await to(`http://hooks.example.com:${port}/`, 200)).toMatchObject({ status: 200 });
  });

  test('over https names its host to the receiver, and sends nothing to a certificate that nobody vouches for', async () => {
    const names: string[] = [];
    let requests = 0;
    const tls = createTlsServer(
      {
        ...SELF_SIGNED,
        SNICallback: (name, done) => {
          names.push(name);
          done(null, undefined);
        },
      },
      (_, response) => {
        requests++;
        response.end();
      },
    );
    const port = await listening(tls);
    await expect(to(`https://hooks.example.com:${port}/`)).rejects.toThrow('DEPTH_ZERO_SELF_SIGNED_CERT');
    expect(names).toEqual(['hooks.example.com']);
    expect(requests).toBe(0);
  });

  test('that is no HTTP is no reply', async () => {
    const port = await listening(
      createServer((connection) => connection.end('220 mail.example.com ESMTP\r\n')),
    );
    await expect(to(`http://hooks.example.com:${port}/`)).rejects.toThrow(NoReply);
  });

  test('does not wait for a name longer than for everything else', async () => {
    const startedAt = Date.now();
    const never = post({
      url: new URL('https://hooks.example.com/'),
      headers: {},
      body: '',
      timeoutMs: 100,
      allowLocal: false,
      resolve: () => new Promise(() => {}),
    });
    await expect(never).rejects.toThrow('No answer within 0.1 s.');
    expect(Date.now() - startedAt).toBeLessThan(1_000);
  });
});
