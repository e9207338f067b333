import { type Api, type ApiOptions, api } from '../../http/harness.ts';

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
