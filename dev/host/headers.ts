import type { IncomingMessage } from 'node:http';

/** Hop-by-hop headers (RFC 9110, 7.6.1), and `expect`, which the host answers itself. */
const HOP_BY_HOP = new Set([
  'connection',
  'expect',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** An array if the header occurs more than once. */
type Headers = Record<string, string | string[]>;

/** The end-to-end headers of `message`, with lower-case names. */
export function endToEnd(message: IncomingMessage): Headers {
  const headers: Headers = {};
  for (const [name, values = []] of Object.entries(message.headersDistinct)) {
    const [first = ''] = values;
    if (!HOP_BY_HOP.has(name)) headers[name] = values.length > 1 ? values : first;
  }
  return headers;
}

/** The headers a function receives: the client's, plus Vercel's about the request's origin. */
export function functionHeaders(request: IncomingMessage, body: Buffer, id: string): Headers {
  const client = request.socket.remoteAddress ?? '';
  const hasBody = 'content-length' in request.headers || 'transfer-encoding' in request.headers;
  return {
    ...endToEnd(request),
    ...(hasBody ? { 'content-length': String(body.length) } : {}),
    'x-forwarded-for': client,
    'x-forwarded-host': request.headers.host ?? '',
    'x-forwarded-proto': 'http',
    'x-real-ip': client,
    'x-vercel-id': id,
  };
}
