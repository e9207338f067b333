import { Refusal } from '../../../core/errors.ts';
import { storable } from '../../../core/storable-text.ts';
import { MOST_ARCHIVE_BYTES } from '../../../files/limits.ts';
import type { HttpEnv } from '../../../http/route.ts';
import {
  answersJson,
  createRoute,
  problemResponse,
  type RouteHandler,
  takesJson,
  writingProblems,
  z,
} from '../../../http/route.ts';
import { beginUpload } from '../../files/begin-upload.ts';
import type { DocumentsContext } from '../context.ts';
import { documentJson, documentSchema } from './document-json.ts';
import { BEGUN_DOCUMENT } from './examples.ts';
import { sha256Schema } from './sha256.ts';

const MOST_CHARACTERS = 255;
const NAME_ERROR = `name must be a string of 1 to ${MOST_CHARACTERS} characters.`;
const SIZE_ERROR = 'size must be the file size in bytes, a whole number from 1.';

const requestSchema = z
  .strictObject(
    {
      name: z
        .string(NAME_ERROR)
        .overwrite(storable)
        .min(1, NAME_ERROR)
        .max(MOST_CHARACTERS, NAME_ERROR)
        .optional(),
      kind: z
        .enum(['pdf', 'archive'], 'kind is "pdf" or "archive".')
        .optional()
        .openapi({ description: 'Default: pdf. An archive is read by an analysis of a profile.' }),
      size: z.int(SIZE_ERROR).min(1, SIZE_ERROR).openapi({ description: 'Bytes.', example: 12_582_912 }),
      sha256: sha256Schema.optional().openapi({
        description:
          'SHA-256 of the whole file. If you already have a file with this digest, nothing needs to be sent.',
      }),
    },
    {
      error: ({ code }) =>
        code === 'invalid_type' ? 'The body must be an object such as {"size": 12582912}.' : undefined,
    },
  )
  .openapi('DocumentUpload');

export const beginUploadRoute = createRoute({
  method: 'post',
  path: '/documents',
  operationId: 'documents.begin',
  tags: ['documents'],
  summary: 'Start an upload in parts',
  description:
    'Then send each part with PUT, in any order, and complete the upload. Unfinished uploads expire after 24 hours.',
  request: {
    body: { required: true, content: takesJson(requestSchema, { name: 'report.pdf', size: 12_582_912 }) },
  },
  responses: {
    201: {
      description: 'The upload, with the missing parts.',
      headers: z.object({ Location: z.string() }),
      content: answersJson(documentSchema, BEGUN_DOCUMENT),
    },
    422: problemResponse('`invalid_input`'),
    ...writingProblems,
  },
});

function assertSize(size: number, most: number): void {
  if (size <= most) return;
  const message = `size is ${size} bytes; it must be at most ${most}.`;
  throw new Refusal('invalid_input', message, { faults: [{ path: 'size', code: 'too_high', message }] });
}

export function beginUploadHandler(
  context: DocumentsContext,
): RouteHandler<typeof beginUploadRoute, HttpEnv> {
  return async (c) => {
    const { name = null, kind, size, sha256 = null } = c.req.valid('json');
    assertSize(size, kind === 'archive' ? MOST_ARCHIVE_BYTES : context.uploads.maxBytes);
    const owner = c.get('owner');
    await context.assertStorage(owner, size);
    const document = await beginUpload(context.jobs, { owner, name, size, sha256 });
    return c.json(documentJson(document), 201, { Location: `/api/v1/documents/${document.id}` });
  };
}
