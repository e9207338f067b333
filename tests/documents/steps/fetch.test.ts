import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../../lib/core/clock.ts';
import { PermanentError, TransientError } from '../../../lib/core/errors.ts';
import { silentLog } from '../../../lib/core/log.ts';
import { systemResolve } from '../../../lib/core/public-fetch.ts';
import { documentOf } from '../../../lib/documents/records/queries.ts';
import { startDownload } from '../../../lib/documents/steps/download.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { jobsContext } from '../../support/jobs.ts';
import { written } from '../files.ts';
import { ask, documentAnalyzer, outcomeOf, retry, run } from '../run-document.ts';

let database: FreshDatabase;
let context: ReturnType<typeof jobsContext>;
let server: Server;
let base: string;
let asked: string[] = [];
let answer: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => response.end();
beforeAll(async () => {
  database = await freshDatabase();
  context = jobsContext(database.url);
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  base = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
});
afterEach(() => {
  asked = [];
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await database.drop();
});

const pdf = (bytes: Uint8Array, type = 'application/pdf') =>
  ((_, response) => {
    response.writeHead(200, type === '' ? {} : { 'content-type': type });
    response.end(bytes);
  }) satisfies typeof answer;

async function download(
  path: string,
  changes: Partial<Parameters<typeof startDownload>[0]> = {},
): Promise<number> {
  let size = 0;
  const bytes = await startDownload({
    url: new URL(path, base),
    ...{ resolve: systemResolve, allowLocal: true, clock: systemClock, maxBytes: 1_000 },
    signal: new AbortController().signal,
    ...changes,
  });
  for await (const chunk of bytes) size += chunk.byteLength;
  return size;
}

/** `permanent code`, `transient code`, with the milliseconds to wait where there are some. */
async function failure(path: string, changes: Parameters<typeof download>[1] = {}): Promise<string> {
  try {
    return `${await download(path, changes)} bytes`;
  } catch (error) {
    if (error instanceof PermanentError) return `permanent ${error.code}`;
    if (!(error instanceof TransientError)) throw error;
    return `transient ${error.code}${error.retryAfterMs === undefined ? '' : ` ${error.retryAfterMs}`}`;
  }
}

describe('what a URL may answer', () => {
  test.each(['application/pdf', 'Application/PDF; charset=binary', 'text/html', ''])(
    'a file of type "%s" is read',
    async (type) => {
      answer = pdf(Buffer.alloc(500), type);
      expect(await failure('/a.pdf')).toBe('500 bytes');
    },
  );

  test('a file that is packed although nobody asked for that is refused', async () => {
    answer = (_, response) => response.writeHead(200, { 'content-encoding': 'br' }).end('x');
    expect(await failure('/a.pdf')).toBe('permanent source_refused');
  });

  test.each([
    [404, 'permanent source_refused'],
    [401, 'permanent source_refused'],
    [204, 'permanent source_refused'],
    [408, 'transient source_failed 7000'],
    [425, 'transient source_failed 7000'],
    [429, 'transient source_failed 7000'],
    [503, 'transient source_failed 7000'],
  ])('status %i is %s', async (status, expected) => {
    answer = (_, response) => response.writeHead(status, { 'retry-after': '7' }).end();
    expect(await failure('/a.pdf')).toBe(expected);
  });

  test('a refusal names the host and the status, and no more of the URL', async () => {
    answer = (_, response) => response.writeHead(403).end();
    await expect(download('/a.pdf?token=secret')).rejects.toThrow(/^127\.0\.0\.1 .* status 403/);
    await expect(download('/a.pdf?token=secret')).rejects.not.toThrow('secret');
  });

  test('a file that says it is too large is not read', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': '1001' });
      response.flushHeaders();
    };
    expect(await failure('/a.pdf')).toBe('permanent source_too_large');
  });

  test('a file that does not say it is too large is read up to the limit', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/pdf' });
      const more = () => !response.destroyed && response.write(Buffer.alloc(400), () => setTimeout(more, 1));
      more();
    };
    expect(await failure('/a.pdf')).toBe('permanent source_too_large');
  });

  test('a connection that breaks is tried again', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/pdf', 'content-length': '900' });
      response.write(Buffer.alloc(400), () => response.destroy());
    };
    expect(await failure('/a.pdf')).toBe('transient source_cut_off');
    expect(await failure('http://127.0.0.1:1/a.pdf')).toBe('transient source_unreachable');
  });

  test('a download that is stopped ends with the reason it was stopped for', async () => {
    const stop = new AbortController();
    answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/pdf' });
      response.write('%PDF-');
      setTimeout(() => stop.abort(new Error('the slice ends')), 20);
    };
    await expect(download('/a.pdf', { signal: stop.signal })).rejects.toThrow('the slice ends');
  });
});

describe('where a URL may lead', () => {
  test('three redirects are followed, a fourth is not', async () => {
    const bytes = Buffer.alloc(10);
    answer = (request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) return pdf(bytes)(request, response);
      response.writeHead(302, { location: `/${left - 1}` }).end('moved');
    };
    expect(await failure('/3')).toBe('10 bytes');
    expect(await failure('/4')).toBe('permanent source_refused');
    expect(asked).toEqual(['/3', '/2', '/1', '/0', '/4', '/3', '/2', '/1']);
  });

  test.each([
    ['http://169.254.169.254/latest/meta-data', 'permanent source_refused'],
    ['https://169.254.169.254/latest/meta-data', 'permanent source_not_public'],
    ['https://10.0.0.1/a.pdf', 'permanent source_not_public'],
    ['file:///etc/passwd', 'permanent source_refused'],
    ['https://ann:secret@example.org/', 'permanent source_refused'],
  ])('a redirect to %s is refused as %s', async (location, expected) => {
    answer = (_, response) => response.writeHead(301, { location }).end();
    expect(await failure('/a.pdf')).toBe(expected);
  });

  test('a name that leads to a private address, among others, is not connected to', async () => {
    const url = new URL('https://files.example.org/a.pdf');
    const resolve = async () => ['93.184.215.14', '10.0.0.7'];
    expect(await failure('/', { url, resolve })).toBe('permanent source_not_public');
    expect(asked).toEqual([]);
  });

  test('this very machine is none of it, but on a development machine', async () => {
    const url = new URL(base.replace('http:', 'https:'));
    expect(await failure('', { url, allowLocal: false })).toBe('permanent source_not_public');
    expect(asked).toEqual([]);
  });

  test('a name that cannot be looked up is tried again', async () => {
    const url = new URL('https://files.example.org/a.pdf');
    const resolve = () => Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }));
    expect(await failure('/', { url, resolve })).toBe('transient source_unreachable');
  });
});

describe('a job with a URL', () => {
  test('fetches the file, stores it under its name and reads it', async () => {
    const bytes = await written([['It came over the wire.']]);
    answer = pdf(bytes);
    const discarded: string[] = [];
    const discard = async (owner: string, url: string) => {
      discarded.push(`${owner} ${url}`);
    };
    const analyzer = documentAnalyzer(context.db, { discard });
    const source_url = `${base}/some/A%20report.pdf?x=1`;
    const id = await ask(context, analyzer, { source_url });
    await run(context, id, { analyzer, turns: 1 });
    expect(discarded).toEqual([]);
    await run(context, id, { analyzer });
    const outcome = await outcomeOf(context, id);
    expect([outcome.status, outcome.keys.slice(0, 3)]).toEqual(['completed', ['fetch', 'open', 'pages-1-1']]);
    expect(await documentOf(context.db, id)).toMatchObject({
      name: 'A report.pdf',
      size: bytes.length,
      owner: 'ann',
    });
    expect(discarded).toEqual([`ann ${source_url}`]);
  });

  test('is read again without being fetched again', async () => {
    answer = pdf(await written([['It is fetched once.']]));
    const id = await ask(context, documentAnalyzer(context.db), {
      source_url: `${base}/b.pdf`,
      name: 'mine.pdf',
    });
    await run(context, id);
    await retry(context, id, { all: true });
    await run(context, id);
    expect((await outcomeOf(context, id)).status).toBe('completed');
    expect([asked, (await documentOf(context.db, id))?.name]).toEqual([['/b.pdf'], 'mine.pdf']);
  });

  test('whose file is refused fails with the reason', async () => {
    answer = (_, response) => response.writeHead(410).end();
    const id = await ask(context, documentAnalyzer(context.db), { source_url: `${base}/gone.pdf` });
    await run(context, id);
    expect(await outcomeOf(context, id)).toMatchObject({
      status: 'failed',
      error: { code: 'source_refused' },
    });
  });

  test('goes on where the file cannot be deleted at its source, and the log says so', async () => {
    answer = pdf(await written([['It stays where it was.']]));
    const warned: string[] = [];
    const analyzer = documentAnalyzer(context.db, { discard: () => Promise.reject(new Error('no access')) });
    const id = await ask(context, analyzer, { source_url: `${base}/c.pdf` });
    await run(context, id, { analyzer, log: { ...silentLog, warn: (event) => warned.push(event) } });
    expect([(await outcomeOf(context, id)).status, warned]).toEqual(['completed', ['source_not_discarded']]);
  });
});
