// Upstash Workflow keeps a run's history in its service, which nobody can run locally. Here its SDK is called as that
// service calls it, and the messages that it sends are counted.
import { createServer } from 'node:http';
import { Client } from '@upstash/qstash';
import { serve as serveWorkflow } from '@upstash/workflow';
import { serve } from './process.mjs';

const ENDPOINT = 'http://127.0.0.1:9/workflow';

const encoded = (value) => Buffer.from(value).toString('base64');

async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** A queue that accepts every message, and keeps the results of steps. */
async function startQueue() {
  const results = [];
  let messages = 0;
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const items = request.url === '/v2/batch' ? JSON.parse(body) : [{ headers: request.headers, body }];
    if (request.method === 'POST') {
      messages += items.length;
      results.push(...items.map((item) => item.body));
    }
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(items.map((_, i) => ({ messageId: `msg_${messages}_${i}` }))));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    results,
    messages: () => messages,
    stop: () => server.close(),
  };
}

/** Of a delivery after the trigger. */
const HEADERS = {
  'content-type': 'application/json',
  'Upstash-Workflow-RunId': 'wfr_field',
  'Upstash-Workflow-Init': 'false',
  'Upstash-Workflow-Url': ENDPOINT,
  'Upstash-Workflow-Sdk-Version': '1',
};

/** Plays one run of sequential steps to its end. @returns its messages, with the one that triggers it. */
async function play(steps) {
  const queue = await startQueue();
  const { handler } = serveWorkflow(
    async (context) => {
      for (let i = 0; i < steps; i++) await context.run(`step ${i}`, () => i);
    },
    {
      qstashClient: new Client({ baseUrl: queue.url, token: 'field' }),
      url: ENDPOINT,
      disableTelemetry: true,
    },
  );
  const history = [{ messageId: 'msg_0', body: encoded('{}'), callType: 'step' }];
  try {
    for (let seen = -1; seen < queue.results.length; ) {
      seen = queue.results.length;
      const request = new Request(ENDPOINT, {
        method: 'POST',
        headers: HEADERS,
        body: JSON.stringify(history),
      });
      const response = await handler(request);
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
      for (const result of queue.results.slice(seen)) {
        history.push({ messageId: `msg_${history.length}`, body: encoded(result), callType: 'step' });
      }
    }
  } finally {
    queue.stop();
  }
  if (history.length !== steps + 1) throw new Error(`${history.length - 1} of ${steps} steps were recorded`);
  return { messages: queue.messages() + 1 };
}

serve({
  open: async () => {},
  usage: ({ steps }) => play(steps),
  close: async () => {},
});
