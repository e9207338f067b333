import { Refusal } from '../../core/errors.ts';
import type { HttpEnv } from '../../http/route.ts';
import {
  commonProblems,
  createRoute,
  isKnown,
  jobParams,
  problemResponse,
  type RouteHandler,
  wholeNumber,
  z,
} from '../../http/route.ts';
import { query } from '../../jobs/context.ts';
import { figureOf } from '../records/figures.ts';
import { documentOf } from '../records/queries.ts';
import type { DocumentsContext } from './context.ts';
import { getDocumentJob } from './document-job.ts';
import { drawing, PNG_TYPE, USUAL_WIDTH, WIDEST } from './drawing.ts';
import { ownedFile, REVALIDATED } from './files/owned-file.ts';

const NUMBER = /^[1-9]\d{0,5}$/;

export const figureImageRoute = createRoute({
  method: 'get',
  path: '/jobs/{id}/pages/{n}/figures/{figure}/image',
  operationId: 'jobs.getFigureImage',
  tags: ['jobs'],
  summary: 'Get the picture of a figure of a document',
  description: 'Drawn when it is asked for, as the page shows it. Keep it by its `ETag`.',
  request: {
    params: jobParams.extend({
      n: z.string().openapi({ example: '17', description: 'Page number, from 1.' }),
      figure: z.string().openapi({ example: '1', description: 'On its page, from 1.' }),
    }),
    query: z.object({
      width: wholeNumber('width', WIDEST, USUAL_WIDTH).openapi({ description: 'Pixels.' }),
    }),
  },
  responses: {
    200: {
      description: 'The picture.',
      content: { [PNG_TYPE]: { schema: z.string().openapi({ format: 'binary' }) } },
    },
    304: { description: 'Not changed since the `ETag` in If-None-Match.' },
    404: problemResponse('`not_found`, also if there is no such figure or the file is no longer kept'),
    422: problemResponse('`invalid_input`; `analysis_failed`: it cannot be drawn.'),
    ...commonProblems,
  },
});

interface Place {
  page: number;
  figure: number;
}

/** @throws Refusal `not_found` */
async function found({ jobs }: DocumentsContext, jobId: string, place: Place) {
  const [figure, document] = await query(jobs, () =>
    Promise.all([figureOf(jobs.db, jobId, place), documentOf(jobs.db, jobId)]),
  );
  if (!figure)
    throw new Refusal(
      'not_found',
      `There is no figure ${place.figure} on page ${place.page} of ${jobId}: its pages list theirs.`,
    );
  if (!document?.documentId)
    throw new Refusal('not_found', `The file of ${jobId} is no longer kept: send it again.`);
  return { figure, documentId: document.documentId };
}

export function figureImageHandler(
  context: DocumentsContext,
): RouteHandler<typeof figureImageRoute, HttpEnv> {
  return async (c) => {
    const params = c.req.valid('param');
    const job = await getDocumentJob(context, c.get('owner'), params);
    const numberOf = (text: string) => (NUMBER.test(text) ? Number(text) : 0);
    const place = { page: numberOf(params.n), figure: numberOf(params.figure) };
    const { figure, documentId } = await found(context, job.id, place);
    const file = await ownedFile(context.jobs, c.get('owner'), documentId);
    const { width } = c.req.valid('query');
    const headers = {
      ETag: `"${file.sha256}-${job.id}-${place.page}-${place.figure}-${width}"`,
      'Cache-Control': REVALIDATED,
      'X-Content-Type-Options': 'nosniff',
    };
    if (isKnown(c.req.header('if-none-match'), headers.ETag)) return c.body(null, 304, headers);
    const { png } = await drawing(context, { documentId, page: place.page }, (session, signal) =>
      session.image(place.page, width, signal, figure.box),
    );
    return c.body(new Uint8Array(png), 200, { ...headers, 'Content-Type': PNG_TYPE });
  };
}
