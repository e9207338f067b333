import { once } from 'node:events';
import { createServer, type Server } from 'node:http';

/** No answer at all, or one that begins and never ends. */
export type Silence = { silent: 'at once' | 'halfway' };

export interface LyingGateway {
  url: string;
  /** What the next answers say; a number is a status. */
  says: (content: string | number | Silence) => void;
  asked: { authorization: string | undefined; body: unknown }[];
  stop(): Promise<void>;
}

/** Speaks as https://platform.openai.com/docs/api-reference/chat/object has it. */
const completion = (content: string) => ({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1_796_000_000,
  model: 'creator/model-1',
  choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 900, completion_tokens: 60, total_tokens: 960 },
});

/** A local gateway that says whatever it is told to. */
export async function startLyingGateway(): Promise<LyingGateway> {
  let next: string | number | Silence = '{}';
  const asked: LyingGateway['asked'] = [];
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body: unknown = JSON.parse(Buffer.concat(parts).toString());
      asked.push({ authorization: request.headers.authorization, body });
      if (typeof next === 'object') {
        if (next.silent === 'halfway')
          response.writeHead(200, { 'content-type': 'application/json' }).write('{"choices":[');
        return;
      }
      const status = typeof next === 'number' ? next : 200;
      response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '7' });
      response.end(JSON.stringify(typeof next === 'number' ? { error: {} } : completion(next)));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    says: (content) => {
      next = content;
    },
    asked,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
