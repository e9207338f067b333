import { Refusal } from '../../../core/errors.ts';
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
import type { DocumentsContext } from '../context.ts';

/** Vercel Blob's limit, minus the suffix that it adds. */
const MOST_CHARACTERS = 900;
const PATH_ERROR = `pathname must be a string of 1 to ${MOST_CHARACTERS} characters.`;

const TYPE = 'blob.generate-client-token' as const;

/** Request of `upload()` in @vercel/blob/client; unknown fields are ignored. */
const requestSchema = z
  .object(
    {
      type: z.literal(TYPE, `type is "${TYPE}".`),
      payload: z.object(
        { pathname: z.string(PATH_ERROR).min(1, PATH_ERROR).max(MOST_CHARACTERS, PATH_ERROR) },
        'payload must be an object such as {"pathname": "documents/ann/report.pdf"}.',
      ),
    },
    'The body must be an object, as sent by upload() of @vercel/blob/client.',
  )
  .openapi('BlobTokenRequest');

const tokenSchema = z.object({ type: z.literal(TYPE), clientToken: z.string() }).openapi('BlobToken');

export const blobTokenRoute = createRoute({
  method: 'post',
  path: '/documents/blob',
  operationId: 'documents.createBlobToken',
  tags: ['documents'],
  summary: 'Create a token for an upload to Vercel Blob',
  description:
    'The `handleUploadUrl` of `upload()` of @vercel/blob/client, with `access: "public"`. Then submit the URL of the ' +
    'blob as `source_url`.',
  request: {
    body: {
      required: true,
      content: takesJson(requestSchema, { type: TYPE, payload: { pathname: 'documents/ann/report.pdf' } }),
    },
  },
  responses: {
    200: {
      description: 'A token for one file, valid for an hour.',
      content: answersJson(tokenSchema, { type: TYPE, clientToken: 'vercel_blob_client_…' }),
    },
    422: problemResponse('`invalid_input` or `blob_not_configured`'),
    ...writingProblems,
  },
});

function assertInside(pathname: string, folder: string): void {
  const below = pathname.slice(folder.length).split('/');
  const inside = pathname.startsWith(folder) && !below.some((part) => ['', '.', '..'].includes(part));
  if (inside) return;
  const message = `pathname "${pathname.slice(0, 100)}" is not in your folder. It must start with ${folder}.`;
  throw new Refusal('invalid_input', message, {
    faults: [{ path: 'payload.pathname', code: 'outside_folder', message }],
  });
}

export function blobTokenHandler({
  uploads: { blob, maxBytes },
}: DocumentsContext): RouteHandler<typeof blobTokenRoute, HttpEnv> {
  return async (c) => {
    if (blob === null) {
      const message =
        'There is no Vercel Blob store. Set BLOB_READ_WRITE_TOKEN, or send the file in parts with POST /api/v1/documents.';
      throw new Refusal('blob_not_configured', message);
    }
    const { pathname } = c.req.valid('json').payload;
    assertInside(pathname, blob.folderOf(c.get('owner')));
    const clientToken = await blob.clientToken({ pathname, maxBytes, request: c.req.raw });
    return c.json({ type: TYPE, clientToken }, 200);
  };
}
