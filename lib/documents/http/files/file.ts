import type { StoredDocument } from '../../../files/find-document.ts';
import type { HttpContext, HttpEnv, HttpRequest } from '../../../http/route.ts';
import {
  commonProblems,
  createRoute,
  isKnown,
  problem,
  problemResponse,
  type RouteHandler,
  z,
} from '../../../http/route.ts';
import { type ByteRange, rangeOf } from '../../files/byte-range.ts';
import { headOf } from '../../files/store.ts';
import { streamFile } from '../../files/stream-file.ts';
import { hasPdfHeader } from '../../pdf/header.ts';
import { documentIdOf, documentParams } from './document-id.ts';
import { ownedFile, REVALIDATED } from './owned-file.ts';

const PDF_TYPE = 'application/pdf';
/** Anything else could be a page that acts in this service's name: browsers save it and show none of it. */
const OTHER_TYPE = 'application/octet-stream';
const content = { [PDF_TYPE]: { schema: z.string().openapi({ format: 'binary' }) } };

export const getFileRoute = createRoute({
  method: 'get',
  path: '/documents/{id}/file',
  operationId: 'documents.getFile',
  tags: ['documents'],
  summary: 'Get the file of a document',
  description:
    'As it was sent, or one `Range` of its bytes; the `ETag` is the SHA-256. A PDF as `application/pdf`, others as a download.',
  request: { params: documentParams },
  responses: {
    200: { description: 'The file.', content },
    206: { description: 'The range that was asked for.', content },
    304: { description: 'Not changed.' },
    404: problemResponse('`not_found`'),
    409: problemResponse('`upload_incomplete`'),
    416: problemResponse('`range_not_satisfiable`'),
    ...commonProblems,
  },
});

function outside(c: HttpRequest, { size }: StoredDocument): Response {
  return problem(c, {
    code: 'range_not_satisfiable',
    detail: `The file has ${size} bytes; none of them is in ${c.req.header('range') ?? 'the range'}.`,
    headers: { 'Content-Range': `bytes */${size}` },
  });
}

/** RFC 6266: a name that every client can read, and the real one. */
export function dispositionOf({ id, name }: Pick<StoredDocument, 'id' | 'name'>, isPdf: boolean): string {
  const real = name ?? (isPdf ? `${id}.pdf` : id);
  const plain = real.replaceAll(/[^\w .()-]/g, '_');
  const encoded = encodeURIComponent(real).replaceAll(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  return `${isPdf ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

const headersOf = (file: StoredDocument) => ({
  ETag: `"${file.sha256}"`,
  'Accept-Ranges': 'bytes',
  'Cache-Control': REVALIDATED,
  'X-Content-Type-Options': 'nosniff',
});

/** A range is of the file that the client has, or the client gets all of it. */
function asked(header: (name: string) => string | undefined, { size, sha256 }: StoredDocument) {
  const condition = header('if-range');
  const isSame = condition === undefined || condition === `"${sha256}"`;
  return isSame ? rangeOf(header('range'), size) : null;
}

export function getFileHandler({ jobs }: HttpContext): RouteHandler<typeof getFileRoute, HttpEnv> {
  return async (c) => {
    const file = await ownedFile(jobs, c.get('owner'), documentIdOf(c.req.valid('param')));
    const headers = headersOf(file);
    if (isKnown(c.req.header('if-none-match'), headers.ETag)) return c.body(null, 304, headers);
    const range = asked((name) => c.req.header(name), file);
    if (range === 'outside') return outside(c, file);
    const { from, to }: ByteRange = range ?? { from: 0, to: file.size - 1 };
    const body = ReadableStream.from(streamFile(jobs.db, file, { from, to }));
    const isPdf = hasPdfHeader(await headOf(jobs.db, file.id));
    const sent = {
      ...headers,
      'Content-Type': isPdf ? PDF_TYPE : OTHER_TYPE,
      'Content-Length': String(to + 1 - from),
      'Content-Disposition': dispositionOf(file, isPdf),
    };
    if (range === null) return c.body(body, 200, sent);
    return c.body(body, 206, { ...sent, 'Content-Range': `bytes ${from}-${to}/${file.size}` });
  };
}
