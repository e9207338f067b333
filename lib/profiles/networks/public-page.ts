import { isIP } from 'node:net';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { AnswerBytes } from '../../core/guarded-fetch.ts';
import { hostOf } from '../../core/public-address.ts';
import { pinnedFetch } from '../../core/public-fetch.ts';
import { exchange, generalRefusal, tooLarge } from './exchange.ts';
import { checkedHost, type NamedHostDeps } from './named-host.ts';
import { hostRefused, platformFailed } from './social-errors.ts';

const MOST_REDIRECTS = 5;
const REDIRECTS = [301, 302, 303, 307, 308];
const WHAT = 'an https address at the usual port';

export interface PublicPage {
  /** After redirects, always https. */
  url: URL;
  bytes: Buffer;
  headers: Headers;
}

interface PageCall {
  url: URL;
  accept: string;
  /** Bytes, also once unpacked. */
  maxBytes: number;
  signal: AbortSignal;
  /** Maps a status to an error of its own; null applies the general rules. */
  refusal: (host: string, status: number) => Error | null;
}

/**
 * Reads a page whose address a user or another page has given. http becomes https; each address, also of up to five
 * redirects, is checked before anything is sent there, and connected to as it was checked.
 * @throws PermanentError `host_refused`, the error of `refusal`, or the general errors of `SocialSource`
 */
export async function readPage(deps: NamedHostDeps, call: PageCall, redirects = 0): Promise<PublicPage> {
  const url = new URL(call.url);
  url.protocol = 'https:';
  const { answer, host } = await asked(deps, call, url);
  const { status, headers } = answer;
  if (REDIRECTS.includes(status)) {
    const next = redirectOf(headers, url, redirects);
    return readPage(deps, { ...call, url: next }, redirects + 1);
  }
  if (status >= 200 && status < 300) {
    return { url, headers, bytes: await unpacked(host, answer, call.maxBytes) };
  }
  throw call.refusal(host, status) ?? generalRefusal(host, answer, deps.now());
}

async function asked(deps: NamedHostDeps, { accept, maxBytes, signal }: PageCall, url: URL) {
  if (isIP(hostOf(url)) !== 0) throw hostRefused(`${url.host} cannot be read: give ${WHAT}, by name.`);
  const checked = await checkedHost(deps, url, { signal, what: WHAT });
  const answer = await exchange({
    network: url.host,
    url: checked.url,
    headers: { accept, 'accept-encoding': 'gzip' },
    fetch: pinnedFetch(checked.addresses),
    now: deps.now,
    signal,
    maxBytes,
  });
  return { answer, host: url.host };
}

function redirectOf(headers: Headers, from: URL, redirects: number): URL {
  const target = headers.get('location');
  if (redirects >= MOST_REDIRECTS) {
    throw hostRefused(`${from.host} redirects more than ${MOST_REDIRECTS} times. Give the final address.`);
  }
  const isAddress = target !== null && URL.canParse(target, from.href);
  const url = isAddress ? new URL(target, from) : null;
  if (url && /^https?:$/.test(url.protocol) && url.username === '') return url;
  throw hostRefused(`${from.host} redirects to no page of the web. Give the final address.`);
}

const UNPACK = new Map([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
]);

/** Node's client does not unpack. Off the event loop. */
async function unpacked(host: string, { bytes, headers }: AnswerBytes, maxBytes: number): Promise<Buffer> {
  const encoding = headers.get('content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (encoding === 'identity' || bytes.length === 0) return bytes;
  const unpack = UNPACK.get(encoding);
  if (!unpack) throw platformFailed(host, `something encoded as ${encoding.slice(0, 40)}`);
  try {
    return await unpack(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(host, `more than ${maxBytes} bytes; it was not read.`);
    throw platformFailed(host, 'something that cannot be unpacked');
  }
}
