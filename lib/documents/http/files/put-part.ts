import type { HttpContext, HttpEnv } from '../../../http/route.ts';
import {
  answersJson,
  createRoute,
  problemResponse,
  type RouteHandler,
  writingProblems,
  z,
} from '../../../http/route.ts';
import { putPart } from '../../files/put-part.ts';
import { DOCUMENT_ID, SHA256 } from '../examples.ts';
import { documentIdOf, documentParams } from './document-id.ts';

const MOST_PARTS = 100_000;
const PART_ERROR = 'part must be a whole number from 1.';

const partSchema = z
  .object({
    id: z.string(),
    part: z.int(),
    size: z.int().openapi({ description: 'Bytes.' }),
    sha256: z.string().openapi({ description: 'SHA-256 of the part as received.' }),
    missing_count: z.int().openapi({ description: 'Number of missing parts.' }),
  })
  .openapi('DocumentPart');

export const putPartRoute = createRoute({
  method: 'put',
  path: '/documents/{id}/parts/{part}',
  operationId: 'documents.putPart',
  tags: ['documents'],
  summary: 'Upload a part of a file',
  description:
    'The body is `part_bytes` raw bytes; the last part is the rest. Parts may be sent in any order, in parallel and ' +
    'repeatedly; the most recent bytes of a part count.',
  request: {
    params: documentParams.extend({
      part: z.coerce
        .number({ error: PART_ERROR })
        .int(PART_ERROR)
        .min(1, PART_ERROR)
        .max(MOST_PARTS, PART_ERROR),
    }),
    body: {
      required: true,
      content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
    },
  },
  responses: {
    200: {
      description: 'The received part.',
      content: answersJson(partSchema, {
        id: DOCUMENT_ID,
        part: 1,
        size: 4_194_304,
        sha256: SHA256,
        missing_count: 2,
      }),
    },
    404: problemResponse('`not_found`'),
    409: problemResponse('`upload_complete`'),
    422: problemResponse('`invalid_input`: the number or size of the part is wrong.'),
    ...writingProblems,
  },
});

export function putPartHandler({ jobs }: HttpContext): RouteHandler<typeof putPartRoute, HttpEnv> {
  return async (c) => {
    const { part, ...param } = c.req.valid('param');
    const id = documentIdOf(param);
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    const { sha256, document } = await putPart(jobs, { owner: c.get('owner'), id, part, bytes });
    return c.json({ id, part, size: bytes.length, sha256, missing_count: document.missing.length }, 200);
  };
}
