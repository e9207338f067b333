import { iso, isoOrNull } from '../../../core/instant.ts';
import { PART_BYTES, partsOf } from '../../../files/part-size.ts';
import { DOCUMENT_STATUSES } from '../../../files/statuses.ts';
import { instantSchema, z } from '../../../http/route.ts';
import type { DocumentState } from '../../files/state.ts';

export const documentSchema = z
  .object({
    id: z.string(),
    name: z.string().nullable(),
    status: z.enum(DOCUMENT_STATUSES),
    size: z.int().openapi({ description: 'Bytes.' }),
    sha256: z.string().nullable().openapi({ description: 'Null until the upload is complete.' }),
    same_as: z.string().nullable().openapi({
      description:
        'Your earlier document with the same content, which is stored only once; deleting that one deletes this one too.',
    }),
    part_bytes: z.int().openapi({ description: 'Size of every part except the last.', example: PART_BYTES }),
    parts: z.int(),
    missing: z.array(z.int()).openapi({ description: 'Numbers of the missing parts, from 1.' }),
    expires_at: instantSchema.nullable().openapi({ description: 'When an unfinished upload expires.' }),
    created_at: instantSchema,
  })
  .openapi('Document');

export type DocumentJson = z.infer<typeof documentSchema>;

export function documentJson(document: DocumentState): DocumentJson {
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
