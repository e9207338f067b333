import { MOST_ARCHIVE_BYTES } from '../../../files/limits.ts';
import { PART_BYTES } from '../../../files/part-size.ts';
import type { HttpEnv } from '../../../http/route.ts';
import { answersJson, commonProblems, createRoute, type RouteHandler, z } from '../../../http/route.ts';
import { UPLOAD_HOURS } from '../../files/statements.ts';
import type { DocumentsContext } from '../context.ts';

const limitsSchema = z
  .object({
    max_bytes: z.int().openapi({ description: 'Maximum size of a document.' }),
    max_archive_bytes: z.int(),
    part_bytes: z.int().openapi({ description: 'Size of every part except the last.' }),
    upload_hours: z.int().openapi({ description: 'Hours until an unfinished upload expires.' }),
    blob: z.boolean().openapi({ description: 'Whether uploads to Vercel Blob are available.' }),
    blob_folder: z.string().nullable().openapi({ description: 'Your folder in Vercel Blob.' }),
  })
  .openapi('DocumentLimits');

export const limitsRoute = createRoute({
  method: 'get',
  path: '/documents/limits',
  operationId: 'documents.getLimits',
  tags: ['documents'],
  summary: 'Get the limits for uploads',
  description: 'Sizes of files and parts, and whether uploads to Vercel Blob are available.',
  responses: {
    200: {
      description: 'The limits.',
      content: answersJson(limitsSchema, {
        max_bytes: 100_663_296,
        max_archive_bytes: MOST_ARCHIVE_BYTES,
        part_bytes: PART_BYTES,
        upload_hours: UPLOAD_HOURS,
        blob: false,
        blob_folder: null,
      }),
    },
    ...commonProblems,
  },
});

export function limitsHandler({
  uploads: { maxBytes, blob },
}: DocumentsContext): RouteHandler<typeof limitsRoute, HttpEnv> {
  return async (c) =>
    c.json(
      {
        max_bytes: maxBytes,
        max_archive_bytes: MOST_ARCHIVE_BYTES,
        part_bytes: PART_BYTES,
        upload_hours: UPLOAD_HOURS,
        blob: blob !== null,
        blob_folder: blob?.folderOf(c.get('owner')) ?? null,
      },
      200,
    );
}
