import { DigestMismatch, NotFound, UnstuckError } from './errors.ts';
import { sha256 } from './sha256.ts';
import type { Document, DocumentPart } from './shapes.ts';
import { asJson, type Send } from './transport.ts';

export interface UploadOptions {
  name?: string | undefined;
  /** Default: pdf. An archive is read by the analysis of a profile. */
  kind?: 'pdf' | 'archive';
  signal?: AbortSignal | undefined;
  /** @param sent bytes that have arrived */
  onProgress?: ((sent: number, size: number) => void) | undefined;
  /** Called once the upload has an id, by which a later call resumes it. */
  onBegun?: ((id: string) => void) | undefined;
  /** The id of an upload that was begun before: what has arrived is not sent again. */
  resume?: string | null | undefined;
}

const DOCUMENTS = '/api/v1/documents';
const AT_ONCE = 3;
const READ_BYTES = 4 * 1_024 * 1_024;

const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** A part at a time: WebCrypto would need a file of 1 GB in memory at once. */
async function digestOf(body: Blob, signal?: AbortSignal): Promise<string> {
  const hash = sha256();
  for (let at = 0; at < body.size; at += READ_BYTES) {
    signal?.throwIfAborted();
    hash.update(new Uint8Array(await body.slice(at, at + READ_BYTES).arrayBuffer()));
  }
  return hash.digest();
}

/** Parts beside one that is lost still arrive, so that they need not be sent again. */
async function inLines(parts: readonly number[], send: (part: number) => Promise<void>): Promise<void> {
  const left = [...parts];
  const line = async () => {
    for (let part = left.shift(); part !== undefined; part = left.shift()) {
      await send(part).catch((error: unknown) => {
        left.length = 0;
        throw error;
      });
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, line));
  const lost = ended.find((each) => each.status === 'rejected');
  if (lost) throw lost.reason;
}

/**
 * Stores a file in parts. Each part that arrives is compared by its SHA-256, and so is the whole; a file that the owner
 * has already is not sent again.
 * @throws Refused, Unreachable, DigestMismatch and `signal`'s reason; `resume` goes on from there
 */
export async function upload(send: Send, body: Blob, options: UploadOptions = {}): Promise<Document> {
  const { name, kind = 'pdf', signal, onProgress, onBegun, resume = null } = options;
  const digest = await digestOf(body, signal);

  const begin = () => {
    const json = { kind, size: body.size, sha256: digest, ...(name === undefined ? {} : { name }) };
    // A second upload that nobody completes expires by itself.
    return send('POST', DOCUMENTS, { json, signal, repeatable: true }, asJson<Document>);
  };
  const begun = async (id: string) => {
    const found = await send('GET', `${DOCUMENTS}/${id}`, { signal }, asJson<Document>).catch(
      (error: unknown) => {
        if (error instanceof NotFound) return null;
        throw error;
      },
    );
    return found?.size === body.size && (found.sha256 ?? digest) === digest ? found : null;
  };
  const document = (resume === null ? null : await begun(resume)) ?? (await begin());
  const { id, part_bytes: size } = document;
  onBegun?.(id);

  let sent = body.size - document.missing.reduce((sum, part) => sum + sliceOf(part).size, 0);
  function sliceOf(part: number): Blob {
    return body.slice((part - 1) * size, part * size);
  }
  const put = async (part: number): Promise<void> => {
    const slice = sliceOf(part);
    const headers = { 'content-type': 'application/octet-stream' };
    const path = `${DOCUMENTS}/${id}/parts/${part}`;
    const own = hex(new Uint8Array(await crypto.subtle.digest('SHA-256', await slice.arrayBuffer())));
    const stored = await send('PUT', path, { body: slice, headers, signal }, asJson<DocumentPart>);
    if (stored.sha256 !== own)
      throw new UnstuckError(`Part ${part} has changed on its way. Send the file again.`);
    sent += slice.size;
    onProgress?.(sent, body.size);
  };
  onProgress?.(sent, body.size);
  if (document.status === 'complete') return document;
  await inLines(document.missing, put);
  const complete = () =>
    send(
      'POST',
      `${DOCUMENTS}/${id}/complete`,
      { json: { sha256: digest }, signal, repeatable: true },
      asJson<Document>,
    );
  try {
    return await complete();
  } catch (error) {
    if (!(error instanceof DigestMismatch)) throw error;
    // Parts of an earlier attempt were of another file, or were damaged.
    await inLines(
      Array.from({ length: document.parts }, (_, i) => i + 1),
      put,
    );
    return complete();
  }
}
