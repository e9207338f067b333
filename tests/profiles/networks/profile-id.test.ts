import { describe, expect, test } from 'vitest';
import { normalProfileId, profileIdFault } from '../../../lib/profiles/networks/profile-id.ts';
import { PLATFORMS, type Platform } from '../../../lib/profiles/networks/social.ts';

const GOOD: [Platform, string, string][] = [
  ['bluesky', '@Alice.bsky.social', 'alice.bsky.social'],
  ['bluesky', 'alice', 'alice.bsky.social'],
  ['bluesky', 'https://bsky.app/profile/jay.bsky.team/post/3k', 'jay.bsky.team'],
  ['bluesky', 'did:plc:z72i7hdynmk6r22z27h6tvur', 'did:plc:z72i7hdynmk6r22z27h6tvur'],
  ['bluesky', 'did:web:example.com', 'did:web:example.com'],
  ['mastodon', 'Gargron@mastodon.social', 'gargron@mastodon.social'],
  ['mastodon', ' @Gargron@Mastodon.Social ', 'gargron@mastodon.social'],
  ['mastodon', 'acct:gargron@mastodon.social', 'gargron@mastodon.social'],
  ['mastodon', 'https://mastodon.social/@Gargron', 'gargron@mastodon.social'],
  ['mastodon', 'https://mastodon.social/users/Gargron', 'gargron@mastodon.social'],
  ['mastodon', 'https://fosstodon.org/@gargron@mastodon.social', 'gargron@mastodon.social'],
  ['github', 'Torvalds', 'torvalds'],
  ['github', 'https://github.com/torvalds/', 'torvalds'],
  ['github', 'dependabot[bot]', 'dependabot[bot]'],
  ['hackernews', 'pg', 'pg'],
  ['hackernews', 'https://news.ycombinator.com/user?id=Paul_G', 'Paul_G'],
  ['twitter', '@ElonMusk', 'elonmusk'],
  ['twitter', 'https://x.com/elonmusk?s=20', 'elonmusk'],
  ['twitter', 'https://www.twitter.com/elonmusk', 'elonmusk'],
  ['reddit', 'u/Spez', 'spez'],
  ['reddit', 'https://www.reddit.com/user/spez/submitted/?sort=new', 'spez'],
  ['reddit', 'reddit.com/u/spez', 'spez'],
  ['youtube', 'UC_x5XG1OV2P6uZZ5FSM9Ttw', 'UC_x5XG1OV2P6uZZ5FSM9Ttw'],
  ['youtube', 'https://m.youtube.com/channel/UC_x5XG1OV2P6uZZ5FSM9Ttw?x=1', 'UC_x5XG1OV2P6uZZ5FSM9Ttw'],
  ['youtube', 'GoogleDevelopers', '@googledevelopers'],
  ['youtube', 'https://www.youtube.com/@GoogleDevelopers/videos', '@googledevelopers'],
  ['youtube', 'https://www.youtube.com/user/GoogleDevelopers', 'user/GoogleDevelopers'],
  ['feed', 'https://Example.org/Feed.xml#top', 'https://example.org/Feed.xml'],
  ['feed', ' http://example.org ', 'https://example.org/'],
  ['feed', 'feed://example.org/rss?x=1', 'https://example.org/rss?x=1'],
  ['feed', 'feed:https://example.org/rss', 'https://example.org/rss'],
  ['feed', 'blog.example.org/feed', 'https://blog.example.org/feed'],
  ['inline', ' My \u202Eposts ', 'My posts'],
];

const BAD: [Platform, string][] = [
  ['bluesky', 'a b'],
  ['bluesky', 'alice.bsky.social/../x'],
  ['bluesky', 'did:plc:short'],
  ['bluesky', '-.-'],
  ['mastodon', 'gargron'],
  ['mastodon', 'gargron@'],
  ['mastodon', 'gargron@mastodon.social/path'],
  ['mastodon', 'gargron@host?x=1'],
  ['mastodon', 'a@b@c@d'],
  ['mastodon', 'gargron@user:pass@host'],
  ['mastodon', 'https://mastodon.social/about'],
  ['mastodon', `a@${'x'.repeat(300)}.example`],
  ['github', 'a/b'],
  ['github', '../orgs'],
  ['hackernews', 'p g'],
  ['twitter', 'elon-musk'],
  ['twitter', 'averyveryverylongname'],
  ['twitter', 'https://evil.example/elonmusk'],
  ['reddit', 'r/maps'],
  ['reddit', 'a/../b'],
  ['reddit', 'https://evil.example/user/spez'],
  ['youtube', 'https://www.youtube.com/c/Google'],
  ['youtube', 'https://evil.example/@google'],
  ['youtube', '@a'],
  ['feed', 'example'],
  ['feed', 'ftp://example.org/feed'],
  ['feed', 'https://user:pass@example.org/feed'],
  ['feed', 'https://exa mple.org/feed'],
  ['feed', 'javascript:alert(1)'],
  ['feed', 'file:///etc/passwd'],
  ['inline', '\u200B'],
];

describe('a profile id', () => {
  test.each(GOOD)('of %s, written %j, is %j', (platform, given, expected) => {
    expect(normalProfileId(platform, given)).toBe(expected);
    expect(normalProfileId(platform, expected)).toBe(expected);
    expect(profileIdFault(platform, given)).toBeNull();
  });

  test.each(BAD)('of %s is never %j; the fault says what to write', (platform, given) => {
    expect(() => normalProfileId(platform, given)).toThrow(
      expect.objectContaining({ name: 'PermanentError', code: 'invalid_profile_id' }),
    );
    const fault = profileIdFault(platform, given, 'profiles.0');
    expect(fault).toMatchObject({ path: 'profiles.0', code: 'invalid_profile_id' });
    expect(fault?.message).toContain('Use a name such as');
  });

  test('of any platform is refused empty and endless', () => {
    for (const platform of PLATFORMS) {
      expect(profileIdFault(platform, ' ')).not.toBeNull();
      expect(profileIdFault(platform, 'x'.repeat(10_000))).not.toBeNull();
    }
  });
});
