import { z } from '../../http/route.ts';
import type { AttachedFile } from '../pdf/attached-file.ts';

/** Files attached to a PDF, as answers have them. */
export const attachedFilesSchema = z.array(
  z
    .object({
      name: z.string(),
      size: z
        .int()
        .nullable()
        .openapi({ description: 'Bytes; null if the PDF does not say, like the rest.' }),
      type: z.string().nullable(),
      description: z.string().nullable(),
      modified: z.string().nullable(),
      page: z.int().nullable().openapi({ description: 'That it is pinned to.' }),
      url: z.string().nullable().openapi({ description: 'Null if the document is no longer kept.' }),
    })
    .openapi('AttachedFile'),
);

/** @param documentId null if the document is no longer kept */
export const attachedFileJson = (
  documentId: string | null,
  files: readonly AttachedFile[],
): z.infer<typeof attachedFilesSchema> =>
  files.map((file, at) => ({
    ...file,
    url: documentId === null ? null : `/api/v1/documents/${documentId}/attachments/${at + 1}`,
  }));
