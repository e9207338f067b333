import { BlockList, isIP } from 'node:net';

/** Names that never lead out of a machine or a local network (RFC 6761, 6762, 9476 and ICANN's .internal). */
const LOCAL_NAME = /(^|\.)(localhost|local|internal|home\.arpa|lan|alt|onion|test|invalid)\.?$/i;

/** IPv4 that no receiver on the internet has. Source: IANA IPv4 Special-Purpose Address Registry, and RFC 5771, 1112. */
const NOT_PUBLIC_V4: readonly [network: string, prefix: number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/**
 * Inside global unicast (2000::/3) that no receiver has: protocol assignments with Teredo, documentation, 6to4. What
 * embeds IPv4 elsewhere (::ffff:0:0/96, ::/96, 64:ff9b::/96) lies outside 2000::/3. Source: IANA IPv6 registries.
 */
const NOT_PUBLIC_V6: readonly [network: string, prefix: number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

function listOf(family: 'ipv4' | 'ipv6', subnets: readonly [string, number][]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, family);
  return list;
}

const notPublicV4 = listOf('ipv4', NOT_PUBLIC_V4);
const notPublicV6 = listOf('ipv6', NOT_PUBLIC_V6);
const globalUnicast = listOf('ipv6', [['2000::', 3]]);
const loopbackV4 = listOf('ipv4', [['127.0.0.0', 8]]);
const loopbackV6 = listOf('ipv6', [
  ['::1', 128],
  ['::ffff:127.0.0.0', 104],
]);

/** Whether an IP address, as text, is one that a machine on the public internet can have. */
export function isPublicAddress(address: string): boolean {
  if (address.includes('%')) return false;
  const family = isIP(address);
  if (family === 4) return !notPublicV4.check(address, 'ipv4');
  return family === 6 && globalUnicast.check(address, 'ipv6') && !notPublicV6.check(address, 'ipv6');
}

/** Whether an IP address, as text, is this machine's own. */
export function isLoopbackAddress(address: string): boolean {
  if (address.includes('%')) return false;
  const family = isIP(address);
  if (family === 4) return loopbackV4.check(address, 'ipv4');
  return family === 6 && loopbackV6.check(address, 'ipv6');
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
