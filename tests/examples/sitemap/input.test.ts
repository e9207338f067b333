import { describe, expect, test } from 'vitest';
import { readPage, readSitemap } from '../../../examples/sitemap/markup.ts';
import { mayAsk } from '../../../examples/sitemap/site.ts';

const AT = new URL('https://example.com/en/');
const linksOf = (html: string) => readPage(html, AT).links.map(({ href }) => href);

describe('a page', () => {
  test('has the text of its first title, entities and white space resolved', () => {
    const html = '<title>\n Tea &amp; <b>cake</b> </title><svg><title>Icon</title></svg>';
    expect(readPage(html, AT).title).toBe('Tea & <b>cake</b>');
    expect(readPage('<h1>No title</h1>', AT).title).toBeNull();
    expect(readPage('<title> </title>', AT).title).toBeNull();
  });

  test('links to each http(s) place once, wherever its fragments lead', () => {
    const html =
      '<a href="tea">1</a><A HREF="/en/tea#top">2</A><a href="//other.example/">3</a><a>4</a>' +
      '<a href="mailto:a@b.c">5</a><a href="http://[">6</a><script>"<a href=\'/no\'>"</script>';
    expect(linksOf(html)).toEqual(['https://example.com/en/tea', 'https://other.example/']);
  });

  test('may break as it likes', () => {
    expect(readPage('<title>never closed', AT)).toEqual({ title: 'never closed', links: [] });
    expect(linksOf('</p></b><a href="/x"><<')).toEqual(['https://example.com/x']);
  });

  test.each(['<b>', '<b></x>', `${'<i>'.repeat(500)}</i>${'</x>'.repeat(500)}`])(
    'of 2 MB of %.9s takes no time that counts',
    (piece) => {
      const html = piece.repeat(2_000_000 / piece.length);
      const startedAt = performance.now();
      expect(() => readPage(html, AT)).toThrow('more than 500 elements');
      expect(performance.now() - startedAt).toBeLessThan(1_000);
    },
  );
});

describe('a sitemap', () => {
  test('lists the locations of its pages, not those of their pictures', () => {
    const xml = `<?xml version="1.0"?><urlset><url><loc> https://example.com/?a=1&amp;b=2 </loc>
      <image:image><image:loc>https://example.com/a.png</image:loc></image:image></url>
      <url><loc><![CDATA[https://example.com/b]]></loc></url><url><loc>/relative</loc></url></urlset>`;
    expect(readSitemap(xml)).toEqual({
      pages: ['https://example.com/?a=1&b=2', 'https://example.com/b'],
      sitemaps: [],
    });
  });

  test('may be an index, or nothing of the kind', () => {
    const index = '<sitemapindex><sitemap><loc>https://example.com/1.xml</loc></sitemap></sitemapindex>';
    expect(readSitemap(index)).toEqual({ pages: [], sitemaps: ['https://example.com/1.xml'] });
    expect(readSitemap('<!doctype html><p>Not found')).toEqual({ pages: [], sitemaps: [] });
  });
});

test.each([
  ['https://example.com/a', true],
  ['http://example.com/', true],
  ['https://example.com:8443/', false],
  ['https://ann:secret@example.com/', false],
  ['ftp://example.com/', false],
  ['http://127.0.0.1:3000/', false],
  ['http://169.254.169.254/latest/', false],
  ['http://intranet/', false],
])('%s may be asked: %s', (url, expected) => {
  expect(mayAsk(new URL(url), false)).toBe(expected);
});
