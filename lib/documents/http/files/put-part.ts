import type { HttpContext, HttpEnv } from '../../../http/route.ts';
import {
  answersJson,
  commonProblems,
  createRoute,
  problemResponse,
  type RouteHandler,
  z,
} from '../../../http/route.ts';
import { putPart } from '../../files/put-part.ts';
import { DOCUMENT_ID, SHA256 } from '../examples.ts';
import { documentIdOf, documentParams } from './document-id.ts';

const MOST_PARTS = 100_000;
const PART_ERROR = 'A part is named by its number, from 1.';

const partSchema = z
  .object({
    id: z.string(),
    part: z.int(),
    size: z.int().openapi({ description: 'Bytes.' }),
    sha256: z.string().openapi({ description: 'Of this part, as it arrived.' }),
    missing_count: z.int().openapi({ description: 'Parts that have not arrived.' }),
  })
  .openapi('DocumentPart');

export const putPartRoute = createRoute({
  method: 'put',
  path: '/documents/{id}/parts/{part}',
  operationId: 'documents.putPart',
  tags: ['documents'],
  summary: 'Send a part of a file',
  description:
    'The raw bytes: `part_bytes` of them, the last part what remains. In any order, several at once, as often as you ' +
    'like: the last bytes sent for a part count.',
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
      description: 'It has arrived.',
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
    413: problemResponse('`body_too_large`'),
    422: problemResponse('`invalid_input`: no part of this file has this number or this size.'),
    ...commonProblems,
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
