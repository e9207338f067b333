import { JOB_ID, QUEUED_JOB, z } from '../../http/route.ts';
import { acceptedJobJson } from '../../jobs/job-json.ts';
import type { Job } from '../../jobs/types.ts';
import { JOB_STATUSES } from '../../jobs/types.ts';
import { DOCUMENT_ID } from './examples.ts';

export const acceptedSchema = z
  .object({
    job_id: z.string(),
    document_id: z
      .string()
      .nullable()
      .openapi({ description: 'The stored file, which can be analyzed again. Null for a source_url.' }),
    status: z.enum(JOB_STATUSES),
    message: z.string(),
    deduplicated: z.literal(true).optional(),
    links: z.object({
      self: z.string(),
      steps: z.string(),
      slices: z.string(),
      result: z.string(),
      cancel: z.string(),
      retry: z.string(),
      pages: z.string(),
      chunks: z.string(),
      text: z.string(),
    }),
  })
  .openapi('PdfAccepted');

export const ACCEPTED: z.infer<typeof acceptedSchema> = {
  job_id: JOB_ID,
  document_id: DOCUMENT_ID,
  status: 'queued',
  message: 'The analysis is accepted.',
  links: {
    ...QUEUED_JOB.links,
    pages: `/api/v1/jobs/${JOB_ID}/pages`,
    chunks: `/api/v1/jobs/${JOB_ID}/chunks`,
    text: `/api/v1/jobs/${JOB_ID}/result?format=text`,
  },
};

/** Built only from constant data, so that a repeated request gets the same response. */
export function acceptedJson(job: Job, documentId: string | null): z.infer<typeof acceptedSchema> {
  const { status, links } = acceptedJobJson(job);
  const { self, result } = links;
  return {
    job_id: job.id,
    document_id: documentId,
    status,
    message: 'The analysis is accepted.',
    links: { ...links, pages: `${self}/pages`, chunks: `${self}/chunks`, text: `${result}?format=text` },
  };
}

/** Answers with a job that has analyzed the same bytes before. */
export const deduplicatedJson = (job: Job, documentId: string | null): z.infer<typeof acceptedSchema> => ({
  ...acceptedJson(job, documentId),
  status: job.status,
  message:
    'These bytes were analyzed before with the same options: this is that job. Send again=true for a new one.',
  deduplicated: true,
});
