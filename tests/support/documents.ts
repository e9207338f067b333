import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { getJson, type JobJson, jobSchema, postJson, type TestStack } from './stack.ts';

const acceptedSchema = z.looseObject({ job_id: z.string(), document_id: z.string().nullable() });
const uploadSchema = z.looseObject({ id: z.string(), part_bytes: z.number(), parts: z.number() });

export function formOf(pdf: Uint8Array, fields: Record<string, string> = {}): FormData {
  const form = new FormData();
  form.set('pdf_file', new Blob([new Uint8Array(pdf)], { type: 'application/pdf' }), 'book.pdf');
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

async function accepted(response: Response): Promise<string> {
  const text = await response.text();
  if (response.status !== 202) throw new Error(`${response.status} ${text}`);
  return acceptedSchema.parse(JSON.parse(text)).job_id;
}

/** Submits a file of up to 4.4 MB as the original's clients do. @returns the job's id. */
export async function processPdf(
  url: string,
  pdf: Uint8Array,
  fields: Record<string, string> = {},
): Promise<string> {
  const body = formOf(pdf, fields);
  return accepted(await fetch(`${url}/api/v1/process-pdf-async`, { method: 'POST', body }));
}

/** Uploads a file in parts. @returns its document id. */
export async function uploadPdf(url: string, pdf: Uint8Array): Promise<string> {
  const created = await postJson(`${url}/api/documents`, { name: 'book.pdf', size: pdf.length });
  const { id, part_bytes, parts } = uploadSchema.parse(await created.json());
  for (let part = 1; part <= parts; part++) {
    const body = pdf.slice((part - 1) * part_bytes, part * part_bytes);
    const sent = await fetch(`${url}/api/documents/${id}/parts/${part}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream' },
      body,
    });
    if (!sent.ok) throw new Error(`part ${part}: ${sent.status} ${await sent.text()}`);
  }
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  const done = await postJson(`${url}/api/documents/${id}/complete`, { sha256 });
  if (!done.ok) throw new Error(`complete: ${done.status} ${await done.text()}`);
  return id;
}

/** Uploads a file of any size and submits its analysis. @returns the job's id. */
export async function processLargePdf(url: string, pdf: Uint8Array): Promise<string> {
  const document_id = await uploadPdf(url, pdf);
  return accepted(await postJson(`${url}/api/v1/process-pdf-async`, { document_id }));
}

export async function textOf(url: string, jobId: string, format = 'text'): Promise<string> {
  const response = await fetch(`${url}/api/v1/jobs/${jobId}/result?format=${format}`);
  if (!response.ok) throw new Error(`${format}: ${response.status} ${await response.text()}`);
  return response.text();
}

export interface Watched {
  job: JobJson;
  /** Each value of percent, in the order seen. */
  percents: number[];
}

/** Polls a job until it ends and records its progress. @throws after `patienceMs`. */
export async function watched(
  url: string,
  id: string,
  { patienceMs = 60_000, everyMs = 20 }: { patienceMs?: number; everyMs?: number } = {},
): Promise<Watched> {
  const percents: number[] = [];
  for (const giveUpAt = Date.now() + patienceMs; ; ) {
    const job = jobSchema.parse(await getJson(`${url}/api/v1/jobs/${id}`));
    if (job.progress.percent !== percents.at(-1)) percents.push(job.progress.percent);
    if (!['queued', 'processing'].includes(job.status)) return { job, percents };
    if (Date.now() > giveUpAt) throw new Error(`after ${patienceMs} ms: ${JSON.stringify(job)}`);
    await sleep(everyMs);
  }
}

/** Number of delivered slice messages of a job. */
export function slicesOf({ qstash }: TestStack, id: string): number {
  const messages = qstash?.published({ label: id }) ?? [];
  return messages.filter(({ body, deliveries }) => body.includes('"slice"') && deliveries > 0).length;
}
