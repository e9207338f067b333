import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { DocumentJson } from '../../lib/documents/http/files/document-json.ts';
import { call, Refused } from '../api/call.ts';
import { forget, recall, remember } from './resume.ts';

const DOCUMENTS = '/api/v1/documents';
/** Parts on their way at once. */
const AT_ONCE = 3;

export interface Sending {
  /** Recognizes the file if it is sent again later, so that what has arrived is not sent twice. */
  fingerprint: string;
  name: string;
  kind: 'pdf' | 'archive';
  body: Blob;
  signal: AbortSignal;
  /** @param share 0 to 1 */
  progress: (share: number) => void;
}

/** An upload that was begun before and is still wanted; null: begin anew. */
async function earlier({ fingerprint, body, signal }: Sending): Promise<DocumentJson | null> {
  const id = recall(fingerprint);
  if (id === null) return null;
  try {
    const found = await call<DocumentJson>(`${DOCUMENTS}/${id}`, { signal });
    return found.size === body.size ? found : null;
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return null;
    throw error;
  }
}

async function begun(sending: Sending): Promise<DocumentJson> {
  const { name, kind, body, signal, fingerprint } = sending;
  const known = await earlier(sending);
  if (known) return known;
  const json = { name, kind, size: body.size };
  const made = await call<DocumentJson>(DOCUMENTS, { method: 'POST', json, signal });
  remember(fingerprint, made.id);
  return made;
}

/** SHA-256 of the whole, a part at a time: a file of 1 GB is never in memory at once. */
async function digestOf(body: Blob, partBytes: number, signal: AbortSignal): Promise<string> {
  const hash = sha256.create();
  for (let at = 0; at < body.size; at += partBytes) {
    signal.throwIfAborted();
    hash.update(new Uint8Array(await body.slice(at, at + partBytes).arrayBuffer()));
  }
  return bytesToHex(hash.digest());
}

/** If one part is lost, those beside it still arrive, so that they need not be sent again. */
async function sendParts(document: DocumentJson, { body, signal, progress }: Sending): Promise<void> {
  const { id, part_bytes: size, parts, missing } = document;
  const left = [...missing];
  let arrived = parts - missing.length;
  progress(arrived / parts);
  const line = async () => {
    for (let part = left.shift(); part !== undefined; part = left.shift()) await send(part).catch(giveUp);
  };
  const giveUp = (error: unknown) => {
    left.length = 0;
    throw error;
  };
  const send = async (part: number) => {
    const bytes = body.slice((part - 1) * size, part * size);
    const headers = { 'content-type': 'application/octet-stream' };
    await call(`${DOCUMENTS}/${id}/parts/${part}`, { method: 'PUT', body: bytes, headers, signal });
    arrived += 1;
    progress(arrived / parts);
  };
  const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, line));
  const lost = ended.find((each) => each.status === 'rejected');
  if (lost) throw lost.reason;
}

/**
 * Uploads a file by parts, those alone that have not arrived yet, and completes it.
 * @returns the document's id
 * @throws Refused, Unreachable, and what `signal` aborts with; sending again goes on where this stopped
 */
export async function sendFile(sending: Sending): Promise<string> {
  const { body, signal, fingerprint, progress } = sending;
  const document = await begun(sending);
  if (document.status === 'uploading') {
    await sendParts(document, sending);
    const json = { sha256: await digestOf(body, document.part_bytes, signal) };
    await call(`${DOCUMENTS}/${document.id}/complete`, { method: 'POST', json, signal });
  }
  progress(1);
  forget(fingerprint);
  return document.id;
}
