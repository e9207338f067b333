import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Names that are never public (RFC 6761, 6762, 9476 and ICANN's .internal). */
const LOCAL_NAME = /(^|\.)(localhost|local|internal|home\.arpa|lan|alt|onion|test|invalid)\.?$/i;

/** Global unicast addresses. Source: IANA IPv6 Address Space. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/** Validates with Node first, since ipaddr.js also accepts `127.1`, `0x7f.1` and zones. */
function parsed(address: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
  return isIP(address) === 0 || address.includes('%') ? null : ipaddr.parse(address);
}

/**
 * Whether an IP address is public. IPv4 embedded in IPv6 is not: ipaddr.js classifies some forms, and the others
 * lie outside global unicast.
 */
export function isPublicAddress(address: string): boolean {
  const ip = parsed(address);
  if (ip?.range() !== 'unicast') return false;
  return ip instanceof ipaddr.IPv4 || ip.match(GLOBAL_UNICAST);
}

/** Whether an IP address is a loopback address. */
export function isLoopbackAddress(address: string): boolean {
  return parsed(address) !== null && ipaddr.process(address).range() === 'loopback';
}

/** A URL's host name, without IPv6 brackets. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

/** Whether a host name or address is this machine, judged without DNS. */
export function isLocalHost(host: string): boolean {
  return isLoopbackAddress(host) || /(^|\.)localhost\.?$/i.test(host);
}

/** Whether a host name or address may be public, judged without DNS. */
export function isPublicHost(host: string): boolean {
  if (isIP(host) !== 0) return isPublicAddress(host);
  return host.includes('.') && !LOCAL_NAME.test(host);
}

/** Whether a port may be asked on other people's behalf: the protocol's own, or none that a system service has. */
export function isAllowedPort({ port }: URL): boolean {
  return port === '' || Number(port) >= 1_024;
}
