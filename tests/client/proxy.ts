import { once } from 'node:events';
import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http';

/** What becomes of a request on its way. */
export type Fate =
  | 'pass'
  /** The platform answers in place of the service. */
  | 'away'
  /** The connection breaks before the service has the whole request. */
  | 'cut'
  /** The service has done it, and its answer is lost. */
  | 'answer_lost';

export interface Passed {
  method: string;
  target: string;
  status: number;
  headers: Record<string, string>;
  body: string;
}

export interface BadWay {
  url: string;
  /** Answers that the service has given, in order. */
  passed: Passed[];
  /** What happens to the requests from now on. */
  fate: (request: { method: string; target: string }) => Fate;
  stop(): Promise<void>;
}

async function whole(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

interface Answered {
  answer: IncomingMessage;
  body: Buffer;
}

function sent(to: URL, { method, headers }: IncomingMessage, body: Buffer): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const outgoing = forward(to, { method, headers: { ...headers, host: to.host } });
    outgoing.on('error', reject);
    outgoing.on('response', (answer) => {
      whole(answer).then((text) => resolve({ answer, body: text }), reject);
    });
    outgoing.end(body);
  });
}

/** A way to the service that misbehaves as it is told. */
export async function startProxy(to: string): Promise<BadWay> {
  const proxy: BadWay = { url: '', passed: [], fate: () => 'pass', stop: async () => {} };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: target = '' } = request;
    // A request that is complete does not take its connection with it.
    const breakOff = () => void request.socket.destroy();
    const fate = proxy.fate({ method, target });
    if (fate === 'cut') return void request.once('data', breakOff).once('end', breakOff);
    const given = await whole(request);
    if (fate === 'away')
      return void response.writeHead(503, { 'content-type': 'text/html' }).end('<h1>503</h1>');
    const { answer, body } = await sent(new URL(target, to), request, given);
    if (fate === 'answer_lost') return breakOff();
    const status = answer.statusCode ?? 0;
    const headers = Object.fromEntries(
      Object.entries(answer.headers).map(([name, value]) => [name, String(value)]),
    );
    proxy.passed.push({ method, target, status, headers, body: body.toString('utf8') });
    response.writeHead(status, answer.headers).end(body);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => request.socket.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  proxy.url = `http://127.0.0.1:${address.port}`;
  proxy.stop = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return proxy;
}
