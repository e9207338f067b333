import { describe, expect, test } from 'vitest';
import { feedPosts } from '../../../../lib/profiles/networks/feeds/feed-posts.ts';
import { readFeed } from '../../../../lib/profiles/networks/feeds/read-feed.ts';
import { loadHtmlReader } from '../../../../lib/profiles/networks/html.ts';

const at = (bytes: Buffer | string, type = 'application/xml') => ({
  url: new URL('https://blog.example/sub/feed'),
  bytes: Buffer.from(bytes),
  headers: new Headers({ 'content-type': type }),
});

async function read(bytes: Buffer | string, type?: string) {
  const document = await readFeed(at(bytes, type));
  if (document === null) throw new Error('it is no feed');
  return { document, ...(await feedPosts(document, await loadHtmlReader())) };
}

describe('a feed of each kind', () => {
  test('Atom 1.0: types of text, xml:base, xml:lang, alternate link', async () => {
    const { document, posts } = await read(`<?xml version="1.0"?>
<a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://base.example/blog/">
  <a:title type="html">Maps &amp;amp; &lt;em>more&lt;/em></a:title>
  <a:subtitle>plain &lt;b></a:subtitle>
  <a:link href="."/><a:link rel="self" href="https://base.example/atom"/>
  <a:updated>2026-01-03T00:00:00Z</a:updated>
  <a:author><a:name>Ada</a:name><a:uri>https://ada.example/</a:uri></a:author>
  <a:entry>
    <a:id>tag:base.example,2026:1</a:id><a:title>1 &lt; 2</a:title>
    <a:link rel="enclosure" href="a.mp3" type="audio/mpeg"/><a:link href="one.html" type="text/html"/>
    <a:published>2026-01-02T10:00:00.5+02:00</a:published><a:updated>2026-01-03T00:00:00Z</a:updated>
    <a:content type="xhtml" xml:base="deep/"><div xmlns="http://www.w3.org/1999/xhtml"><p>See <a href="x.html">it</a>
      &amp; if a &lt; b</p><pre>no</pre></div></a:content>
    <a:source><a:title>Another feed</a:title><a:id>other</a:id></a:source>
  </a:entry>
  <a:entry><a:id>2</a:id><a:title type="html">&lt;i>Two&lt;/i></a:title><a:updated>2026-01-01T00:00:00Z</a:updated>
    <a:summary xml:lang="fr">a &lt; b</a:summary><a:content type="html" src="https://elsewhere.example/"/></a:entry>
</a:feed>`);
    expect(document).toMatchObject({ title: 'Maps &amp; <em>more</em>', home: 'https://base.example/blog/' });
    expect(posts).toMatchObject([
      {
        id: 'tag:base.example,2026:1',
        createdAt: '2026-01-02T08:00:00.500Z',
        text: '1 < 2\n\nSee it & if a < b\n\n```\nno\n```',
        statedLanguage: 'de',
        url: 'https://base.example/blog/one.html',
        links: ['https://base.example/blog/deep/x.html'],
      },
      { text: 'Two\n\na < b', statedLanguage: 'fr', url: null },
    ]);
  });

  test('Atom 0.3: issued, tagline, escaped content', async () => {
    const { document, posts } = await read(`<feed version="0.3" xmlns="http://purl.org/atom/ns#">
<title>Old</title><tagline>tag</tagline><link rel="alternate" type="text/html" href="http://old.example/"/>
<entry><title>One</title><id>1</id><issued>2004-05-06T07:08:09-05:00</issued>
<content type="text/html" mode="escaped">&lt;p&gt;Body&lt;/p&gt;</content></entry></feed>`);
    expect(document).toMatchObject({ description: { text: 'tag' }, home: 'http://old.example/' });
    expect(posts).toMatchObject([{ text: 'One\n\nBody', createdAt: '2004-05-06T12:08:09.000Z' }]);
  });

  test('RSS 1.0: items beside the channel, Dublin Core', async () => {
    const { document, posts } = await read(`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel rdf:about="https://one.example/rdf"><title>RDF</title><link>https://one.example/</link><description>d</description>
<d:language>ja</d:language><items><rdf:Seq><rdf:li resource="https://one.example/1"/></rdf:Seq></items></channel>
<item rdf:about="https://one.example/1"><title>One</title><link>https://one.example/1</link>
<content:encoded><![CDATA[<p>Body]]></content:encoded><d:date>2026-01-02T03:04+09:00</d:date></item></rdf:RDF>`);
    expect(document).toMatchObject({ title: 'RDF', home: 'https://one.example/' });
    expect(posts).toMatchObject([
      {
        id: 'https://one.example/1',
        text: 'One\n\nBody',
        statedLanguage: 'ja',
        createdAt: '2026-01-01T18:04:00.000Z',
      },
    ]);
  });

  test.each([
    [
      '0.90',
      '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>T</title></channel><item><title>One</title><link>http://old.example/1</link></item></rdf:RDF>',
    ],
    [
      '0.91',
      '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>T</title><item><title>One</title><link>http://old.example/1</link></item></channel></rss>',
    ],
  ])('RSS %s', async (_, text) => {
    expect((await read(text)).posts).toMatchObject([{ id: 'http://old.example/1', text: 'One' }]);
  });

  test('JSON Feed: text or HTML, next_url; an item without an id is unreadable', async () => {
    const { document, posts, skipped } = await read(
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'Notes',
        home_page_url: 'https://blog.example/',
        next_url: 'https://blog.example/feed.json?page=2',
        language: 'en',
        items: [
          {
            id: 7,
            url: '/7',
            content_html: '<p>A <a href="b">link</a></p>',
            date_published: '2026-01-02T03:04:05Z',
          },
          { id: '8', content_text: '1 < 2', date_modified: '2026-01-01T03:04:05-01:00', language: 'pt_BR' },
          { title: SECRET },
        ],
      }),
      'application/feed+json',
    );
    expect(document.next).toBe('https://blog.example/feed.json?page=2');
    expect(skipped).toEqual({ unreadable: 1 });
    expect(posts).toMatchObject([
      { id: '7', text: 'A link', url: 'https://blog.example/7', links: ['https://blog.example/b'] },
      { id: '8', text: '1 < 2', statedLanguage: 'pt-BR', createdAt: '2026-01-01T04:04:05.000Z' },
    ]);
  });

  test('a podcast: its notes, not its file', async () => {
    const { document, posts } =
      await read(`<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>
<title>Cast</title><itunes:summary>About &amp; more</itunes:summary><itunes:image href="https://cast.example/i.jpg"/>
<item><title>1: Start</title><itunes:title>Start</itunes:title><itunes:summary>Notes of &lt;1&gt;</itunes:summary>
<enclosure url="https://cast.example/1.mp3" length="1" type="audio/mpeg"/><guid isPermaLink="false">e1</guid>
<pubDate>Wed, 31 Dec 2025 23:59:59 PST</pubDate></item></channel></rss>`);
    expect(document).toMatchObject({ hasPicture: true, description: { text: 'About & more' } });
    expect(posts).toMatchObject([
      { id: 'e1', text: '1: Start\n\nNotes of <1>', createdAt: '2026-01-01T07:59:59.000Z', links: [] },
    ]);
  });

  test('YouTube: the description, who liked it, and since when there is the channel', async () => {
    const { document, posts } = await read(`<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom">
 <link rel="self" href="http://www.youtube.com/feeds/videos.xml?channel_id=UCx"/><id>yt:channel:x</id><title>Ada</title>
 <link rel="alternate" href="https://www.youtube.com/channel/UCx"/><published>2010-02-03T04:05:06+00:00</published>
 <entry><id>yt:video:abc</id><yt:videoId>abc</yt:videoId><title>A video</title>
  <link rel="alternate" href="https://www.youtube.com/watch?v=abc"/><published>2026-01-01T00:00:00+00:00</published>
  <media:group><media:title>A video</media:title><media:content url="https://y.example/v" type="x"/>
   <media:description>See https://example.com &lt;now&gt;</media:description>
   <media:community><media:starRating count="12" average="5.00"/><media:statistics views="900"/></media:community></media:group></entry>
</feed>`);
    expect(document).toMatchObject({ createdAt: '2010-02-03T04:05:06+00:00' });
    expect(posts).toMatchObject([
      {
        id: 'yt:video:abc',
        text: 'A video\n\nSee https://example.com <now>',
        likes: 12,
        url: 'https://www.youtube.com/watch?v=abc',
      },
    ]);
  });

  test('RFC 5005: the next page, the archive before, and a feed that is complete', async () => {
    const feed = (inside: string) =>
      `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:fh="http://purl.org/syndication/history/1.0">${inside}</feed>`;
    expect((await read(feed('<link rel="next" href="?p=2"/>'))).document.next).toBe(
      'https://blog.example/sub/feed?p=2',
    );
    expect((await read(feed('<link rel="prev-archive" href="/2025"/>'))).document.next).toBe(
      'https://blog.example/2025',
    );
    expect((await read(feed('<fh:complete/>'))).document).toMatchObject({ isComplete: true, next: null });
  });
});

const SECRET = 'without an id';
const rss = (text: string) =>
  `<rss><channel><item><guid>1</guid><title>${text}</title></item></channel></rss>`;
const cyrillic = Buffer.from([0xcc, 0xee, 0xf1, 0xea, 0xe2, 0xe0]);
const japanese = Buffer.from([0x93, 0xfa, 0x96, 0x7b]);
const declared = (encoding: string, bytes: Buffer) => {
  const [before = '', after = ''] = rss('|').split('|');
  return Buffer.concat([
    Buffer.from(`<?xml version="1.0" encoding="${encoding}"?>${before}`),
    bytes,
    Buffer.from(after),
  ]);
};

test('the HTML of a blog keeps its words apart, and what nobody wrote out of them', async () => {
  const html = `<p>Look:</p><table><tr><th>River</th><th>km</th></tr><tr><td>Elbe</td><td>1094</td></tr></table>
    <details><summary>More</summary>below</details><dl><dt>Term</dt><dd>What it is</dd></dl>
    <iframe src="https://video.example/">Your browser shows no frames</iframe><noscript>No script</noscript>
    <svg><title>Icon</title></svg><script>track("me")</script><style>p { color: red }</style>
    <figure><img src="a.jpg" alt="A boat"><figcaption>The harbour</figcaption></figure>`;
  const { posts } = await read(
    rss('x').replace('</item>', `<description><![CDATA[${html}]]></description></item>`),
  );
  const words = posts[0]?.text.split(/\s+/).join(' ');
  expect(words).toBe('x Look: River km Elbe 1094 More below Term What it is The harbour');
});

describe('the encoding of a feed', () => {
  test.each([
    ['of its declaration', declared('windows-1251', cyrillic), 'text/xml', 'Москва'],
    ['of its declaration, two bytes each', declared('Shift_JIS', japanese), 'text/xml', '日本'],
    [
      'of the header before its declaration',
      declared('utf-8', cyrillic),
      'text/xml; charset="windows-1251"',
      'Москва',
    ],
    ['ISO 8859-1', declared('ISO-8859-1', Buffer.from([0x63, 0x61, 0x66, 0xe9])), 'text/xml', 'café'],
    ['nobody knows, then UTF-8', declared('klingon', Buffer.from('Ünï')), 'text/xml', 'Ünï'],
    ['UTF-16 by its mark', Buffer.from(`\uFEFF${rss('Ünï 日')}`, 'utf16le'), 'text/xml', 'Ünï 日'],
    ['UTF-16 without one', Buffer.from(`<?xml version="1.0"?>${rss('Ünï')}`, 'utf16le'), 'text/xml', 'Ünï'],
    [
      'UTF-8 with a mark, whatever the header says',
      Buffer.from(`\uFEFF${rss('Ünï')}`),
      'text/xml; charset=latin1',
      'Ünï',
    ],
  ])('%s', async (_, bytes, type, text) => {
    expect((await read(bytes, type)).posts).toMatchObject([{ text }]);
  });

  test('a character on the border of two pieces is whole', async () => {
    for (const pad of [0, 1, 2, 3]) {
      const { posts } = await read(rss(`${'x'.repeat(32_700 + pad)} 😀 ${'日'.repeat(40)}`));
      expect(posts[0]?.text).not.toContain('\uFFFD');
    }
  });
});

describe('what feeds get wrong', () => {
  test.each([
    ['an unknown entity', rss('Caf&eacute; &nbsp;&amp;nbsp;bar'), 'Café bar'],
    ['a bare ampersand', rss('Q&A & more'), 'Q&A & more'],
    ['markup within a title', rss('A <b>bold</b> one'), 'A bold one'],
    ['a type in a title', rss('&lt;T&gt; in C#'), '<T> in C#'],
    ['white space before the declaration', `\n<?xml version="1.0"?>${rss('x')}`, 'x'],
    [
      'a namespace that is not declared',
      `<rss><channel><item><dc:date>2026-01-01</dc:date><content:encoded>&lt;p&gt;y</content:encoded></item></channel></rss>`,
      'y',
    ],
    ['control characters', rss('a\u0000b\u0008c'), 'abc'],
    [
      'a tag that is never closed',
      `<rss><channel><item><title>z</title><description><p>w</description></item></channel></rss>`,
      'z\n\nw',
    ],
  ])('%s is forgiven', async (_, text, expected) => {
    expect((await read(text)).posts).toMatchObject([{ text: expected }]);
  });

  test('a title that only repeats how the text begins is not said twice', async () => {
    const { posts } = await read(
      '<rss><channel><item><title>I went to the …</title><description>I went to the river.</description></item></channel></rss>',
    );
    expect(posts).toMatchObject([{ text: 'I went to the river.' }]);
  });

  test('an id that is too long is shortened to one that is as good', async () => {
    const { posts } = await read(
      `<rss><channel>${['a', 'b'].map((end) => `<item><guid>${'x'.repeat(600)}${end}</guid></item>`).join('')}</channel></rss>`,
    );
    expect(new Set(posts.map(({ id }) => id)).size).toBe(2);
    expect(posts.every(({ id }) => id.length <= 512)).toBe(true);
  });

  test.each(['<html><body>no</body></html>', '<opml><body/></opml>', 'plain', ''])(
    '%j is no feed',
    async (text) => {
      expect(await readFeed(at(text))).toBeNull();
    },
  );
});

describe('hostile XML', () => {
  test('entities of its own are not expanded', async () => {
    const { posts } = await read(
      `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>${rss('x &b; &f;')}`,
    );
    expect(posts[0]?.text).toBe('x &b; &f;');
  });

  test.each([
    ['nested deep', `<rss>${'<a>'.repeat(100_000)}`],
    ['of many elements', `<rss>${'<a/>'.repeat(250_000)}`],
    ['of many attributes', `<rss ${Array.from({ length: 50_000 }, (_, i) => `a${i}="1"`).join(' ')}>`],
  ])('%s is given up', async (_, text) => {
    await expect(readFeed(at(text))).rejects.toMatchObject({ code: 'platform_answer_too_large' });
  });
});
