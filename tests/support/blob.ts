import { createServer, type IncomingMessage, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

/** A stub of Vercel Blob's API that records requests. */
export interface BlobStub {
  /** Stored blobs, by URL. */
  stored: Map<string, string>;
  /** Authorization headers of delete requests. */
  authorizations: string[];
  /** Status for every delete request; null for normal behaviour. */
  failing: number | null;
  /** Serves a handler of POST requests on a local URL. */
  serve(handler: (body: string) => Promise<Response>): Promise<string>;
  stop(): Promise<void>;
}

const deletion = z.object({ urls: z.array(z.string()) });

const HOST = 'https://storeid.public.blob.vercel-storage.com';

async function listen(handler: (request: IncomingMessage) => Promise<Response>): Promise<[Server, string]> {
  const server = createServer((request, response) => {
    void handler(request).then(async (answer) => {
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(await answer.text());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return [server, `http://127.0.0.1:${address.port}`];
}

/** Starts the stub and sets `VERCEL_BLOB_API_URL`, which `stop` resets. */
export async function startBlobStub(): Promise<BlobStub> {
  const servers: Server[] = [];
  const stored = new Map<string, string>();
  const authorizations: string[] = [];
  const put = async (request: IncomingMessage): Promise<Response> => {
    const { searchParams } = new URL(request.url ?? '', 'http://stub');
    const pathname = (searchParams.get('pathname') ?? '').replace(/(\.\w+)$/, '-x1y2$1');
    const url = `${HOST}/${pathname}`;
    stored.set(url, await text(request));
    return Response.json({ url, downloadUrl: url, pathname, contentType: 'application/pdf', etag: 'e' });
  };
  const remove = async (request: IncomingMessage): Promise<Response> => {
    authorizations.push(request.headers.authorization ?? '');
    const { urls } = deletion.parse(JSON.parse(await text(request)));
    const error = { error: { code: 'forbidden', message: 'no' } };
    if (stub.failing !== null) return Response.json(error, { status: stub.failing });
    for (const url of urls) stored.delete(url);
    return Response.json(null);
  };
  const [server, url] = await listen((request) =>
    request.method === 'PUT' ? put(request) : remove(request),
  );
  servers.push(server);
  process.env['VERCEL_BLOB_API_URL'] = url;
  const stub: BlobStub = {
    stored,
    authorizations,
    failing: null,
    serve: async (handler) => {
      const [further, at] = await listen(async (request) => handler(await text(request)));
      servers.push(further);
      return at;
    },
    stop: async () => {
      delete process.env['VERCEL_BLOB_API_URL'];
      for (const each of servers) {
        each.closeAllConnections();
        await new Promise((resolve) => each.close(resolve));
      }
    },
  };
  return stub;
}
