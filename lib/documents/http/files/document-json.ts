import { iso, isoOrNull } from '../../../core/instant.ts';
import { instantSchema, z } from '../../../http/route.ts';
import { PART_BYTES, partsOf } from '../../files/part-size.ts';
import type { DocumentState } from '../../files/state.ts';
import { DOCUMENT_STATUSES } from '../../statuses.ts';

export const documentSchema = z
  .object({
    id: z.string(),
    name: z.string().nullable(),
    status: z.enum(DOCUMENT_STATUSES),
    size: z.int().openapi({ description: 'Bytes.' }),
    sha256: z.string().nullable().openapi({ description: 'Null until the whole is there.' }),
    same_as: z.string().nullable().openapi({
      description:
        'Your document that had this content already: it is stored once, and goes when that one goes.',
    }),
    part_bytes: z.int().openapi({ description: 'Of every part but the last.', example: PART_BYTES }),
    parts: z.int(),
    missing: z.array(z.int()).openapi({ description: 'Parts that have not arrived, from 1.' }),
    expires_at: instantSchema.nullable().openapi({ description: 'When an unfinished upload goes.' }),
    created_at: instantSchema,
  })
  .openapi('Document');

export function documentJson(document: DocumentState): z.infer<typeof documentSchema> {
  const { id, name, status, size, sha256, sameAs, missing, expiresAt, createdAt } = document;
  return {
    id,
    name,
    status,
    size,
    sha256,
    same_as: sameAs,
    part_bytes: PART_BYTES,
    parts: partsOf(size),
    missing,
    expires_at: isoOrNull(expiresAt),
    created_at: iso(createdAt),
  };
}
