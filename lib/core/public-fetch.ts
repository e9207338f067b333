import { lookup } from 'node:dns/promises';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import type { Fetch } from './guarded-fetch.ts';
import { hostOf, isLoopbackAddress, isPublicAddress } from './public-address.ts';
import { untilAborted } from './until-aborted.ts';

/** All addresses of a host name. */
export type Resolve = (hostname: string) => Promise<string[]>;

export const systemResolve: Resolve = async (hostname) =>
  (await lookup(hostname, { all: true })).map(({ address }) => address);

/** The host leads somewhere that must not be connected to; nothing was sent. */
export class HostRefused extends Error {
  override readonly name = 'HostRefused';
}

export interface HostRules {
  resolve: Resolve;
  /** This very machine is an allowed destination: on a development machine only. */
  allowLocal: boolean;
  signal: AbortSignal;
}

/**
 * Every address of a URL's host, each of them checked: one that is not public refuses them all.
 * @throws HostRefused, what `resolve` throws, or the signal's reason.
 */
export async function allowedAddresses(url: URL, rules: HostRules): Promise<string[]> {
  rules.signal.throwIfAborted();
  const host = hostOf(url);
  const addresses = isIP(host) === 0 ? await untilAborted(rules.resolve(host), rules.signal) : [host];
  const isAllowed = (address: string) =>
    isPublicAddress(address) || (rules.allowLocal && isLoopbackAddress(address));
  if (addresses.length === 0 || !addresses.every(isAllowed)) {
    throw new HostRefused(`${host} does not lead to public addresses alone`);
  }
  return addresses;
}

interface Outgoing {
  url: URL;
  method?: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string;
}

/**
 * One request to a host on the public internet, over a connection of its own to an address that was checked. Redirects
 * are answers like any other: what follows one asks here again. Node's own client, not undici's `Agent`: importing
 * undici takes 34 ms and 1 MB of the bundle.
 * @returns the answer, whose body is unread: see `atMost`
 * @throws HostRefused, what `resolve` throws, the system's error, or the signal's reason
 */
export async function publicRequest(request: Outgoing & HostRules): Promise<IncomingMessage> {
  const addresses = await allowedAddresses(request.url, request);
  return untilAborted(send(request, addresses, request.signal), request.signal);
}

/** A `fetch` for GET as `publicRequest` makes it, to addresses that the caller has from `allowedAddresses`. */
export function pinnedFetch(addresses: readonly string[]): Fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const headers = Object.fromEntries(new Headers(init?.headers));
    return toResponse(await send({ url, headers }, addresses, init?.signal ?? undefined));
  };
}

function send(
  { url, method = 'GET', headers, body }: Outgoing,
  addresses: readonly string[],
  signal: AbortSignal | undefined,
): Promise<IncomingMessage> {
  const open = url.protocol === 'https:' ? requestHttps : requestHttp;
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const request = open(url, {
    method,
    headers: { ...headers, ...length },
    lookup: pinnedTo(addresses),
    agent: false,
    ...(signal ? { signal } : {}),
  });
  return new Promise((resolve, reject) => {
    request.once('response', resolve);
    request.on('error', reject);
    request.end(body);
  });
}

/** In place of DNS: what was checked is what is connected to, whatever the name says by now. */
function pinnedTo(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIP(address) }));
  return (hostname, options, done) => {
    const [first] = all;
    if (options.all) return done(null, all);
    if (first) return done(null, first.address, first.family);
    done(new Error(`no address for ${hostname}`), '', 0);
  };
}

const WITHOUT_BODY = [204, 205, 304];

function toResponse(answer: IncomingMessage): Response {
  const status = answer.statusCode ?? 0;
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers)) {
    if (value !== undefined) headers.set(name, String(value));
  }
  if (!WITHOUT_BODY.includes(status)) return new Response(Readable.toWeb(answer), { status, headers });
  answer.resume();
  return new Response(null, { status, headers });
}
