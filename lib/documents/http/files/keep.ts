import type { HttpContext, HttpEnv } from '../../../http/route.ts';
import {
  answersJson,
  commonProblems,
  createRoute,
  problemResponse,
  type RouteHandler,
  writingProblems,
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
  summary: 'Get a document or an unfinished upload',
  description: 'Includes the missing parts and when an unfinished upload expires.',
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
  description: 'Also deletes later documents with the same content. Results of jobs are kept.',
  request: { params: documentParams },
  responses: {
    204: { description: 'Deleted.' },
    404: problemResponse('`not_found`'),
    409: problemResponse('`document_in_use`: an unfinished job reads it.'),
    ...writingProblems,
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
