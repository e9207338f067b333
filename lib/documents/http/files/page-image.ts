import { Refusal } from '../../../core/errors.ts';
import type { StoredDocument } from '../../../files/find-document.ts';
import type { HttpEnv } from '../../../http/route.ts';
import {
  commonProblems,
  createRoute,
  isKnown,
  problemResponse,
  type RouteHandler,
  wholeNumber,
  z,
} from '../../../http/route.ts';
import type { PagePicture } from '../../pdf/messages.ts';
import type { DocumentsContext } from '../context.ts';
import { drawing, PNG_TYPE, USUAL_WIDTH, WIDEST } from '../drawing.ts';
import { documentIdOf, documentParams } from './document-id.ts';
import { ownedFile, REVALIDATED } from './owned-file.ts';

export const pageImageRoute = createRoute({
  method: 'get',
  path: '/documents/{id}/pages/{page}/image',
  operationId: 'documents.getPageImage',
  tags: ['documents'],
  summary: 'Get a picture of a page',
  description:
    'Drawn when it is asked for, as the page shows: rotated, with annotations. Keep it by its `ETag`.',
  request: {
    params: documentParams.extend({ page: z.string().openapi({ example: '1' }) }),
    query: z.object({
      width: wholeNumber('width', WIDEST, USUAL_WIDTH).openapi({
        description: 'Pixels. Less for pages that are very long.',
      }),
    }),
  },
  responses: {
    200: {
      description: 'The picture.',
      content: { [PNG_TYPE]: { schema: z.string().openapi({ format: 'binary' }) } },
    },
    304: { description: 'Not changed since the `ETag` in If-None-Match.' },
    404: problemResponse('`not_found`, also if the document has no such page or is no longer kept'),
    409: problemResponse('`upload_incomplete`'),
    422: problemResponse('`invalid_input`; `analysis_failed`: the page cannot be drawn.'),
    ...commonProblems,
  },
});

function pageOf({ page }: { page: string }): number {
  if (/^[1-9]\d{0,6}$/.test(page)) return Number(page);
  throw new Refusal('not_found', `There is no page ${page.slice(0, 20)}: pages are numbered from 1.`);
}

/** @throws Refusal `not_found`, `analysis_failed` */
async function picture(
  context: DocumentsContext,
  { id }: StoredDocument,
  { page, width }: { page: number; width: number },
): Promise<PagePicture> {
  return await drawing(context, { documentId: id, page }, async (session, signal) => {
    if (page <= session.pageCount) return await session.image(page, width, signal);
    throw new Refusal('not_found', `${id} has ${session.pageCount} pages: there is no page ${page}.`);
  });
}

export function pageImageHandler(context: DocumentsContext): RouteHandler<typeof pageImageRoute, HttpEnv> {
  return async (c) => {
    const params = c.req.valid('param');
    const { width } = c.req.valid('query');
    const page = pageOf(params);
    const file = await ownedFile(context.jobs, c.get('owner'), documentIdOf(params));
    const headers = {
      ETag: `"${file.sha256}-${page}-${width}"`,
      'Cache-Control': REVALIDATED,
      'X-Content-Type-Options': 'nosniff',
    };
    if (isKnown(c.req.header('if-none-match'), headers.ETag)) return c.body(null, 304, headers);
    const { png } = await picture(context, file, { page, width });
    return c.body(new Uint8Array(png), 200, { ...headers, 'Content-Type': PNG_TYPE });
  };
}
