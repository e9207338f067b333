import { PermanentError, Refusal } from '../../../core/errors.ts';
import type { StoredDocument } from '../../../files/find-document.ts';
import type { HttpEnv } from '../../../http/route.ts';
import {
  answersJson,
  commonProblems,
  createRoute,
  isKnown,
  problemResponse,
  type RouteHandler,
  z,
} from '../../../http/route.ts';
import type { DocumentSession } from '../../document-session.ts';
import { infoSchema } from '../../report.ts';
import { attachedFileJson, attachedFilesSchema } from '../attached-file-json.ts';
import type { DocumentsContext } from '../context.ts';
import { documentIdOf, documentParams } from './document-id.ts';
import { dispositionOf } from './file.ts';
import { ownedFile, REVALIDATED } from './owned-file.ts';

/** For reading the file, opening it and inflating what was asked for. */
const MOST_MS = 30_000;
/** Anything could be a page that acts in this service's name: browsers save it and show none of it. */
const OTHER_TYPE = 'application/octet-stream';

/** Uses the open document. @throws Refusal `not_found`, `analysis_failed` */
async function opened<T>(
  { sessions }: DocumentsContext,
  { id }: StoredDocument,
  use: (session: DocumentSession, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const signal = AbortSignal.timeout(MOST_MS);
  try {
    return await sessions.use({ jobId: 'pictures', documentId: id }, signal, (session) =>
      use(session, signal),
    );
  } catch (error) {
    if (signal.aborted) throw new Refusal('analysis_failed', `${id} takes more than ${MOST_MS} ms to read.`);
    if (!(error instanceof PermanentError)) throw error;
    throw new Refusal(error.code === 'attachment_missing' ? 'not_found' : 'analysis_failed', error.message);
  }
}

export const listAttachmentsRoute = createRoute({
  method: 'get',
  path: '/documents/{id}/attachments',
  operationId: 'documents.listAttachments',
  tags: ['documents'],
  summary: 'List the files attached to a PDF',
  description:
    'Those of the document, then those pinned to its pages, at most 1,000, as the PDF describes them. Also in the report, as `document.files`.',
  request: { params: documentParams },
  responses: {
    200: {
      description: 'The files.',
      content: answersJson(z.object({ data: attachedFilesSchema }), { data: [] }),
    },
    404: problemResponse('`not_found`'),
    409: problemResponse('`upload_incomplete`'),
    422: problemResponse('`invalid_input`; `analysis_failed`: the file cannot be opened.'),
    ...commonProblems,
  },
});

export function listAttachmentsHandler(
  context: DocumentsContext,
): RouteHandler<typeof listAttachmentsRoute, HttpEnv> {
  return async (c) => {
    const file = await ownedFile(context.jobs, c.get('owner'), documentIdOf(c.req.valid('param')));
    const info = await opened(context, file, (session, signal) => session.info(signal));
    return c.json({ data: attachedFileJson(file.id, infoSchema.shape.files.parse(info.files) ?? []) }, 200);
  };
}

export const getAttachmentRoute = createRoute({
  method: 'get',
  path: '/documents/{id}/attachments/{n}',
  operationId: 'documents.getAttachment',
  tags: ['documents'],
  summary: 'Get a file attached to a PDF',
  description: 'As it was attached, always as a download. At most 48 MiB.',
  request: {
    params: documentParams.extend({ n: z.string().openapi({ example: '1', description: 'From 1.' }) }),
  },
  responses: {
    200: {
      description: 'The file.',
      content: { [OTHER_TYPE]: { schema: z.string().openapi({ format: 'binary' }) } },
    },
    304: { description: 'Not changed.' },
    404: problemResponse('`not_found`'),
    409: problemResponse('`upload_incomplete`'),
    422: problemResponse(
      '`invalid_input`; `analysis_failed`: the file cannot be opened, or what is attached is too large.',
    ),
    ...commonProblems,
  },
});

export function getAttachmentHandler(
  context: DocumentsContext,
): RouteHandler<typeof getAttachmentRoute, HttpEnv> {
  return async (c) => {
    const params = c.req.valid('param');
    const file = await ownedFile(context.jobs, c.get('owner'), documentIdOf(params));
    if (!/^[1-9]\d{0,4}$/.test(params.n))
      throw new Refusal(
        'not_found',
        `There is no attachment ${params.n.slice(0, 20)}: they are numbered from 1.`,
      );
    const number = Number(params.n);
    const headers = {
      ETag: `"${file.sha256}-attachment-${number}"`,
      'Cache-Control': REVALIDATED,
      'X-Content-Type-Options': 'nosniff',
    };
    if (isKnown(c.req.header('if-none-match'), headers.ETag)) return c.body(null, 304, headers);
    const { name, bytes } = await opened(context, file, async (session, signal) => {
      const own = await session.attachment(number, signal);
      return { name: (await session.info(signal)).files?.[number - 1]?.name ?? '', bytes: own };
    });
    return c.body(ReadableStream.from([bytes]), 200, {
      ...headers,
      'Content-Type': OTHER_TYPE,
      'Content-Length': String(bytes.length),
      'Content-Disposition': dispositionOf({ id: `${file.id}-${number}`, name: name || null }, false),
    });
  };
}
