import { expect } from 'vitest';
import type { z } from 'zod';
import { acceptedSchema } from '../../../lib/documents/http/accepted-json.ts';
import { type Api, type ApiOptions, api, json } from '../../http/harness.ts';

/** The API with a key to sign callbacks with. */
export function pdfService(url: string, options: ApiOptions = {}): Api {
  return api(url, { webhooks: { configured: true, allowLocal: false }, ...options });
}

export const PDF = '%PDF-1.7\n% a few bytes that nobody reads here\n';

export const pdfFile = (bytes: string = PDF, name = 'my book.pdf'): File =>
  new File([bytes], name, { type: 'application/pdf' });

export function form(fields: Record<string, string | Blob>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.append(name, value);
  return data;
}

/** What a request that began a job was answered. */
export async function accepted(response: Response): Promise<z.infer<typeof acceptedSchema>> {
  const body = await json(response);
  expect([response.status, body]).toEqual([202, acceptedSchema.parse(body)]);
  return acceptedSchema.parse(body);
}
