import type { ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { silentLog } from '../../../lib/core/log.ts';
import type { Profile } from '../../../lib/profiles/networks/social.ts';
import { youtubeFeed } from '../../../lib/profiles/networks/youtube-feed.ts';
import { contract, failsAs, NOW } from './contract.ts';
import { type Network, startNetwork } from './network.ts';

const ID = 'UC_x5XG1OV2P6uZZ5FSM9Ttw';

const video = (id: string, description = 'Hello') => `<entry>
  <id>yt:video:${id}</id><yt:videoId>${id}</yt:videoId><yt:channelId>${ID}</yt:channelId>
  <title>A &amp; B</title>
  <link rel="alternate" href="https://www.youtube.com/watch?v=${id}"/>
  <author><name>Maps</name><uri>https://www.youtube.com/channel/${ID}</uri></author>
  <published>2026-01-01T09:00:00+00:00</published><updated>2026-01-02T09:00:00+00:00</updated>
  <media:group><media:title>A &amp; B</media:title>
   <media:content url="https://www.youtube.com/v/${id}?version=3" type="application/x-shockwave-flash" width="640" height="390"/>
   <media:thumbnail url="https://i1.ytimg.com/vi/${id}/hqdefault.jpg" width="480" height="360"/>
   <media:description>${description}</media:description>
   <media:community><media:starRating count="7" average="5.00" min="1" max="5"/><media:statistics views="900"/></media:community>
  </media:group></entry>`;

const feed = (entries: string) => `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom">
 <link rel="self" href="http://www.youtube.com/feeds/videos.xml?channel_id=${ID}"/>
 <id>yt:channel:${ID.slice(2)}</id><yt:channelId>${ID.slice(2)}</yt:channelId><title>Maps</title>
 <link rel="alternate" href="https://www.youtube.com/channel/${ID}"/>
 <author><name>Maps</name><uri>https://www.youtube.com/channel/${ID}</uri></author>
 <published>2010-02-03T04:05:06+00:00</published>${entries}</feed>`;

const xml = (response: ServerResponse, body: unknown, status = 200, headers: Record<string, string> = {}) =>
  void response
    .writeHead(status, { 'content-type': 'text/xml; charset=UTF-8', ...headers })
    .end(String(body));

const profile: Profile = {
  platform: 'youtube',
  id: ID,
  handle: ID,
  displayName: 'Maps',
  bio: null,
  url: `https://www.youtube.com/channel/${ID}`,
  createdAt: '2010-02-03T04:05:06.000Z',
  followers: null,
  following: null,
  posts: null,
  hasAvatar: null,
  verified: null,
  saysBot: null,
};
const create = ({ fetch }: Network) => youtubeFeed({ fetch, now: () => NOW });

contract('YouTube without a key', {
  create,
  profileId: () => ID,
  profile: () => profile,
  profileBody: feed(video('a')),
  page: (count) => ({ body: feed(Array.from({ length: count }, (_, i) => video(`v${i}`)).join('')) }),
  pages: [15],
  full: {
    body: feed(video('a', 'By @Bob, see https://example.com/a #Maps')),
    post: {
      id: 'yt:video:a',
      createdAt: '2026-01-01T09:00:00.000Z',
      text: 'A & B\n\nBy @Bob, see https://example.com/a #Maps',
      kind: 'post',
      statedLanguage: null,
      url: 'https://www.youtube.com/watch?v=a',
      mentions: ['bob'],
      repliesTo: null,
      hashtags: ['maps'],
      links: ['https://example.com/a'],
      likes: 7,
      reposts: null,
      replies: null,
    },
  },
  refused: [
    { when: 'not found', call: 'both', status: 404, body: '', error: { code: 'profile_not_found' } },
    { when: 'forbidden', call: 'both', status: 403, body: '', error: { code: 'platform_unauthorized' } },
  ],
  redirect: 'platform_failed',
  empty: { body: feed(''), namesNext: false },
  send: xml,
  otherNames: () => [
    `https://www.youtube.com/channel/${ID}/videos`,
    `https://youtube.com/feeds/videos.xml?channel_id=${ID}`,
  ],
  quoting: { body: feed(video('a', '&gt; no\n\nYes.')), own: 'A & B\n\nYes.' },
});

test.each(['@maps', 'user/maps', 'https://www.youtube.com/@Maps'])(
  '%s is not found without a key, which is said with the remedy, and nothing is asked',
  async (name) => {
    const network = await startNetwork();
    const request = { signal: new AbortController().signal, log: silentLog };
    const error = await failsAs(create(network).profile(name, request), { code: 'invalid_profile_id' });
    expect(error.message).toMatch(/begins with UC.*YOUTUBE_API_KEY/);
    expect(network.requests).toEqual([]);
    network.close();
  },
);
