import { describe, expect, test } from 'vitest';
import { isAllowedPort, isLoopbackAddress, isPublicAddress } from '../../lib/core/public-address.ts';

const PUBLIC = [
  '1.1.1.1',
  '8.8.8.8',
  '100.63.255.255',
  '172.32.0.1',
  '2606:4700:4700::1111',
  '2a00:1450:4001::1',
];

const NOT_PUBLIC = {
  'this network': ['0.0.0.0', '0.1.2.3'],
  private: ['10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1'],
  'carrier-grade NAT': ['100.64.0.1', '100.127.255.255'],
  loopback: ['127.0.0.1', '127.255.255.254', '::1'],
  'link-local, with the cloud’s metadata': ['169.254.169.254', 'fe80::1', 'fe80::1%eth0', 'fe80::a9fe:a9fe'],
  documentation: ['192.0.2.1', '198.51.100.7', '203.0.113.9', '2001:db8::1', '3fff::1'],
  benchmarking: ['198.18.0.1', '198.19.255.255', '2001:2::1'],
  multicast: ['224.0.0.1', '239.255.255.255', 'ff02::1'],
  reserved: ['192.0.0.1', '192.88.99.1', '240.0.0.1', '255.255.255.255', '::', '4000::1'],
  'unique-local': ['fc00::1', 'fd12:3456::1'],
  'IPv4-mapped': ['::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:7f00:1', '::ffff:8.8.8.8'],
  'IPv4-compatible': ['::127.0.0.1', '::a00:1'],
  'IPv4 in 6to4, NAT64 and Teredo': ['2002:7f00:1::', '64:ff9b::7f00:1', '64:ff9b:1::1', '2001:0:7f00:1::'],
  'no address at all': ['', 'localhost', '127.1', '1.1.1.1 ', '8.8.8.8%eth0', '[::1]'],
};

describe('an address', () => {
  test.each(PUBLIC)('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each(Object.entries(NOT_PUBLIC))('that is %s is never public', (_, addresses) => {
    expect(addresses.filter(isPublicAddress)).toEqual([]);
  });

  test('is this machine’s own only inside the loopback ranges', () => {
    const own = ['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1'];
    expect(own.filter(isLoopbackAddress)).toEqual(own);
    const others = [
      '0.0.0.0',
      '10.0.0.1',
      '169.254.169.254',
      '::',
      '::ffff:10.0.0.1',
      '8.8.8.8',
      '::1%lo',
      'localhost',
    ];
    expect(others.filter(isLoopbackAddress)).toEqual([]);
  });
});

test.each([
  ['https://a.example', true],
  ['https://a.example:443', true],
  ['https://a.example:1024', true],
  ['https://a.example:8443', true],
  ['https://a.example:22', false],
  ['https://a.example:80', false],
  ['https://a.example:1023', false],
])('whether %s names a port that may be asked: %s', (url, may) => {
  expect(isAllowedPort(new URL(url))).toBe(may);
});
