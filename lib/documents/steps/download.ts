import type { IncomingMessage } from 'node:http';
import type { Clock } from '../../core/clock.ts';
import { PermanentError, TransientError } from '../../core/errors.ts';
import { atMost, NoAnswer, parseRetryAfter, systemWord } from '../../core/guarded-fetch.ts';
import { hostOf } from '../../core/public-address.ts';
import { HostRefused, publicRequest, type Resolve } from '../../core/public-fetch.ts';
import { sourceUrlFault } from '../source-url.ts';

const MOST_REDIRECTS = 3;
const TYPES = ['application/pdf', 'image/png', 'image/jpeg', 'image/tiff', 'application/octet-stream'];
/** Statuses that may be temporary (RFC 9110, RFC 8470, RFC 6585). */
const PASSING = [408, 425, 429];

export interface Download {
  url: URL;
  resolve: Resolve;
  allowLocal: boolean;
  clock: Pick<Clock, 'now'>;
  /** Most bytes to read. */
  maxBytes: number;
  signal: AbortSignal;
}

function refused(host: string, what: string): PermanentError {
  return new PermanentError(
    'source_refused',
    `${host} does not give the file: ${what}. Check source_url, or send the file itself.`,
  );
}

function notPublic(host: string): PermanentError {
  return new PermanentError(
    'source_not_public',
    `${host} is not on the public internet: nothing was fetched.`,
  );
}

function tooLarge({ url, maxBytes }: Download): PermanentError {
  const message = `The file on ${hostOf(url)} is larger than ${maxBytes} bytes, the most that is read.`;
  return new PermanentError('source_too_large', message);
}

/** If the signal has aborted, its reason takes precedence over the error that this caused. */
function failed(code: string, { url, signal }: Download, error: unknown): unknown {
  if (signal.aborted) return signal.reason;
  const message = `The file on ${hostOf(url)} could not be fetched (${systemWord(error)}).`;
  return new TransientError(code, message, { cause: error });
}

/** One response, from an address that was checked and pinned. */
async function asked(download: Download): Promise<IncomingMessage> {
  const { url } = download;
  const fault = sourceUrlFault(url, download);
  if (fault?.code === 'not_public') throw notPublic(hostOf(url));
  if (fault) throw refused(hostOf(url), fault.message);
  try {
    const headers = { accept: TYPES.join(', '), 'accept-encoding': 'identity', 'user-agent': 'unstuck' };
    return await publicRequest({ ...download, headers });
  } catch (error) {
    throw error instanceof HostRefused
      ? notPublic(hostOf(url))
      : failed('source_unreachable', download, error);
  }
}

/** The response after redirects, whatever its status. */
async function answered(
  download: Download,
  redirects = 0,
): Promise<{ response: IncomingMessage; at: Download }> {
  const response = await asked(download);
  const { statusCode: status = 0 } = response;
  if (![301, 302, 303, 307, 308].includes(status)) return { response, at: download };
  response.destroy();
  const host = hostOf(download.url);
  const target = response.headers.location;
  if (target === undefined || !URL.canParse(target, download.url.href)) {
    throw refused(host, `it redirects nowhere (status ${status})`);
  }
  if (redirects === MOST_REDIRECTS) throw refused(host, `it redirects more than ${MOST_REDIRECTS} times`);
  return answered({ ...download, url: new URL(target, download.url) }, redirects + 1);
}

/** The error for a response that is not a PDF; null if it may be one. */
function refusalOf({ statusCode: status = 0, headers }: IncomingMessage, download: Download): Error | null {
  const host = hostOf(download.url);
  if (PASSING.includes(status) || status >= 500) {
    const retryAfterMs = parseRetryAfter(headers['retry-after'] ?? null, download.clock.now());
    return new TransientError('source_failed', `${host} answered with status ${status}.`, { retryAfterMs });
  }
  if (status !== 200) return refused(host, `it answered with status ${status}`);
  const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  const encoding = headers['content-encoding'] ?? 'identity';
  if ((type && !TYPES.includes(type)) || encoding !== 'identity') {
    const what = type && !TYPES.includes(type) ? type : `something encoded as ${encoding}`;
    const message = `${host} answered with ${what.slice(0, 100)}, not with a PDF or a picture. Check source_url.`;
    return new PermanentError('source_not_pdf', message);
  }
  return Number(headers['content-length'] ?? 0) > download.maxBytes ? tooLarge(download) : null;
}

async function* bounded(response: IncomingMessage, download: Download): AsyncGenerator<Uint8Array> {
  try {
    yield* atMost(response, download.maxBytes);
  } catch (error) {
    throw error instanceof NoAnswer ? tooLarge(download) : failed('source_cut_off', download, error);
  }
}

/**
 * Streams a file from the public internet. Every address is checked before connecting, also those of up to three
 * redirects.
 * @returns its bytes; reading them throws PermanentError source_too_large, TransientError source_cut_off
 * @throws PermanentError source_not_public, source_refused, source_not_pdf, source_too_large; TransientError
 *   source_unreachable, source_failed; the signal's reason
 */
export async function startDownload(download: Download): Promise<AsyncIterable<Uint8Array>> {
  const { response, at } = await answered(download);
  const refusal = refusalOf(response, at);
  if (!refusal) return bounded(response, at);
  response.destroy();
  throw refusal;
}
