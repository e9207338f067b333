import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chartError } from '../stocks/market/yahoo-server.ts';
import { startTestStack, type TestStack } from './stack.ts';

/** What Yahoo answers. */
export interface YahooAnswer {
  body: string;
  /** Default: 200. */
  status?: number;
  headers?: Record<string, string>;
}

const UNKNOWN: YahooAnswer = {
  status: 404,
  body: JSON.stringify(chartError('Not Found', 'No data found, symbol may be delisted')),
};

/** A stack on a Yahoo that is played over http; a symbol without an answer is unknown there. */
export async function startYahooStack(
  answerTo: (symbol: string) => YahooAnswer | undefined,
): Promise<{ stack: TestStack; stop(): Promise<void> }> {
  const yahoo = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://local').pathname);
    const { status = 200, headers, body } = answerTo(path.split('/').at(-1) ?? '') ?? UNKNOWN;
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => yahoo.listen(0, '127.0.0.1', resolve));
  const { port } = yahoo.address() as AddressInfo;
  const stack = await startTestStack({ MARKET_DATA: 'yahoo', YAHOO_API_URL: `http://127.0.0.1:${port}` });
  return {
    stack,
    stop: async () => {
      await stack.stop();
      yahoo.closeAllConnections();
      yahoo.close();
    },
  };
}
