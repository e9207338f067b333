import type { Clock } from '../../core/clock.ts';
import type { Log } from '../../core/log.ts';
import { untilAborted } from '../../core/until-aborted.ts';

const TOKEN_HOURS = 1;
const DELETE_MS = 10_000;

/**
 * Request of a browser that wants to send a file to the store. @see https://vercel.com/docs/vercel-blob/client-upload
 */
export interface TokenRequest {
  /** Where in the store, below the owner's folder. */
  pathname: string;
  maxBytes: number;
  /** The original request; the library reads it only for callbacks, which are not used here. */
  request: Request;
}

/** A Vercel Blob store to which browsers send large files for us to fetch. */
export interface BlobStore {
  /** Folder of an owner's files: `documents/ann/`. */
  folderOf(owner: string): string;
  /** A token to send one file within the hour; the store adds a random suffix to its name. */
  clientToken(asked: TokenRequest): Promise<string>;
  /**
   * Deletes a file in the owner's folder and ignores any other URL. If that fails, the failure is logged and the file
   * is `kept`.
   */
  discard(owner: string, url: string): Promise<'discarded' | 'not_ours' | 'kept'>;
}

export interface BlobStoreDeps {
  /** `BLOB_READ_WRITE_TOKEN`: `vercel_blob_rw_<store>_<secret>`. */
  token: string;
  clock: Clock;
  log: Log;
}

const folderOf = (owner: string): string => `documents/${owner}/`;

/** Its store serves files as what they were sent as: HTML goes as text, so that no page of a stranger's stands there. */
const DOCUMENT_TYPES = [
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.text',
  'application/epub+zip',
  'application/octet-stream',
  'text/markdown',
  'text/plain',
];

async function clientToken({ token, clock }: BlobStoreDeps, asked: TokenRequest): Promise<string> {
  const { handleUpload } = await import('@vercel/blob/client');
  const { pathname, maxBytes, request } = asked;
  const answer = await handleUpload({
    token,
    request,
    body: {
      type: 'blob.generate-client-token',
      payload: { pathname, clientPayload: null, multipart: false },
    },
    onBeforeGenerateToken: async () => ({
      allowedContentTypes: DOCUMENT_TYPES,
      maximumSizeInBytes: maxBytes,
      addRandomSuffix: true,
      validUntil: clock.now() + TOKEN_HOURS * 3_600_000,
    }),
  });
  if (answer.type !== 'blob.generate-client-token') throw new Error(`The store answered ${answer.type}.`);
  return answer.clientToken;
}

/** By itself the library tries eleven times over a quarter of an hour, and checks the signal only between tries. */
async function deleteAt(url: string, { token, clock }: BlobStoreDeps): Promise<void> {
  const { del } = await import('@vercel/blob');
  const gaveUp = new AbortController();
  const deleted = new AbortController();
  clock.sleep(DELETE_MS, deleted.signal).then(
    () => gaveUp.abort(),
    () => 'it was quicker',
  );
  try {
    await untilAborted(del(url, { token, abortSignal: gaveUp.signal }), gaveUp.signal);
  } finally {
    deleted.abort();
  }
}

export function createBlobStore(deps: BlobStoreDeps): BlobStore {
  const [, , , storeId = ''] = deps.token.split('_');
  const host = `${storeId.toLowerCase()}.public.blob.vercel-storage.com`;
  const isOurs = (owner: string, url: string) => {
    const parsed = URL.parse(url);
    return (
      parsed !== null &&
      parsed.protocol === 'https:' &&
      parsed.host === host &&
      parsed.pathname.startsWith(`/${folderOf(owner)}`)
    );
  };
  return {
    folderOf,
    clientToken: (asked) => clientToken(deps, asked),
    discard: async (owner, url) => {
      if (!isOurs(owner, url)) return 'not_ours';
      try {
        await deleteAt(url, deps);
        return 'discarded';
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        deps.log.warn('blob_not_discarded', { owner, error: reason });
        return 'kept';
      }
    },
  };
}
