import { expect, test } from 'vitest';
import { Refusal } from '../../../lib/core/errors.ts';
import { mustBePublic } from '../../../lib/profiles/networks/host-fault.ts';
import type { Platform } from '../../../lib/profiles/networks/social.ts';

function codeOf(platform: Platform, profileId: string): string | undefined {
  try {
    mustBePublic(platform, profileId);
    return undefined;
  } catch (error) {
    return error instanceof Refusal ? error.faults[0]?.code : String(error);
  }
}

test('a server that is not on the public internet by its name alone is refused before there is a job', () => {
  const feeds = [
    'http://127.0.0.1/feed.xml',
    'https://10.0.0.8/',
    'https://[::1]/feed',
    'https://[fd00::1]/feed',
    'http://0x7f.1/feed',
    'https://169.254.169.254/latest/meta-data/',
    'https://localhost/feed',
    'https://db.internal/feed',
    'https://blog.example.org:8080/feed',
  ];
  expect(feeds.map((address) => codeOf('feed', address))).toEqual(feeds.map(() => 'host_refused'));
  const servers = [
    'ada@127.0.0.1',
    'ada@192.168.1.4',
    'ada@localhost',
    'ada@social.local',
    'ada@m.social:8443',
  ];
  expect(servers.map((id) => codeOf('mastodon', id))).toEqual(servers.map(() => 'host_refused'));
});

test('names are left to the step that resolves them, and networks with one server have none', () => {
  expect(codeOf('feed', 'https://blog.example.org/feed.xml')).toBeUndefined();
  expect(codeOf('mastodon', 'ada@mastodon.social')).toBeUndefined();
  expect(codeOf('bluesky', 'did:web:localhost')).toBeUndefined();
});
