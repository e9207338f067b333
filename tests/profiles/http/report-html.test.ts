import { createHash } from 'node:crypto';
import { Parser } from 'htmlparser2';
import { describe, expect, test } from 'vitest';
import { ANALYSES } from '../../../lib/profiles/analyses/analyses.ts';
import { html } from '../../../lib/profiles/http/html/markup.ts';
import { HTML_HEADERS } from '../../../lib/profiles/http/html-answer.ts';
import { reportHtml } from '../../../lib/profiles/http/report-html.ts';
import type { Post, Profile } from '../../../lib/profiles/networks/social.ts';
import {
  assembleReport,
  keepReport,
  type Report,
  reportSchema,
} from '../../../lib/profiles/report/report.ts';
import { PROFILE, post } from '../analyses/posts.ts';

const AS_OF = '2024-07-01T00:00:00.000Z';
const DAY = 86_400_000;
const META = { jobId: 'job-1', completedAt: '2024-07-01T10:00:00.000Z' };
const ADA: Profile = { ...PROFILE, url: 'https://example.social/@ada', bio: 'I keep a lighthouse.' };

const TEXTS = [
  'I love the old lighthouse keeper, he lights the lamp every evening',
  'Terrible storm at the old lighthouse, I hate it',
  'The ferry to the island leaves at noon and the harbour is quiet',
];

/** Every 16 hours back from the end, newest ids largest. */
const somePosts = (count: number): Post[] =>
  Array.from({ length: count }, (_, index) =>
    post(String(1000 + index), {
      createdAt: new Date(Date.parse(AS_OF) - (count - index) * (DAY / 1.5)).toISOString(),
      text: TEXTS[index % TEXTS.length] ?? '',
      kind: index % 4 === 0 ? 'reply' : 'post',
      repliesTo: index % 4 === 0 ? 'bob' : null,
      hashtags: index % 3 === 0 ? ['sea'] : [],
      links: index % 5 === 0 ? ['https://example.org/1'] : [],
      likes: index % 7,
    }),
  );

async function reportOf(posts: Post[], profile: Profile = ADA): Promise<Report> {
  const context = { profile, timeZone: 'Europe/Berlin', asOf: AS_OF };
  const found = await Promise.all(
    ANALYSES.map(async ({ name, run }) => [name, await run(posts, context)] as const),
  );
  const kept = keepReport({
    asOf: AS_OF,
    gathered: { posts, pages: 2, skipped: { not_public: 3 }, changed: {} },
    names: ANALYSES.map(({ name }) => name),
    options: { timeZone: 'Europe/Berlin', mode: 'deep', maxPosts: 2000 },
    failedPages: 0,
    most: 2000,
    incomplete: [],
  });
  return assembleReport(kept, profile, new Map<string, unknown>(found));
}

interface Element {
  name: string;
  attributes: Record<string, string>;
}

interface Page {
  elements: Element[];
  /** Runs of text, each with the elements it stands in. */
  texts: { text: string; within: Element[] }[];
}

function parsed(page: string): Page {
  const read: Page = { elements: [], texts: [] };
  const open: Element[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      open.push({ name, attributes });
      read.elements.push({ name, attributes });
      read.texts.push({ text: '', within: [...open] });
    },
    onclosetag() {
      open.pop();
      read.texts.push({ text: '', within: [...open] });
    },
    ontext(text) {
      const last = read.texts.at(-1);
      if (last) last.text += text;
    },
    oncomment(text) {
      throw new Error(`a comment: ${text}`);
    },
  });
  parser.end(page);
  return read;
}

const textOf = (page: string): string =>
  parsed(page)
    .texts.filter(({ within }) => within.every(({ name }) => name !== 'style'))
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/g, ' ');

const report = await reportOf(somePosts(200));
const page = reportHtml(report, META);

/** The report with every string replaced but those that its schema names. */
function filledWith(payload: string, platform: Profile['platform']): Report {
  const copy: unknown = JSON.parse(JSON.stringify(report), (key, value) => {
    if (typeof value !== 'string') return value;
    if (key === 'platform') return platform;
    return key === 'mode' ? value : payload;
  });
  const filled = reportSchema.parse(copy);
  return {
    ...filled,
    findings: { ...filled.findings, [payload]: { [payload]: [{ [payload]: payload }], list: [payload] } },
    missing: [payload],
    basis: { ...filled.basis, skipped: { [payload]: 1 } },
  };
}

/** Each with what a reader must see of it. */
const PAYLOADS: [string, string, string][] = [
  ['a script', '"><script>alert(1)</script>', '"><script>alert(1)</script>'],
  ['an image with a handler', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
  ['an attribute in single quotes', "' onmouseover='alert(1)", "' onmouseover='alert(1)"],
  ['an attribute in double quotes', '" autofocus onfocus="alert(1)', '" autofocus onfocus="alert(1)'],
  ['the end of the style', '</style><script>alert(1)</script>', '</style><script>alert(1)</script>'],
  ['the end of the title', '</title><svg onload=alert(1)>', '</title><svg onload=alert(1)>'],
  ['a comment', '<!-- x', '<!-- x'],
  ['entities', '&lt;script&gt;&#60;b&#62;', '&lt;script&gt;&#60;b&#62;'],
  ['a javascript address', 'javascript:alert(1)', 'javascript:alert(1)'],
  ['a hidden javascript address', 'java\nscript:alert(1)', 'java script:alert(1)'],
  ['a data address', 'data:text/html,<script>alert(1)</script>', 'data:text/html,<script>alert(1)</script>'],
  ['an address with a login', 'https://bank.example@evil.example/', 'https://bank.example@evil.example/'],
  [
    'an address with an attribute',
    'https://evil.example/" onclick="alert(1)',
    'https://evil.example/" onclick="alert(1)',
  ],
  ['a formula', '=HYPERLINK("https://evil.example")', '=HYPERLINK("https://evil.example")'],
  [
    'a style',
    '{} body{background:url(https://evil.example)}',
    '{} body{background:url(https://evil.example)}',
  ],
  [
    'overrides of direction',
    'a\u202egnp.exe\u2066\u2069\u2069b',
    'a[U+202E]gnp.exe[U+2066][U+2069][U+2069]b',
  ],
  [
    'zero-width characters and controls',
    'a\u200bb\ufeffc\u0000d\u001b',
    'a[U+200B]b[U+FEFF]c[U+0000]d[U+001B]',
  ],
  ['a lone surrogate', 'a\ud800b', 'a\ufffdb'],
  ['right-to-left text', 'שלום (x)', 'שלום (x)'],
];
const ATTRIBUTES = [
  'lang',
  'charset',
  'http-equiv',
  'content',
  'name',
  'class',
  'scope',
  'dir',
  'href',
  'rel',
  'viewbox',
  'preserveaspectratio',
  'aria-hidden',
  'aria-label',
  'role',
  'id',
  'data-label',
  'colspan',
  'x',
  'y',
  'x1',
  'x2',
  'y1',
  'y2',
  'cx',
  'cy',
  'r',
  'points',
  'text-anchor',
  'width',
  'height',
];
const ELEMENTS = new Set(parsed(page).elements.map(({ name }) => name));

describe.each(PAYLOADS)('%s in every text of a report', (_, payload, visible) => {
  const hostile = reportHtml(filledWith(payload, 'mastodon_archive'), {
    jobId: payload,
    completedAt: payload,
  });
  const { elements, texts } = parsed(hostile);

  test('adds no element and no attribute', () => {
    expect(elements.map(({ name }) => name).filter((name) => !ELEMENTS.has(name))).toEqual([]);
    const names = elements.flatMap(({ attributes }) => Object.keys(attributes));
    expect(names.filter((name) => !ATTRIBUTES.includes(name))).toEqual([]);
    expect(elements.filter(({ name }) => name === 'style' || name === 'meta')).toHaveLength(6);
    const widths = elements.flatMap(({ attributes }) => attributes['width'] ?? []);
    expect(widths.filter((width) => !/^[\d.]+$/.test(width))).toEqual([]);
    const ids = elements.flatMap(({ attributes }) => attributes['id'] ?? []);
    expect(ids.filter((id) => !/^[a-z_]+(-[a-z_]+|-\d+)?$/.test(id))).toEqual([]);
  });

  test('is shown whole, as text, in a direction of its own', () => {
    const inStyle = texts.filter(({ within }) => within.at(-1)?.name === 'style');
    expect(inStyle.map(({ text }) => text).join('')).not.toContain(visible.slice(0, 8));
    const shown = texts.filter(({ text }) => text.replace(/\s+/g, ' ').includes(visible));
    expect(shown.length).toBeGreaterThan(100);
    const loose = shown.filter(({ within }) =>
      within.every(
        ({ name, attributes }) => name !== 'bdi' && name !== 'title' && attributes['dir'] !== 'auto',
      ),
    );
    expect(loose).toEqual([]);
  });

  test('links to nothing but http(s), without a login', () => {
    const links = elements.filter(({ attributes }) => /^(?!#)/.test(attributes['href'] ?? '#'));
    for (const { attributes } of links) {
      const url = new URL(attributes['href'] ?? '');
      expect(['http:', 'https:']).toContain(url.protocol);
      expect(url.username).toBe('');
      expect(attributes['rel']).toBe('nofollow noopener noreferrer');
    }
  });

  test('leaves a page that is well-formed and hides nothing', () => {
    expect(hostile.isWellFormed()).toBe(true);
    expect(hostile).not.toMatch(/(?![\n\t])[\p{Cc}\u202A-\u202E\u2066-\u2069\u200B\uFEFF]/u);
  });
});

describe('the page', () => {
  test('runs no script and asks nobody for anything', () => {
    const { elements } = parsed(page);
    for (const name of ['script', 'link', 'img', 'iframe', 'form', 'base', 'object']) {
      expect(elements.filter((element) => element.name === name)).toEqual([]);
    }
    expect(page).not.toMatch(/url\(|@import|\ssrc=/);
    const policy = elements.find(({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy');
    expect(policy?.attributes['content']).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/]+='; /);
    expect(HTML_HEADERS['Content-Security-Policy']).toContain(policy?.attributes['content']);
  });

  test('has the one style whose hash its policy names', () => {
    const styles = [...page.matchAll(/<style>(.*?)<\/style>/gs)].map(([, style = '']) => style);
    const hashes = styles.map((style) => `'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(hashes).toHaveLength(1);
    expect(HTML_HEADERS['Content-Security-Policy']).toContain(`style-src ${hashes[0]};`);
    expect(parsed(page).elements.filter(({ attributes }) => attributes['style'] !== undefined)).toEqual([]);
    expect(parsed(page).elements.filter(({ name }) => name === 'rect').length).toBeGreaterThan(0);
  });

  test('is the same bytes for the same report, whatever the order of its keys', () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== 'object' || value === null) return value;
      const entries = Object.entries(value).reverse();
      return Object.fromEntries(entries.map(([key, inner]) => [key, reversed(inner)]));
    };
    const shuffled = reportSchema.parse(reversed(report));
    expect(Object.keys(shuffled.findings)).not.toEqual(Object.keys(report.findings));
    expect(reportHtml(shuffled, META)).toBe(page);
  });

  test('names n and confidence of every finding', () => {
    const findings = Object.values(report.findings).flatMap((given) =>
      Object.values(Object(given['findings'])),
    );
    expect(findings.length).toBeGreaterThan(20);
    const counted = textOf(page).match(/n = [\d,]+ (post|pause|week)s? · (low|medium|high) confidence/g);
    const stated = textOf(page).match(/Stated by the account, not counted/g);
    expect([counted?.length, stated?.length]).toEqual([findings.length - 4, 4]);
  });

  test('says what was read', () => {
    const text = textOf(page);
    expect(text).toContain('Posts read (n)200');
    expect(text).toContain('not public: 3');
    expect(text).toContain('Europe/Berlin');
    expect(text).toContain('End of the observation2024-07-01 00:00:00 UTC');
    expect(text).toContain(report.disclaimer);
    expect(text).not.toContain('Reading stopped');
    const capped = reportHtml({ ...report, basis: { ...report.basis, capped: true } }, META);
    expect(textOf(capped)).toContain('Reading stopped at 2,000 posts');
    const keptBack = { ...report.basis, capped: true, incomplete: ['The feed has the newest alone.'] };
    const ofFeed = textOf(reportHtml({ ...report, basis: keptBack }, META));
    expect(ofFeed).toContain('The feed has the newest alone.');
    expect(ofFeed).not.toContain('Reading stopped');
  });

  test('says what could not be said, and why', async () => {
    const few = await reportOf(somePosts(3));
    const text = textOf(reportHtml(few, META));
    expect(few.not_assessed.length).toBeGreaterThan(10);
    for (const { why, needs } of few.not_assessed) expect(text).toContain(`${why}; needs ${needs}`);
  });

  test('names the analyses that failed', () => {
    const text = textOf(reportHtml({ ...report, missing: ['style'] }, META));
    expect(text).toContain('ended with an error and are missing: Way of writing.');
  });

  test('gives the warning before the evidence of automation, once', () => {
    const text = textOf(page);
    const from = text.search(/Signs of automation ?Evidence, not a verdict\./);
    expect(from).toBeGreaterThan(0);
    expect(from).toBeLessThan(text.lastIndexOf('Like a timer'));
    expect(text.match(/Evidence, not a verdict/g)).toHaveLength(1);
    expect(text).toContain('Weightmoderate');
  });

  test('gives a forecast with its back-test', () => {
    const value = {
      posts: 10,
      interval: { low: 8, high: 13, meant_to_hold: 0.8 },
      from_weeks: 18,
      back_test: {
        weeks: 12,
        share_inside_interval: 0.833,
        mean_absolute_error: 1.5,
        mean_absolute_error_of_same_as_last_week: 2,
      },
      method: 'by hand',
    };
    const foretold = {
      posts: 200,
      findings: { posts_next_week: { value, n: 18, confidence: 'low', post_ids: [] } },
    };
    const text = textOf(
      reportHtml({ ...report, findings: { ...report.findings, prediction: foretold } }, META),
    );
    expect(text).toMatch(
      /If the author goes on, about 10 posts, between 8 and 13 in 80\s% of weeks\. Tried on 12 past weeks, 83\.3\s% fell inside/,
    );
  });

  test('draws the hours of the week in shades, with a table of all counts', () => {
    const { elements, texts } = parsed(page);
    const shaded = elements.filter(
      ({ name, attributes }) => name === 'rect' && /^h\d$/.test(attributes['class'] ?? ''),
    );
    expect(shaded).toHaveLength(7 * 24);
    const finding = texts.filter(({ within }) =>
      within.some(({ attributes }) => attributes['id'] === 'activity-hours_and_weekdays'),
    );
    const cells = finding.filter(({ within }) => within.some(({ name }) => name === 'details'));
    const counts = cells.flatMap(({ text, within }) =>
      within.at(-1)?.name === 'td' && /^\d+$/.test(text) ? [Number(text)] : [],
    );
    expect(counts).toHaveLength(7 * 24);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(200);
  });

  test('shows findings that it does not know', () => {
    const findings = {
      ...report.findings,
      moon: { findings: { phase: { tide: [{ high: 1.23456, low: null }] } } },
    };
    const text = textOf(reportHtml({ ...report, findings }, META));
    expect(text).toMatch(/Moon ?Phase ?Tide ?Low ?High ?not known ?1\.23/);
  });

  test('shows an analysis whose findings have another shape', () => {
    const findings = { moon: { posts: 7, findings: ['full', { high: 2 }], tide: 'low' } };
    const text = textOf(reportHtml({ ...report, findings }, META));
    for (const part of [/Posts ?7/, /full/, /High ?2/, /Tide ?low/]) expect(text).toMatch(part);
  });

  test('shows JSON that pretends to be markup as text', () => {
    const value = {
      isEscaped: true,
      callbacks: [],
      source: '<script>1</script>',
      toString: '<script>2</script>',
    };
    const pretending = reportHtml({ ...report, findings: { moon: { findings: { phase: value } } } }, META);
    expect(textOf(pretending)).toContain('<script>2</script>');
    expect(parsed(pretending).elements.some(({ name }) => name === 'script')).toBe(false);
  });
});

test('no caption calls a colour dark or light, since the page has both grounds', () => {
  const captions = [...page.matchAll(/<figcaption>(.*?)<\/figcaption>/g)].map(([, words = '']) => words);
  expect(captions.length).toBeGreaterThan(5);
  for (const words of captions) expect(words).not.toMatch(/\b(?:dark|light|pale)/i);
});

test('text cannot leave a quoted attribute', () => {
  const { elements } = parsed(html`<p class="${'" onclick="1'}" lang='${"' onclick='1"}'></p>`.toString());
  expect(elements).toEqual([{ name: 'p', attributes: { class: '" onclick="1', lang: "' onclick='1" } }]);
});

describe('ids of posts', () => {
  const hrefs = (profile: Partial<Profile>, id: string): string[] => {
    const finding = { value: 1, n: 1, confidence: 'low', post_ids: [id] };
    const shown = {
      ...report,
      profile: { ...ADA, url: null, ...profile },
      findings: { moon: { findings: { phase: finding } } },
    };
    const { elements } = parsed(reportHtml(shown, META));
    return elements
      .flatMap(({ attributes }) => attributes['href'] ?? [])
      .filter((href) => href !== profile.url && !href.startsWith('#'));
  };

  test.each<[Partial<Profile>, string, string]>([
    [{ platform: 'twitter' }, '20', 'https://x.com/i/web/status/20'],
    [{ platform: 'twitter_archive' }, '20', 'https://x.com/i/web/status/20'],
    [{ platform: 'hackernews' }, '8863', 'https://news.ycombinator.com/item?id=8863'],
    [
      { platform: 'bluesky' },
      'at://did:plc:z72i7hdynmk6r22z27h6tvur/app.bsky.feed.post/3l6oveex3ii2l',
      'https://bsky.app/profile/did:plc:z72i7hdynmk6r22z27h6tvur/post/3l6oveex3ii2l',
    ],
    [{ platform: 'mastodon', url: 'https://example.social/@ada' }, '110', 'https://example.social/@ada/110'],
    [
      { platform: 'mastodon_archive' },
      'https://example.social/users/ada/statuses/1',
      'https://example.social/users/ada/statuses/1',
    ],
  ])('of %o lead to the post', (profile, id, url) => {
    expect(hrefs(profile, id)).toEqual([url]);
  });

  test.each<[Partial<Profile>, string]>([
    [{ platform: 'inline' }, 'https://evil.example/'],
    [{ platform: 'github' }, '1'],
    [{ platform: 'twitter' }, '20/../../evil'],
    [{ platform: 'hackernews' }, '1&x=2'],
    [{ platform: 'bluesky' }, 'at://did:plc:x/app.bsky.feed.post/../../evil'],
    [{ platform: 'mastodon', url: 'javascript:alert(1)//@ada' }, '1'],
    [{ platform: 'mastodon', url: 'https://example.social/@ada' }, '../evil'],
    [{ platform: 'mastodon_archive' }, 'javascript:alert(1)'],
  ])('of %o that lead nowhere known stay text: %s', (profile, id) => {
    expect(hrefs(profile, id)).toEqual([]);
  });
});
