import type { HttpContext, HttpEnv } from '../../../http/route.ts';
import {
  answersJson,
  commonProblems,
  createRoute,
  problemResponse,
  type RouteHandler,
} from '../../../http/route.ts';
import { removeDocument } from '../../files/remove-document.ts';
import { getDocument } from '../../files/state.ts';
import { documentIdOf, documentParams } from './document-id.ts';
import { documentJson, documentSchema } from './document-json.ts';
import { BEGUN_DOCUMENT } from './examples.ts';

export const getDocumentRoute = createRoute({
  method: 'get',
  path: '/documents/{id}',
  operationId: 'documents.get',
  tags: ['documents'],
  summary: 'What of a file is there and what is missing',
  description: 'The numbers of the missing parts, and when an unfinished upload goes.',
  request: { params: documentParams },
  responses: {
    200: { description: 'The document.', content: answersJson(documentSchema, BEGUN_DOCUMENT) },
    404: problemResponse('`not_found`'),
    ...commonProblems,
  },
});

export function getDocumentHandler({ jobs }: HttpContext): RouteHandler<typeof getDocumentRoute, HttpEnv> {
  return async (c) => {
    const id = documentIdOf(c.req.valid('param'));
    return c.json(documentJson(await getDocument(jobs, c.get('owner'), id)), 200);
  };
}

export const removeDocumentRoute = createRoute({
  method: 'delete',
  path: '/documents/{id}',
  operationId: 'documents.delete',
  tags: ['documents'],
  summary: 'Delete a document or an unfinished upload',
  description: 'Documents that stand for the same content go with it. What jobs found in it stays.',
  request: { params: documentParams },
  responses: {
    204: { description: 'It is gone.' },
    404: problemResponse('`not_found`'),
    409: problemResponse('`document_in_use`: a job that has not ended reads it.'),
    ...commonProblems,
  },
});

export function removeDocumentHandler({
  jobs,
}: HttpContext): RouteHandler<typeof removeDocumentRoute, HttpEnv> {
  return async (c) => {
    await removeDocument(jobs, c.get('owner'), documentIdOf(c.req.valid('param')));
    return c.body(null, 204);
  };
}
