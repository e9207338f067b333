import type { HttpContext, HttpEnv } from '../../../http/route.ts';
import {
  answersJson,
  createRoute,
  problemResponse,
  type RouteHandler,
  takesJson,
  writingProblems,
  z,
} from '../../../http/route.ts';
import { completeUpload } from '../../files/complete-upload.ts';
import { SHA256 } from '../examples.ts';
import { documentIdOf, documentParams } from './document-id.ts';
import { documentJson, documentSchema } from './document-json.ts';
import { COMPLETE_DOCUMENT } from './examples.ts';
import { sha256Schema } from './sha256.ts';

const requestSchema = z
  .strictObject(
    { sha256: sha256Schema },
    {
      error: ({ code }) =>
        code === 'invalid_type' ? 'The body must be an object such as {"sha256": "e3b0…"}.' : undefined,
    },
  )
  .openapi('DocumentCompletion');

export const completeUploadRoute = createRoute({
  method: 'post',
  path: '/documents/{id}/complete',
  operationId: 'documents.complete',
  tags: ['documents'],
  summary: 'Complete an upload',
  description: 'Verifies the parts against the digest. Can be repeated safely.',
  request: {
    params: documentParams,
    body: { required: true, content: takesJson(requestSchema, { sha256: SHA256 }) },
  },
  responses: {
    200: { description: 'The complete document.', content: answersJson(documentSchema, COMPLETE_DOCUMENT) },
    404: problemResponse('`not_found`'),
    409: problemResponse(
      '`upload_incomplete`: lists the missing parts. `digest_mismatch`: nothing is lost, send the wrong parts again.',
    ),
    422: problemResponse('`invalid_input`'),
    ...writingProblems,
  },
});

export function completeUploadHandler({
  jobs,
}: HttpContext): RouteHandler<typeof completeUploadRoute, HttpEnv> {
  return async (c) => {
    const id = documentIdOf(c.req.valid('param'));
    const { sha256 } = c.req.valid('json');
    return c.json(documentJson(await completeUpload(jobs, { id, owner: c.get('owner'), sha256 })), 200);
  };
}
