import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Names that never lead out of a machine or a local network (RFC 6761, 6762, 9476 and ICANN's .internal). */
const LOCAL_NAME = /(^|\.)(localhost|local|internal|home\.arpa|lan|alt|onion|test|invalid)\.?$/i;

/** IPv6 that is assigned to the internet. Source: IANA IPv6 Address Space. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/** Node decides what an address is: the library also reads `127.1`, `0x7f.1` and zones. */
function parsed(address: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  return isIP(address) === 0 || address.includes('%') ? null : ipaddr.parse(address);
}

/**
 * Whether an IP address, as text, is one that a machine on the public internet can have. IPv4 inside IPv6 is not:
 * the library names some of its forms, and the others lie outside global unicast.
 */
export function isPublicAddress(address: string): boolean {
  const ip = parsed(address);
  if (ip?.range() !== 'unicast') return false;
  return ip instanceof ipaddr.IPv4 || ip.match(GLOBAL_UNICAST);
}

/** Whether an IP address, as text, is this machine's own. */
export function isLoopbackAddress(address: string): boolean {
  return parsed(address) !== null && ipaddr.process(address).range() === 'loopback';
}

/** A URL's host without the brackets of IPv6. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

/** Whether a host, a name or an address, is this machine, as far as can be told without DNS. */
export function isLocalHost(host: string): boolean {
  return isLoopbackAddress(host) || /(^|\.)localhost\.?$/i.test(host);
}

/** Whether a host can be on the public internet, as far as can be told without DNS. */
export function isPublicHost(host: string): boolean {
  if (isIP(host) !== 0) return isPublicAddress(host);
  return host.includes('.') && !LOCAL_NAME.test(host);
}
