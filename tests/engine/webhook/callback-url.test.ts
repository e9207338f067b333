import { describe, expect, test } from 'vitest';
import { parseCallbackUrl } from '../../../lib/engine/webhook/callback-url.ts';

const codeOf = (given: string, allowLocal = false) => {
  const parsed = parseCallbackUrl(given, { allowLocal });
  return 'fault' in parsed ? parsed.fault.code : null;
};

describe('a callback_url', () => {
  test('is kept as it was asked for, less its fragment', () => {
    const parsed = parseCallbackUrl('https://Hooks.example.com:8443/a%20b?x=1#part', { allowLocal: false });
    expect('url' in parsed && parsed.url.href).toBe('https://hooks.example.com:8443/a%20b?x=1');
  });

  test.each([
    [
      'invalid_url',
      ['', 'hooks.example.com', '/hook', 'https://', `https://example.com/${'x'.repeat(2_048)}`],
    ],
    ['not_https', ['http://example.com/', 'ftp://example.com/', 'file:///etc/passwd', 'javascript:alert(1)']],
    ['has_credentials', ['https://ann:secret@example.com/', 'https://ann@example.com/']],
    ['port_not_allowed', ['https://example.com:22/', 'https://example.com:25/', 'https://example.com:1023/']],
    [
      'not_public',
      [
        'https://127.0.0.1/',
        'https://127.1/',
        'https://2130706433/',
        'https://0x7f.0.0.1/',
        'https://017700000001/',
        'https://0/',
        'https://[::1]/',
        'https://[::ffff:169.254.169.254]/',
        'https://169.254.169.254/latest/meta-data',
        'https://localhost/',
        'https://localhost./',
        'https://db.localhost/',
        'https://metadata.google.internal/',
        'https://printer.local/',
        'https://intranet/',
      ],
    ],
  ])('is refused as %s', (code, urls) => {
    expect(urls.map((url) => [url, codeOf(url)])).toEqual(urls.map((url) => [url, code]));
  });

  test('over http or of this machine is allowed by the local setting alone, and nothing else is', () => {
    const local = ['http://127.0.0.1:80/', 'http://localhost:9/', 'https://[::1]/', 'http://example.com/'];
    expect(local.map((url) => codeOf(url, true))).toEqual(local.map(() => null));
    for (const url of ['http://10.0.0.1/', 'http://169.254.169.254/', 'http://intranet/']) {
      expect(codeOf(url, true)).toBe('not_public');
    }
    expect(codeOf('http://ann@localhost/', true)).toBe('has_credentials');
  });

  test('that is refused is told with its field, its value and what to do', () => {
    const parsed = parseCallbackUrl('http://example.com/hook', { allowLocal: false });
    const message = 'fault' in parsed ? parsed.fault.message : '';
    expect(message).toContain('callback_url');
    expect(message).toContain('http://example.com/hook');
    expect(message).toContain('https://');
  });

  test('never echoes a password', () => {
    const parsed = parseCallbackUrl('https://ann:hunter2@example.com/', { allowLocal: false });
    expect(JSON.stringify(parsed)).not.toContain('hunter2');
  });
});
