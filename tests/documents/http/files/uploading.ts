import { z } from 'zod';
import { PART_BYTES } from '../../../../lib/files/part-size.ts';
import type { Api } from '../../../http/harness.ts';
import { sha256 } from '../../files/given-bytes.ts';

export const documentShape = z.strictObject({
  id: z.string(),
  name: z.string().nullable(),
  status: z.string(),
  size: z.int(),
  sha256: z.string().nullable(),
  same_as: z.string().nullable(),
  part_bytes: z.int(),
  parts: z.int(),
  missing: z.array(z.int()),
  expires_at: z.string().nullable(),
  created_at: z.string(),
});

export async function documentOf(response: Response): Promise<z.infer<typeof documentShape>> {
  return documentShape.parse(await response.json());
}

export async function begin(service: Api, size: number, more: object = {}): Promise<string> {
  const answer = await service.post('/api/documents', { size, ...more });
  if (answer.status !== 201) throw new Error(`begun with ${answer.status}: ${await answer.text()}`);
  return (await documentOf(answer)).id;
}

/** One part as a client would cut it, or `instead` in its place. */
export function send(
  service: Api,
  id: string,
  part: number,
  bytes: Uint8Array<ArrayBuffer>,
  whole = true,
): Promise<Response> {
  const body = whole ? bytes.slice((part - 1) * PART_BYTES, part * PART_BYTES) : bytes;
  const headers = { 'content-type': 'application/octet-stream' };
  return service.call('PUT', `/api/v1/documents/${id}/parts/${part}`, { headers, body });
}

export function complete(service: Api, id: string, digest: string): Promise<Response> {
  return service.post(`/api/documents/${id}/complete`, { sha256: digest });
}

/** The whole way. @returns the id. */
export async function upload(service: Api, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const id = await begin(service, bytes.length);
  for (let part = 1; (part - 1) * PART_BYTES < bytes.length; part++) await send(service, id, part, bytes);
  const answer = await complete(service, id, sha256(bytes));
  if (answer.status !== 200) throw new Error(`completed with ${answer.status}: ${await answer.text()}`);
  return id;
}
